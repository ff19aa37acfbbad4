"""What ties those who might mediate to the sides of a case: read for all of them at once (Order 121 Art 21)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    Value,
)

from hejie.base import together
from hejie.base.compiled import Several, stand_in_id
from hejie.base.crypto import blind_index
from hejie.cases.actions import Act
from hejie.cases.models import Case, CaseRecord, Party, Representation
from hejie.mediation.models import BodyMember, Tie
from hejie.people.models import Person
from hejie.rules.clock import shanghai_date
from hejie.rules.conflicts import RELATIONS, Ties
from hejie.rules.model import Role
from hejie.traders.models import Clerk, Trader


def declare_tie(
    *, person: Person, relation: str, now: datetime, trader: Trader | None = None, phone: str | None = None
) -> Tie:
    """Somebody who mediates declares a relation with a trader, or with whoever has this number.

    Raises ValueError for an unknown relation, and unless exactly one of the two is named.
    """
    if relation not in RELATIONS or (trader is None) == (not phone):
        raise ValueError("a relation is one of RELATIONS, with one trader or one number")
    return Tie.objects.create(person=person, relation=relation, trader=trader, phone=phone or None, since=now)


def end_tie(*, tie: Tie, now: datetime) -> None:
    """The relation is over: it counts no more."""
    tie.until = now
    tie.save(update_fields=["until"])


def ties_declared(person: Person) -> list[Tie]:
    """What somebody declared and still holds, the newest first. One query."""
    return list(Tie.objects.filter(person=person, case=None, until=None).select_related("trader").order_by("-since"))


def step_aside(act: Act) -> None:
    """Whoever mediates this case now does so no more, and is not suggested for it again."""
    if act.case.mediator_id:
        Tie.objects.get_or_create(person_id=act.case.mediator_id, case=act.case, defaults={"since": act.now})


class Sides:
    """Who the sides of a case are, by id and by blind index; no query where the case's parts are at hand."""

    def __init__(self, case: Case) -> None:
        parties = list(together.rows("parties", case.pk))
        speakers = list(together.rows("representations", case.pk)) if case.is_represented else []
        trader = blind_index("phone", case.trader.contact_phone) if case.trader else None
        everybody: list[Party | Representation] = [*parties, *speakers]
        self.people = {one.person_id for one in everybody}
        self.phones = {trader, *(one.phone_index for one in everybody)} - {None}
        self.addresses = {one.address_index for one in parties} - {None}


A_CASE, A_TRADER, PHONES = stand_in_id("case"), stand_in_id("trader"), Several("phones")


def tie_columns(case: Case, sides: Sides, of_body: UUID | None = None) -> Mapping[str, Any]:
    """What ties people to both sides, read with the people themselves.

    `of_body`: to which they are asked as its own; a side knows who runs it, and that is no reason against them there.
    """
    return _columns(case.pk, case.trader_id, list(sides.phones), of_body)


def compiled_tie_columns(*, has_trader: bool) -> Mapping[str, Any]:
    """The same for a statement that is written once and asked with `tied`."""
    return _columns(A_CASE, A_TRADER if has_trader else None, PHONES)


def tied(case: Case, sides: Sides) -> dict[Hashable, Any]:
    """What a statement with `compiled_tie_columns` is given."""
    return {A_CASE: case.pk, A_TRADER: case.trader_id, PHONES: list(sides.phones)}


def _columns(
    case: UUID, trader: UUID | None, phones: list[bytes | None] | Several, of_body: UUID | None = None
) -> Mapping[str, Any]:
    about = Q(case=case) | Q(phone_index__any=phones)
    if trader:
        about |= Q(trader=trader)
    ties = Tie.objects.filter(about, person=OuterRef("pk"), until=None)
    return {
        "declared": ArraySubquery(ties.exclude(relation="").values("relation")),
        "stepped_aside": Exists(ties.filter(case=case)),
        **(_columns_of_trader(case, trader, of_body) if trader else NO_TRADER),
    }


NO_TRADER: Mapping[str, Any] = {
    "is_clerk": Value(False),
    "was_clerk_until": Value(None, DateTimeField()),
    "acted_as_clerk": Value(False),
    "is_of_traders_body": Value(False),
}


def _columns_of_trader(case: UUID, trader: UUID, of_body: UUID | None) -> Mapping[str, Any]:
    """Only whoever ever was a clerk of the trader can have acted for it."""
    clerks = Clerk.objects.filter(trader=trader, person=OuterRef("pk"))
    acts = CaseRecord.objects.filter(case__trader=trader, person_id=OuterRef("pk"), role=Role.RESPONDENT)
    bodies = BodyMember.objects.filter(body__trader=trader, body__until=None, person=OuterRef("pk"))
    acted = Q(Exists(clerks)) & Q(Exists(acts.exclude(case=case)))
    return {
        "is_clerk": Exists(clerks.filter(until=None)),
        "was_clerk_until": Subquery(clerks.exclude(until=None).order_by("-until").values("until")[:1]),
        "acted_as_clerk": ExpressionWrapper(acted, BooleanField()),
        "is_of_traders_body": Exists(bodies.exclude(body=of_body) if of_body else bodies),
    }


def ties_in(person: Any, sides: Sides) -> Ties:
    """The ties of somebody who was read with `tie_columns`."""
    return Ties(
        is_side=person.pk in sides.people,
        declared=frozenset(person.declared),
        is_clerk=person.is_clerk,
        was_clerk_until=shanghai_date(person.was_clerk_until) if person.was_clerk_until else None,
        acted_as_clerk=person.acted_as_clerk,
        is_of_traders_body=person.is_of_traders_body,
        shares_phone=person.phone_index in sides.phones,
        shares_address=blind_index("address", person.address) in sides.addresses,
        stepped_aside=person.stepped_aside,
    )
