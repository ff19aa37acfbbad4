"""The mediators of the demonstration: what their office knows of each, and the bodies of the other three roads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hejie.dispatch.assignment import add_leave, set_profile
from hejie.mediation.delegation import admit_to_body, list_body
from hejie.mediation.roster import roster_of, set_mediator
from hejie.mediation.ties import declare_tie
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date
from hejie.traders.models import Trader

WEEKDAYS = tuple(f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm"))
COMMITTEE, ASSOCIATION, SHOPS_OWN = "青禾区消费纠纷人民调解委员会", "青禾区消费者协会", "晴禾家电消费纠纷调解室"
LAWYER = "lawyer"  # the user name of who gives legal support at the association
# name, road, who runs it, who is in which team: user name and name
BODIES = (
    (COMMITTEE, "peoples", "", (("mediation", "committee", "岑若谷"), ("decision", "committee2", "闻一舟"))),
    (ASSOCIATION, "association", "", (("mediation", "assoc", "古月明"), ("legal_support", LAWYER, "马立言"))),
    (SHOPS_OWN, "enterprise", "qinghe", (("mediation", "shop", "傅明"), ("legal_support", "shop2", "郁青"))),
)


def make_roster(
    offices: Mapping[str, Authority], traders: Mapping[str, Trader], cast: Mapping[str, Person], since: datetime
) -> list[Person]:
    """A senior mediator who guides a trainee, who is tied to one shop and will be on leave; then the bodies.

    Returns who mediates for these.
    """
    office, senior = offices["qinghe"], cast["mediator"]
    trainee = next(one.person for one in roster_of(office) if one.person != senior)
    known: dict[str, Any] = {"by_id": cast["county_head"].pk, "now": since}
    set_mediator(person=senior, grade="senior", languages=["en", "csl"], hours=WEEKDAYS, mentor=None, **known)
    set_mediator(person=trainee, grade="trainee", languages=["yue"], hours=WEEKDAYS[::2], mentor=senior, **known)
    set_profile(person=senior, skills=["quality", "appliances"], grid=[], **known)
    set_profile(person=trainee, skills=["after_sales"], grid=[], **known)
    declare_tie(person=trainee, relation="employer", trader=traders["chifeng"], now=since)
    first = shanghai_date(since) + timedelta(days=420)
    add_leave(person=trainee, first_on=first, last_on=first + timedelta(days=4))
    return [*_of_bodies(office, traders, since)]


def _of_bodies(office: Authority, traders: Mapping[str, Trader], since: datetime) -> Iterator[Person]:
    """They sign on their phones, like everybody."""
    numbers = count(13800000901)
    for name, road, run_by, people in BODIES:
        body = list_body(
            office=office,
            name=name,
            road=road,
            trader=traders[run_by] if run_by else None,
            contact="0990-0412315",
            now=since,
        )
        for team, username, who in people:
            phone = str(next(numbers))
            person = register_person(now=since, name=who, username=username, phone=phone, phone_verified=True)
            admit_to_body(body=body, person=person, team=team, now=since)
            if team == "mediation":
                yield person
