"""Whose turn it is, asked of many cases at once: the turns of `rules.procedures` as conditions for lists and counts.

Only the states whose turn depends on offers, signatures or promises are spelled out here; a test compares every
state with the rules themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, TextField, Value

from hejie.agreements.models import RIPE, UNDER_WAY, Agreement, Promise, Signature
from hejie.cases.models import Case, Deadline
from hejie.negotiation.models import Offer
from hejie.rules.model import Role

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)
OTHER = {Role.COMPLAINANT: Role.RESPONDENT, Role.RESPONDENT: Role.COMPLAINANT}
SIGNING_ORDER = (Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR)
ALWAYS = {Role.COMPLAINANT: ("negotiation_ended",), Role.MEDIATOR: ("testing",)}


@dataclass(frozen=True, slots=True)
class Workload:
    """How much there is to do: cases in which it is one's turn, of these due today or late; all running; all over."""

    mine: int
    due_today: int
    late: int
    running: int
    ended: int


EVERY, OWN = "every", "own"


def load_rows(cases: QuerySet[Case], role: Role, today: date) -> QuerySet[Any]:
    """The cases as `workload` counts them: how many there are and how many run, one's own by the day they are due."""
    every = _counted(cases, EVERY, Value(None, DateField()))
    return every.union(_counted(whose_turn(cases, role, today), OWN, F("next_due_on")), all=True)


def _counted(cases: QuerySet[Case], what: str, day: Any) -> QuerySet[Any]:
    labelled = cases.order_by().annotate(what=Value(what, TextField()), day=day).values("what", "day")
    running = Count("pk", filter=Q(closed_at=None))
    return labelled.annotate(n=Count("pk"), running=running).values_list("what", "day", "n", "running")


def workload(rows: Iterable[tuple[Any, ...]], today: date) -> Workload:
    """Counts for the head of an inbox, from `load_rows`."""
    counted = list(rows)
    mine = {day: n for what, day, n, _ in counted if what == OWN}
    every, running = next(((n, running) for what, _, n, running in counted if what == EVERY), (0, 0))
    return Workload(
        mine=sum(mine.values()),
        due_today=mine.get(today, 0),
        late=sum(count for due_on, count in mine.items() if due_on and due_on < today),
        running=running,
        ended=every - running,
    )


def whose_turn(cases: QuerySet[Case], role: Role, today: date) -> QuerySet[Case]:
    """Those of the cases in which it is this role's turn."""
    return cases.filter(turn_of(role, today), closed_at=None)


def turn_of(role: Role, today: date) -> Q:
    """Complaints in which it is this role's turn: a side's or the mediator's. `today` as in Shanghai."""
    turns = Q(state="mediating") & ~_is_overdue(today) & _answers_in_mediation(role) | Q(state="signing") & _signs_next(
        role
    )
    turns |= Q(state__in=ALWAYS.get(role, ()))
    if role in OTHER:
        turns |= Q(state="agreeing") & _signs_next(role)
        turns |= Q(state="negotiating") & _answers_directly(role) | Q(state="performing") & _performs_next(role, today)
    return turns


def _answers_directly(role: Role) -> Q:
    """The trader moves first; then whoever has the other's offer before them."""
    offered = Q(_offered_by(Role.RESPONDENT))
    return offered if role is Role.COMPLAINANT else ~offered


def _answers_in_mediation(role: Role) -> Q:
    if role in OTHER:
        return Q(_offered_by(OTHER[role]))
    return Q(mediator__isnull=False) & ~Q(_offered_by(*SIDES))


def _is_overdue(today: date) -> Q:
    """The days of mediation have passed: it is for the office to end it."""
    rows = Deadline.objects.filter(case=OuterRef("pk"), rule="mediation", closed_at=None, is_paused=False)
    return Q(Exists(rows.filter(due_on__lt=today)))


def _offered_by(*roles: Role) -> Exists:
    return Exists(Offer.objects.filter(case=OuterRef("pk"), state="open", by__in=roles))


def _signs_next(role: Role) -> Q:
    """Everybody before this role in the order has signed, and this role has not."""
    before = SIGNING_ORDER[: SIGNING_ORDER.index(role)]
    signed = [Q(_signed_by(one)) for one in before]
    needed = Q(_current("mediation")) if role is Role.MEDIATOR else Q()
    return Q(needed, ~Q(_signed_by(role)), *signed)


def _current(kind: str) -> Exists:
    return Exists(Agreement.objects.filter(case=OuterRef("pk"), state="signing", kind=kind))


def _signed_by(role: Role) -> Exists:
    return Exists(Signature.objects.filter(agreement__case=OuterRef("pk"), agreement__state="signing", role=role))


def _performs_next(role: Role, today: date) -> Q:
    """The side that owes; once a day was missed, the side that waited for it. Goods come back before money goes out."""
    missed = _owed_rows().filter(RIPE, due_on__lt=today)
    waiting = Exists(missed.filter(receiver=Role.COMPLAINANT))
    owing = Exists(_owed_rows().filter(receiver=Role.RESPONDENT))
    consumer = Q(waiting) | ~Q(Exists(missed)) & Q(owing)
    return consumer if role is Role.COMPLAINANT else ~consumer


def _owed_rows() -> QuerySet[Promise]:
    rows = Promise.objects.filter(agreement__case=OuterRef("pk"), agreement__state="effective", done_at=None)
    return rows.exclude(UNDER_WAY)
