"""The rows of a case that is being opened, not yet written: itself, its two sides; and what is read around it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.compiled import Several, stand_in_id
from hejie.base.ids import case_number
from hejie.base.together import Reading
from hejie.cases.models import CalendarYear, Case, Party
from hejie.people.access import Actor
from hejie.people.models import Person
from hejie.people.queries import holders
from hejie.places.models import Authority
from hejie.places.settings import KEPT, kept_along
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from hejie.traders.models import Trader
from hejie.traders.queries import TraderCard, card_from, clerks_of, parts_of_card

if TYPE_CHECKING:
    from hejie.cases.actions import Filing

AN_OFFICE, A_TRADER, PEOPLE = stand_in_id("offi"), stand_in_id("trad"), Several("people")
OFFICERS, AHEAD = "officers", "ahead"
COPIED = (
    "kind",
    "channel",
    "office_id",
    "title",
    "category",
    "problem",
    "amount",
    "story",
    "may_publish",
    "may_delegate",
    "first_contact_id",
)
OF_A_SIDE = ("name", "phone", "id_kind", "id_number", "address", "person_id", "trader_id", "identity_checked_at")


def new_case(filing: Filing, now: datetime, filing_key: str | None) -> Case:
    """A case under a fresh number, not saved."""
    received_at = filing.received_at or now
    edition = machine.edition_for(shanghai_date(received_at))
    state, _ = machine.opening(edition.procedures[filing.kind], filing.how)
    return Case(
        ref=case_number(shanghai_date(now)),
        edition=edition.key,
        state=state,
        state_since=now,
        filed_at=now,
        received_at=None if filing.how == "direct" else received_at,
        is_direct=filing.how == "direct",
        is_represented=bool(filing.speakers),
        trader_id=filing.respondent.trader_id,
        filing_key=filing_key,
        wanted=list(filing.wanted),
        details=dict(filing.details),
        **{name: getattr(filing, name) for name in COPIED},
    )


def sides_of(case: Case, filing: Filing) -> list[Party]:
    sides = {Role.COMPLAINANT: filing.complainant, Role.RESPONDENT: filing.respondent}
    return [
        Party(case=case, side=role.value, **{name: getattr(side, name) for name in OF_A_SIDE})
        for role, side in sides.items()
    ]


def around(filing: Filing, actor: Actor) -> Mapping[str, list[Any]]:
    """Office, trader, people and calendar of a case to be opened, as the parts of the same names, and the officers who
    will hear of it. What the office has set is held for it. One query, or what was read ahead."""
    people = {filing.complainant.person_id, filing.respondent.person_id, filing.first_contact_id} - {None}
    known = [actor.person] if actor.person and actor.person_id in people else []
    unread = list(people - {person.pk for person in known})
    if not unread and (ahead := _read_ahead(filing)):
        return ahead | {"people": known}
    found = _around().of({AN_OFFICE: filing.office_id, A_TRADER: filing.respondent.trader_id, PEOPLE: unread})
    together.hold(filing.office_id, **{KEPT: found.pop(KEPT)})
    return {**found, "people": known + found["people"]}


@cache
def _around() -> Reading:
    return Reading(
        lambda office: {
            "offices": Authority.objects.filter(pk=office),
            "traders": Trader.objects.filter(pk=A_TRADER),
            "people": Person.objects.filter(pk__any=PEOPLE),
            "clerks": clerks_of(A_TRADER),
            **_at(office),
        },
        AN_OFFICE,
    )


def look_ahead(trader_id: UUID) -> TraderCard | None:
    """The trader's card. What `around` asks comes along, for a case that the trader's own office will have. One query.

    None where there is no such trader.
    """
    found = _ahead()(trader_id)
    for trader in found["trader"]:
        beside = {name: found[name] for name in (OFFICERS, "calendar_years", "clerks")}
        offices = [office for office in found["offices"] if office.pk == trader.office_id]
        ahead = {"offices": offices, "traders": [trader], **beside}
        together.hold(trader.office_id, **{KEPT: found[KEPT], AHEAD: [ahead]})
    return card_from(found)


def _read_ahead(filing: Filing) -> dict[str, list[Any]] | None:
    """For the case of this trader at this office."""
    held = together.held(AHEAD, filing.office_id) or []
    return next((one for one in held if one["traders"][0].pk == filing.respondent.trader_id), None)


@cache
def _ahead() -> Reading:
    return Reading(
        lambda trader: {
            **parts_of_card(trader),
            "clerks": clerks_of(trader),
            **_at(Trader.objects.filter(pk=trader).values("office")[:1]),
        }
    )


def _at(office: Any) -> dict[str, QuerySet[Any]]:
    """What is asked of an office, or of the one that a query finds."""
    return {
        OFFICERS: holders(office, Role.OFFICER),
        KEPT: kept_along(office),
        "calendar_years": CalendarYear.objects.only("year", "version"),
    }
