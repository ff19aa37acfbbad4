"""Reading cases for pages and the API: values out, constant query counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.compiled import CompiledRows
from hejie.base.crypto import blind_index
from hejie.base.ids import read_case_number, show_case_number
from hejie.base.together import ANY_KEY
from hejie.cases import access, deadlines
from hejie.cases.actions import procedure_of
from hejie.cases.facts import gather_for
from hejie.cases.history import RecordShown, read_later
from hejie.cases.lists import due_state
from hejie.cases.models import Case, Deadline, Party
from hejie.people.access import Actor
from hejie.rules import clock, machine, schemas
from hejie.rules.calendars import Calendar
from hejie.rules.clock import Due
from hejie.rules.edition import Term
from hejie.rules.model import Facts, Move, Role, State
from hejie.rules.options import fillable


@dataclass(frozen=True, slots=True)
class DeadlineShown:
    """One clock of a case. `state`: ok, soon, today, over, paused or done; `left` and `overdue` in working days.

    `count` explains every day; None where a notice named the last day itself.
    """

    rule: str
    term: Term
    of: Role
    due_on: date
    started_on: date
    state: str
    left: int
    total: int
    overdue: int
    is_provisional: bool
    closed_as: str
    count: Due | None = None


@dataclass(frozen=True)
class CaseView:
    """Everything the rules and the hub know of one case for one reader."""

    case: Case
    state: State
    roles: frozenset[Role]
    facts: Facts
    turn: Role | None
    moves: tuple[Move, ...]
    deadlines: tuple[DeadlineShown, ...]
    read_records: Callable[[], tuple[RecordShown, ...]]
    parties: Mapping[str, Party]
    today: date
    reader: UUID | None = None  # the person who reads, where it is known

    @cached_property
    def records(self) -> tuple[RecordShown, ...]:
        """The history this reader may see, oldest first; sealed words are opened when somebody looks at it."""
        return self.read_records()

    @property
    def is_my_turn(self) -> bool:
        return self.turn in self.roles

    @property
    def next_deadline(self) -> DeadlineShown | None:
        """The running clock that matters now: of whose turn it is, else the earliest."""
        running = [d for d in self.deadlines if not d.closed_as]
        return next((d for d in running if d.of == self.turn), running[0] if running else None)

    def can_fill(self, move: Move) -> bool:
        """Whether there is something in every list from which this move must choose. Reads the lists."""
        facts = machine.as_role(move, self.roles, self.facts)
        return all(fillable(field, facts) for field in move.fields)

    def schema(self, move: Move) -> dict[str, Any]:
        """JSON schema of a move's inputs for this reader, today."""
        return schemas.json_schema(move.fields, machine.as_role(move, self.roles, self.facts), self.today)


def view_case(actor: Actor, ref: str, now: datetime, *, sends_files: bool = False) -> CaseView:
    """One case for one reader; two queries, and one for each list of options. Raises access.NotFound.

    With `sends_files` moves that ask for a file are open before there is one: it comes along with the move.
    """
    return view_of(actor, access.row_for(actor, ref, now), now, sends_files=sends_files)


def view_of(actor: Actor, case: Case, now: datetime, *, sends_files: bool = False) -> CaseView:
    """The same of a case that the actor is known to see. One query."""
    with together.joint_reading():
        together.fetch(case.pk)
        access.know_related(case)
        return _view(actor, case, now, replace(gather_for(actor, case, now), sends_files=sends_files))


def _view(actor: Actor, case: Case, now: datetime, facts: Facts) -> CaseView:
    roles, procedure = access.roles_of(actor, case, now), procedure_of(case)
    return CaseView(
        case=case,
        state=procedure.states[case.state],
        roles=roles,
        facts=facts,
        turn=machine.turn(procedure, case.state, facts),
        moves=machine.open_moves(procedure, case.state, roles, facts),
        deadlines=deadlines_of(case, now, roles),
        read_records=read_later(case, roles),
        parties={party.side: party for party in together.rows("parties", case.pk)},
        today=clock.shanghai_date(now),
        reader=actor.person_id,
    )


def deadlines_of(case: Case, now: datetime, roles: frozenset[Role] = frozenset()) -> tuple[DeadlineShown, ...]:
    """Running clocks first, by due date; then those that ended. Duties between the offices are for these alone."""
    calendar = deadlines.calendar(together.rows("calendar_years", case.pk))
    rows = [row for row in together.rows("deadlines", case.pk) if access.may_read(deadlines.readers_of(row), roles)]
    shown = [_shown(row, now, calendar) for row in rows]
    return tuple(sorted(shown, key=lambda d: (bool(d.closed_as), d.due_on)))


def _shown(row: Deadline, now: datetime, calendar: Calendar) -> DeadlineShown:
    today, term = clock.shanghai_date(now), deadlines.term_of(row.edition, row.rule)
    left = clock.working_days_left(today, row.due_on, calendar)
    started_on = clock.shanghai_date(row.started_at)
    return DeadlineShown(
        rule=row.rule,
        term=term,
        of=Role(row.of),
        due_on=row.due_on,
        started_on=started_on,
        state=_deadline_state(row, today, left),
        left=max(left, 0),
        total=clock.working_days_left(started_on, row.due_on, calendar),
        overdue=max(-left, 0),
        is_provisional=row.is_provisional,
        closed_as=row.closed_as,
        count=None if row.named_on else deadlines.derive(row, today, calendar),
    )


def _deadline_state(row: Deadline, today: date, left: int) -> str:
    if row.closed_as:
        return "done"
    return "paused" if row.is_paused else due_state(row.due_on, today, left)


def cases_of_person(person_id: UUID) -> QuerySet[Case]:
    """Cases in which this person is a side."""
    return Case.objects.filter(pk__in=Party.objects.filter(person_id=person_id).values("case"))


def cases_of_traders(trader_ids: Iterable[UUID]) -> QuerySet[Case]:
    """Complaints against these traders. Reports are kept from them (Order 121 Art 37)."""
    return Case.objects.filter(trader_id__any=trader_ids, kind="complaint")


def cases_of_mediator(person_id: UUID) -> QuerySet[Case]:
    """Cases this person mediates, or mediated last."""
    return Case.objects.filter(mediator_id=person_id)


def find_by_number_and_phone(number: str, phone: str) -> Case | None:
    """The case of this number, if that phone filed it. The caller throttles (base.throttle) and says nothing else."""
    ref = read_case_number(number)
    if not ref:
        return None
    filer = Party.objects.filter(case__ref=ref, side=Role.COMPLAINANT, phone_index=blind_index("phone", phone))
    party = filer.select_related("case__office", "case__trader").first()
    return party.case if party else None


def refs(*, state: str = "", limit: int = 20) -> list[str]:
    """Case numbers as people read them, newest first."""
    rows = Case.objects.filter(state=state) if state else Case.objects.all()
    return [show_case_number(ref) for ref in rows.order_by("-id").values_list("ref", flat=True)[:limit]]


def case_by_id(case_id: UUID) -> Case:
    """For jobs and reactions, which act for the house and not for a reader. No query while a move is made in it."""
    if locked := together.held("case", case_id):
        return locked[0]
    for case in _by_id({ANY_KEY: case_id}):
        return cast("Case", case)
    raise Case.DoesNotExist(case_id)


@CompiledRows
def _by_id() -> QuerySet[Case]:
    return Case.objects.select_related(*access.RELATED).filter(pk=ANY_KEY)
