"""A case filed for somebody who had no account then is opened by theirs: by telephone, at a counter, by a partner.

A number taken down wrongly opens nothing: who has shown the phone also says the name that was filed
(docs/decisions/0080, 0178). From then on the account is that person in the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hejie.base.compiled import A_MOMENT
from hejie.base.crypto import blind_index
from hejie.base.ids import read_case_number, show_case_number
from hejie.base.text import clean_line
from hejie.base.together import Reading
from hejie.cases.access import in_force
from hejie.cases.models import Case, Party, Representation
from hejie.cases.proof import note_fact
from hejie.people.access import Actor
from hejie.people.actions import update_person
from hejie.people.models import Person
from hejie.people.queries import verified_phone
from hejie.rules.model import Role
from hejie.rules.representing import REPRESENTED

A_PHONE = b"whom something was filed for"  # stands for the index of a phone while the statement is compiled


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case filed with the phone of somebody who cannot open it yet; nothing of what it tells."""

    ref: str
    filed_at: datetime


def waiting_for(actor: Actor, now: datetime) -> list[Waiting]:
    """Cases filed for the holder of the actor's phone that are no account's yet, newest first. One query."""
    cases = {seat.case_id: seat.case for seat in _seats(verified_phone(actor), now)}
    found = [Waiting(show_case_number(case.ref), case.filed_at) for case in cases.values()]
    return sorted(found, key=lambda one: one.filed_at, reverse=True)


def is_waiting(actor: Actor, ref: str, now: datetime) -> bool:
    """Whether this case is one of them."""
    number = read_case_number(ref)
    return any(seat.case.ref == number for seat in _seats(verified_phone(actor), now))


def waits_for(phone: str, now: datetime) -> bool:
    """Whether anything waits for whoever holds this phone. One query."""
    return bool(_seats(phone, now))


@transaction.atomic
def join_cases(*, actor: Actor, name: str, now: datetime) -> list[str]:
    """Open to the actor every case that waits for them under this name. Their numbers; none where no name agrees."""
    said = clean_line(name)
    waiting = _seats(verified_phone(actor), now)
    seats = [seat for seat in waiting if clean_line(seat.name) == said]
    in_order = sorted(seats, key=lambda seat: seat.case_id)  # as everybody locks several cases
    joined = {seat.case.ref for seat in in_order if _take(seat, actor, now)}
    if joined and actor.person_id:
        _be_named(actor.person_id, said)
    return [show_case_number(ref) for ref in sorted(joined)]


def _seats(phone: str, now: datetime) -> Sequence[Party | Representation]:
    """Complainants and those who speak for them, with this phone, a name and no account."""
    if not phone:
        return []
    found = _waiting().of({A_PHONE: blind_index("phone", phone), A_MOMENT.date(): timezone.localdate(now)})
    cases = {case.pk: case for case in found["cases"]}
    seats = [*found["filers"], *found["beside"]]
    for seat in seats:
        seat.case = cases[seat.case_id]
    return [seat for seat in seats if seat.name]


@cache
def _waiting() -> Reading:
    """Whom a phone was noted for while they had no account, and their cases."""
    return Reading(_of_phone, A_PHONE)


def _of_phone(index: bytes) -> Mapping[str, QuerySet[Any]]:
    filers = Party.objects.filter(phone_index=index, side=Role.COMPLAINANT, person=None)
    beside = in_force(Representation.objects.filter(phone_index=index, person=None), A_MOMENT)
    either = filers.values("case").union(beside.values("case"))  # by the index of either, at any number of cases
    return {"filers": filers, "beside": beside, "cases": Case.objects.filter(pk__in=either)}


def _be_named(person_id: UUID, name: str) -> None:
    """An account that came with its first sign-in has no name yet."""
    person = Person.objects.get(pk=person_id)
    if not person.name:
        update_person(person=person, name=name)


def _take(seat: Party | Representation, actor: Actor, now: datetime) -> bool:
    """False where somebody else was faster."""
    case = Case.objects.select_for_update().get(pk=seat.case_id)
    if not type(seat).objects.filter(pk=seat.pk, person=None).update(person=actor.person_id):
        return False
    is_represented = isinstance(seat, Representation) and seat.kind == REPRESENTED
    role = Role.REPRESENTED if is_represented else Role.COMPLAINANT
    note_fact(case=case, fact="account_joined", role=role, actor=actor, now=now)
    return True
