"""What time does: first misses, reminders, and due dates derived again when the calendar changes.

Each row is dealt with in its own transaction with the case locked, and once only (`DeadlineStep`), so a sweep may be
killed, repeated or run twice at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from hejie.base import events
from hejie.base.compiled import A_DAY, Compiled
from hejie.cases import access, deadlines
from hejie.cases.actions import CHANGING, advance
from hejie.cases.chain import append_record
from hejie.cases.facts import is_open
from hejie.cases.models import CalendarYear, Case, CaseRecord, Deadline, DeadlineStep
from hejie.people.access import SYSTEM
from hejie.rules import clock, reminders
from hejie.rules.calendars import Calendar
from hejie.rules.model import Role
from hejie.rules.reminders import Step

TODAY, UNTIL = A_DAY, A_DAY + timedelta(days=1)


def sweep_deadlines(now: datetime, *, limit: int = 500) -> int:
    """Record every first miss and send every reminder that is due. Returns how many deadlines moved."""
    late = _late(limit)({TODAY: clock.shanghai_date(now)})
    done = sum(_dealt_with(case_id, pk, now, _miss) for case_id, pk in late)
    calendar = deadlines.calendar()
    return done + sum(_remind_ahead(step, calendar, now, limit) for step in reminders.AHEAD)


def _running() -> QuerySet[Deadline]:
    return Deadline.objects.filter(closed_at=None, is_paused=False)


@cache
def _late(limit: int) -> Compiled:
    """Case and deadline of every first miss before TODAY."""
    return _first(_running().filter(missed_at=None, due_on__lt=TODAY), limit)


def _remind_ahead(step: Step, calendar: Calendar, now: datetime, limit: int) -> int:
    """One step of the table for everything it is due for, what falls due first first."""
    today = clock.shanghai_date(now)
    until = reminders.last_day_within(today, step.days, calendar)
    rows = _ahead(step, limit)({TODAY: today, UNTIL: until})
    return sum(_dealt_with(case_id, pk, now, partial(_remind, step)) for case_id, pk in rows)


@cache
def _ahead(step: Step, limit: int) -> Compiled:
    """Case and deadline of everything due from TODAY UNTIL a day for which the step has not been taken."""
    taken = DeadlineStep.objects.filter(deadline=OuterRef("pk"), stage=step.key, due_on=OuterRef("due_on"))
    due = _running().filter(~Exists(taken), missed_at=None, due_on__range=(TODAY, UNTIL))
    if step.only:
        due = due.filter(rule__in=sorted(step.only))
    if not step.for_sides:
        due = due.exclude(of__in=sorted(reminders.SIDES))
    return _first(due, limit)


def _first(due: QuerySet[Deadline], limit: int) -> Compiled:
    rows = due.order_by("due_on", "id").values_list("case_id", "pk")[:limit]
    return Compiled(lambda: rows, keeps_plan=False)


def _dealt_with(case_id: UUID, pk: int, now: datetime, deal: Callable[[Case, Deadline, datetime], None]) -> bool:
    """Lock the case (skip it when somebody works on it: the next sweep comes in a minute), then deal with the row."""
    with transaction.atomic():
        case = Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first()
        row = case and Deadline.objects.filter(pk=pk, closed_at=None, is_paused=False).first()
        if not case or not row:
            return False
        deal(case, row, now)
        return True


def _once(row: Deadline, stage: str) -> bool:
    return DeadlineStep.objects.get_or_create(deadline=row, stage=stage, due_on=row.due_on)[1]


def _miss(case: Case, row: Deadline, now: datetime) -> None:
    if not clock.is_late(row.due_on, now) or not _once(row, "missed"):
        return
    row.missed_at = now
    row.save(update_fields=["missed_at"])
    record = _note(
        case,
        "deadline_missed",
        {"rule": row.rule, "due_on": row.due_on.isoformat(), "of": row.of, "stage": "missed"},
        now,
        deadlines.readers_of(row),
    )
    events.publish(events.Fact(record.fact, case.pk, record.pk, now, record.data))
    follow = deadlines.term_of(row.edition, row.rule).on_expiry
    if follow and is_open(case, follow):
        advance(case_id=case.pk, move=follow, actor=SYSTEM, inputs={}, now=now, key=f"expiry:{row.pk}")


def _remind(step: Step, case: Case, row: Deadline, now: datetime) -> None:
    if _once(row, step.key):
        data = {"rule": row.rule, "due_on": row.due_on.isoformat(), "of": row.of, "stage": step.key}
        events.publish(events.Fact(step.fact, case.pk, 0, now, data))


def escalate(*, case_id: UUID, deadline_id: int, now: datetime) -> bool:
    """Report a missed duty that is still open to the office above, once. False when somebody works on the case."""
    return _dealt_with(case_id, deadline_id, now, _escalate)


def _escalate(case: Case, row: Deadline, now: datetime) -> None:
    if clock.is_late(row.due_on, now) and _once(row, reminders.ESCALATED.key):
        data = {"rule": row.rule, "due_on": row.due_on.isoformat(), "of": row.of, "stage": reminders.ESCALATED.key}
        _among_offices(case, reminders.ESCALATED.fact, data, now)


@transaction.atomic
def note_among_offices(*, case_id: UUID, fact: str, data: Mapping[str, Any], now: datetime) -> None:
    """Record what time did, for the offices alone, and publish it."""
    _among_offices(Case.objects.select_for_update().get(pk=case_id), fact, data, now)


def _among_offices(case: Case, fact: str, data: Mapping[str, Any], now: datetime) -> None:
    record = _note(case, fact, data, now, access.AMONG_OFFICES)
    events.publish(events.Fact(record.fact, case.pk, record.pk, now, record.data))


def _note(case: Case, fact: str, data: Mapping[str, Any], now: datetime, visible_to: str = access.ALL) -> CaseRecord:
    record = append_record(
        case=case,
        fact=fact,
        source=case.state,
        actor=SYSTEM,
        role=Role.SYSTEM,
        now=now,
        data=data,
        content={},
        visible_to=visible_to,
    )
    case.save(update_fields=CHANGING)
    return record


def save_calendar_year(*, year: int, data: Mapping[str, Any], by_id: UUID | None, now: datetime) -> int:
    """Load or correct one year of the working calendar, then derive every running deadline again.

    data: `{"confirmed": bool, "days": {"2027-02-06": {"kind": "statutory", "name": "春节"}, …}}`, checked by
    `Calendar.from_data` (raises ValueError). Returns how many due dates moved.
    """
    Calendar.from_data({str(year): data})
    row, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"data": data, "changed_at": now})
    row.data, row.changed_at, row.changed_by_id = dict(data), now, by_id
    row.version += not is_new
    row.save()
    return rederive_deadlines(now)


def preview_calendar_year(*, year: int, data: Mapping[str, Any], now: datetime) -> int:
    """How many running due dates `save_calendar_year` would move; nothing is written. Raises ValueError like it."""
    changed = Calendar.from_data({**deadlines.calendar().to_data(), str(year): data})
    today = clock.shanghai_date(now)
    rows = Deadline.objects.filter(closed_at=None, named_on=None).iterator()
    return sum(deadlines.derive(row, today, changed).due_on != row.due_on for row in rows)


def rederive_deadlines(now: datetime) -> int:
    """Derive every running deadline again; a date that moves is recorded in its case. Returns how many moved."""
    rows = Deadline.objects.filter(closed_at=None).values_list("case_id", "pk")
    return sum(_rederived(case_id, pk, now) for case_id, pk in list(rows))


@transaction.atomic
def _rederived(case_id: UUID, pk: int, now: datetime) -> bool:
    case = Case.objects.select_for_update().get(pk=case_id)
    row = Deadline.objects.filter(pk=pk, closed_at=None).first()
    before = row and row.due_on
    if not row or not before or not deadlines.settle(row, now):
        return False
    row.missed_at = row.missed_at if clock.is_late(row.due_on, now) else None
    row.save()
    deadlines.note_next(case)
    dates = {"before": before.isoformat(), "after": row.due_on.isoformat()}
    _note(
        case,
        "deadline_rederived",
        {"rule": row.rule, "provisional": row.is_provisional, **dates},
        now,
        deadlines.readers_of(row),
    )
    return before != row.due_on
