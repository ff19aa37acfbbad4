"""What ties those who might mediate to the sides of a case: read for all of them at once (Order 121 Art 21)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

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


def ties_of(case: Case, people: Sequence[Person]) -> dict[UUID, Ties]:
    """The ties of each of these to both sides. A fixed number of queries, one more where somebody was a clerk."""
    sides = _Sides(case)
    clerks = _clerks(case, people)
    declared = _declared(sides, people)
    acted, of_body = _who_acted(case, set(clerks)), _of_traders_bodies(case, people)
    return {
        one.pk: Ties(
            is_side=one.pk in sides.people,
            declared=frozenset(tie.relation for tie in declared[one.pk] if tie.relation),
            is_clerk=any(row.until is None for row in clerks[one.pk]),
            was_clerk_until=max((shanghai_date(row.until) for row in clerks[one.pk] if row.until), default=None),
            acted_as_clerk=one.pk in acted,
            is_of_traders_body=one.pk in of_body,
            shares_phone=one.phone_index in sides.phones,
            shares_address=blind_index("address", one.address) in sides.addresses,
            stepped_aside=any(tie.case_id for tie in declared[one.pk]),
        )
        for one in people
    }


class _Sides:
    """Who the sides are, by id and by blind index. Two queries, and the trader."""

    def __init__(self, case: Case) -> None:
        self.case = case
        parties = list(Party.objects.filter(case=case))
        speakers = list(Representation.objects.filter(case=case))
        trader = blind_index("phone", case.trader.contact_phone) if case.trader else None
        everybody: list[Party | Representation] = [*parties, *speakers]
        self.people = {one.person_id for one in everybody}
        self.phones = {trader, *(one.phone_index for one in everybody)} - {None}
        self.addresses = {one.address_index for one in parties} - {None}


def _clerks(case: Case, people: Sequence[Person]) -> defaultdict[UUID, list[Clerk]]:
    found: defaultdict[UUID, list[Clerk]] = defaultdict(list)
    for row in Clerk.objects.filter(trader=case.trader_id, person__in=people) if case.trader_id else ():
        found[row.person_id].append(row)
    return found


def _declared(sides: _Sides, people: Sequence[Person]) -> defaultdict[UUID, list[Tie]]:
    found: defaultdict[UUID, list[Tie]] = defaultdict(list)
    with_them = Q(case=sides.case) | Q(phone_index__in=list(sides.phones))
    if sides.case.trader_id:
        with_them |= Q(trader=sides.case.trader_id)
    for tie in Tie.objects.filter(with_them, person__in=people, until=None).defer("phone"):
        found[tie.person_id].append(tie)
    return found


def _who_acted(case: Case, clerks: set[UUID]) -> set[UUID | None]:
    """Of those who ever were clerks of this trader, who acted for it in another case."""
    if not clerks:
        return set()
    acts: QuerySet[CaseRecord] = CaseRecord.objects.filter(
        case__trader=case.trader_id, person_id__in=clerks, role=Role.RESPONDENT
    )
    return set(acts.exclude(case=case).values_list("person_id", flat=True).distinct())


def _of_traders_bodies(case: Case, people: Sequence[Person]) -> set[UUID]:
    if not case.trader_id:
        return set()
    members = BodyMember.objects.filter(body__trader=case.trader_id, body__until=None, person__in=people)
    return set(members.values_list("person_id", flat=True))
