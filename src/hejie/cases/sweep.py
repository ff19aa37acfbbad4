"""What time does: first misses, reminders, and due dates derived again when the calendar changes.

Each row is dealt with in its own transaction with the case locked, and once only (`DeadlineStep`), so a sweep may be
killed, repeated or run twice at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hejie.base import events
from hejie.cases import deadlines
from hejie.cases.actions import CHANGING, advance
from hejie.cases.chain import append_record
from hejie.cases.facts import is_open
from hejie.cases.models import CalendarYear, Case, CaseRecord, Deadline, DeadlineStep
from hejie.cases.queries import SOON_WORKING_DAYS
from hejie.people.access import SYSTEM
from hejie.rules import clock
from hejie.rules.calendars import Calendar
from hejie.rules.model import Role

LOOK_AHEAD = timedelta(days=14)  # no run of rest days is longer, so nothing due soon lies beyond


def sweep_deadlines(now: datetime, *, limit: int = 500) -> int:
    """Record every first miss and send every reminder that is due. Returns how many deadlines moved."""
    today = clock.shanghai_date(now)
    running = Deadline.objects.filter(closed_at=None, is_paused=False)
    late = running.filter(missed_at=None, due_on__lt=today).order_by("due_on", "id")
    near = running.filter(due_on__range=(today, today + LOOK_AHEAD)).exclude(steps__stage="soon")
    done = sum(_dealt_with(row.case_id, row.pk, now, _miss) for row in late[:limit])
    calendar = deadlines.calendar()
    due_soon = [row for row in near[:limit] if _is_soon(today, row.due_on, calendar)]
    return done + sum(_dealt_with(row.case_id, row.pk, now, _remind) for row in due_soon)


def _is_soon(today: date, due_on: date, calendar: Calendar) -> bool:
    return clock.working_days_left(today, due_on, calendar) <= SOON_WORKING_DAYS


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
    record = _note(case, "deadline_missed", {"rule": row.rule, "due_on": row.due_on.isoformat(), "of": row.of}, now)
    events.publish(events.Fact(record.fact, case.pk, record.pk, now, record.data))
    follow = deadlines.term_of(row.edition, row.rule).on_expiry
    if follow and is_open(case, follow):
        advance(case_id=case.pk, move=follow, actor=SYSTEM, inputs={}, now=now, key=f"expiry:{row.pk}")


def _remind(case: Case, row: Deadline, now: datetime) -> None:
    if _once(row, "soon"):
        data = {"rule": row.rule, "due_on": row.due_on.isoformat(), "of": row.of}
        events.publish(events.Fact("deadline_near", case.pk, 0, now, data))


def _note(case: Case, fact: str, data: Mapping[str, Any], now: datetime) -> CaseRecord:
    record = append_record(
        case=case, fact=fact, source=case.state, actor=SYSTEM, role=Role.SYSTEM, now=now, data=data, content={}
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
    _note(case, "deadline_rederived", {"rule": row.rule, "provisional": row.is_provisional, **dates}, now)
    return before != row.due_on
