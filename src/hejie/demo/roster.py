"""The mediators of the demonstration: what their office knows of each, and a committee that a shop runs itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
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
SHOPS_OWN, OF_THE_SHOP = "晴禾家电消费纠纷调解室", (("mediation", "傅明"), ("legal_support", "郁青"))


def make_roster(
    offices: Mapping[str, Authority], traders: Mapping[str, Trader], cast: Mapping[str, Person], since: datetime
) -> None:
    """A senior mediator who guides a trainee; the trainee is tied to one shop and will be on leave."""
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
    body = list_body(office=office, name=SHOPS_OWN, road="enterprise", trader=traders["qinghe"], now=since)
    for team, name in OF_THE_SHOP:
        admit_to_body(body=body, person=register_person(now=since, name=name), team=team, now=since)
