"""Writing deadlines: started, stopped, paused, extended by moves; always to be derived again from their basis.

Called inside the transaction that writes the record, with the case row locked. What changes is written with the case
(`base.written.one_writing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.compiled import Compiled
from hejie.base.registry import Registry
from hejie.base.written import change_later, write_later, write_waiting
from hejie.cases import access
from hejie.cases.models import CalendarYear, Case, Deadline
from hejie.places.settings import setting
from hejie.rules import clock, machine
from hejie.rules.calendars import Calendar, cn
from hejie.rules.clock import Due, Pause
from hejie.rules.edition import Term
from hejie.rules.model import Decision

# What pausing, resuming and extending may change in a clock.
COUNTED = ("pauses", "is_paused", "is_extended", "due_on", "is_provisional")
NOTHING: Mapping[str, Any] = MappingProxyType({})
NextDue = tuple[date, str]  # a day, and the rule behind it
AlsoDue = Callable[[Case], NextDue | None]
also_due: Registry[AlsoDue] = Registry("day that a case is due by beside its clocks")
_built: dict[tuple[tuple[int, int], ...], Calendar] = {}


def counts_as_due(function: AlsoDue) -> AlsoDue:
    """Register the first day by which something is owed that no clock of the procedure counts."""
    return also_due.add(f"{function.__module__}.{function.__qualname__}", function)


def calendar(years: Iterable[CalendarYear] | None = None) -> Calendar:
    """The working calendar: built-in years, with the years an operator edited laid over them.

    One small query, none when the caller has the `years` with their versions.
    """
    versions = tuple(_versions({}) if years is None else ((row.year, row.version) for row in years))
    if versions not in _built:
        _built.clear()
        edited = {str(row.year): row.data for row in CalendarYear.objects.all()}
        _built[versions] = Calendar.from_data({**cn.CHINA.to_data(), **edited})
    return _built[versions]


@Compiled
def _versions() -> QuerySet[Any]:
    return CalendarYear.objects.values_list("year", "version")


def term_of(edition: str, rule: str) -> Term:
    return machine.edition(edition).terms[rule]


def derive(row: Deadline, today: date, known: Calendar | None = None) -> Due:
    """The due date of a deadline from first principles. While a pause runs it is the earliest possible one.

    `known`: the calendar to count with, where the caller has it; the working calendar otherwise.
    """
    pauses = [Pause(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in row.pauses]
    term = term_of(row.edition, row.rule)
    term = replace(term, days=row.days) if row.days else term
    days = known or calendar()
    return clock.due(term, row.started_at, days, pauses=pauses, extended=row.is_extended, today=today)


def settle(row: Deadline, now: datetime) -> bool:
    """Write the derived due date into the row (not saved). True when it changed."""
    before = (row.due_on, row.is_provisional)
    if row.named_on:
        row.due_on = row.named_on
        return before[0] != row.due_on
    known = calendar(together.rows("calendar_years", row.case_id))
    due = derive(row, clock.shanghai_date(now), known)
    row.due_on, row.is_provisional = due.due_on, due.provisional
    return before != (row.due_on, row.is_provisional)


def running(case: Case) -> list[Deadline]:
    """The open clocks of a case, those that pause too, in the order in which they run out."""
    still_open = [row for row in together.rows("deadlines", case.pk) if row.closed_at is None]
    return sorted(still_open, key=lambda row: (row.due_on, row.pk or 0))  # what is not written yet as it was made


def running_for_all(case: Case) -> list[Deadline]:
    """The same without the duties between the offices, of which the sides know nothing."""
    return [row for row in running(case) if not term_of(row.edition, row.rule).is_internal]


def readers_of(row: Deadline) -> str:
    """For whom this clock and its records are, as `visible_to` says it."""
    return access.AMONG_OFFICES if term_of(row.edition, row.rule).is_internal else access.ALL


def start(case: Case, rules: Sequence[str], now: datetime, inputs: Mapping[str, Any] = NOTHING) -> None:
    """Begin the clocks of a move. A clock of the same rule that still runs is dropped: the new event counts."""
    stop(case, rules, now, dropped=True)
    if any(row.rule in rules and row.closed_at == now for row in together.rows("deadlines", case.pk)):
        write_waiting()  # one of a rule runs at a time: the one that ended has to be out of the way
    begun = clocks(case, rules, now, inputs)
    write_later(*begun)
    together.add("deadlines", case.pk, begun)


def clocks(case: Case, rules: Sequence[str], now: datetime, inputs: Mapping[str, Any] = NOTHING) -> list[Deadline]:
    """The same clocks, not written yet."""
    rows = []
    for rule in rules:
        term = term_of(case.edition, rule)
        row = Deadline(case=case, rule=rule, edition=case.edition, of=term.of, started_at=now, due_on=now.date())
        row.office_id = None if case.closed_at else case.office_id
        row.named_on = _named(term, inputs)
        row.days = _promised(case, term)
        settle(row, now)
        rows.append(row)
    return rows


def _promised(case: Case, term: Term) -> int | None:
    """What the office promises counts as it stood when the clock began."""
    return int(setting(case.office, term.promised_by)) if term.promised_by else None


def _named(term: Term, inputs: Mapping[str, Any]) -> date | None:
    named = inputs.get(term.dated_by) if term.dated_by else None
    return date.fromisoformat(str(named)) if named else None


def stop(case: Case, rules: Sequence[str], now: datetime, *, dropped: bool = False) -> None:
    """End running clocks: late when past their day, else met, or dropped when the duty fell away."""
    for row in _running(case, rules):
        row.closed_at = now
        row.closed_as = "late" if clock.is_late(row.due_on, now) else "dropped" if dropped else "met"
        row.office_id = None
        change_later(row, "closed_at", "closed_as", "office")


def pause(case: Case, rules: Sequence[str], now: datetime) -> None:
    """From today the days are not counted (Order 121 Art 22), until `resume`."""
    for row in _running(case, rules):
        row.pauses = [*row.pauses, [clock.shanghai_date(now).isoformat(), None]]
        row.is_paused = True
        settle(row, now)
        change_later(row, *COUNTED)


def resume(case: Case, rules: Sequence[str], now: datetime) -> None:
    for row in _running(case, rules):
        today = clock.shanghai_date(now).isoformat()
        row.pauses = [[first, last or today] for first, last in row.pauses]
        row.is_paused = False
        settle(row, now)
        change_later(row, *COUNTED)


def extend(case: Case, rules: Sequence[str], now: datetime) -> None:
    for row in _running(case, rules):
        row.is_extended = True
        settle(row, now)
        change_later(row, *COUNTED)


def _running(case: Case, rules: Sequence[str]) -> list[Deadline]:
    return [row for row in running(case) if row.rule in rules] if rules else []


def apply_decision(case: Case, decision: Decision, now: datetime) -> None:
    """Everything a move does to the clocks, then the case's own copy of its next due date."""
    stop(case, decision.stops, now)
    stop(case, decision.drops, now, dropped=True)
    start(case, decision.starts, now, decision.inputs)
    changes = ((pause, decision.pauses), (resume, decision.resumes), (extend, decision.extends))
    for change, rules in changes:
        change(case, rules, now)
    note_next(case)


def note_next(case: Case) -> None:
    """Copy the earliest day by which somebody owes something to the case (not saved)."""
    clocks = [(row.due_on, row.rule) for row in running_for_all(case) if counts(row)]
    others = [found for also in also_due.values() if (found := also(case))]
    first = min([*clocks, *others], key=lambda one: one[0], default=None)
    case.next_due_on, case.next_due_rule = first or (None, "")


def counts(row: Deadline) -> bool:
    """Whether this clock runs, and somebody owes something by its end."""
    return not row.is_paused and not term_of(row.edition, row.rule).is_voluntary
