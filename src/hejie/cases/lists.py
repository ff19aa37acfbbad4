"""Cases as lines of lists: the columns that a line shows, never the whole row, a page at a time behind a key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hejie.cases import deadlines
from hejie.cases.models import Case
from hejie.rules import clock, machine
from hejie.rules.calendars import Calendar
from hejie.rules.model import Text
from hejie.rules.promises import RULE

PAGE = 20
SOON_WORKING_DAYS = 2


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. Days left and overdue are working days, calendar days where a promise is due."""

    id: UUID
    ref: str
    kind: str
    title: str
    state: str
    label: Text
    amount: str
    trader: str
    next_due_on: date | None
    next_due_rule: str
    due_state: str
    left: int
    overdue: int
    filed_at: datetime
    channel: str
    office: str


COLUMNS = (
    "id",
    "ref",
    "kind",
    "edition",
    "title",
    "state",
    "amount",
    "trader__name",
    "next_due_on",
    "next_due_rule",
    "filed_at",
    "channel",
    "office__short_name",
)


def columns_of(case: Case) -> tuple[Any, ...]:
    """The same of a case with its office and trader."""
    joined = {"trader__name": case.trader and case.trader.name, "office__short_name": case.office.short_name}
    return tuple(joined[name] if name in joined else getattr(case, name) for name in COLUMNS)


def lines_of(rows: Iterable[tuple[Any, ...]], now: datetime) -> list[CaseLine]:
    """Rows of COLUMNS as lines, in their order. One small query."""
    calendar, today = deadlines.calendar(), clock.shanghai_date(now)
    return [_line(row, today, calendar) for row in rows]


def _line(row: tuple[Any, ...], today: date, calendar: Calendar) -> CaseLine:
    case_id, ref, kind, edition, title, state, amount, trader, due, due_rule, filed_at, channel, office = row
    left = _left(due, due_rule, today, calendar) if due else 0
    return CaseLine(
        id=case_id,
        ref=ref,
        kind=kind,
        title=title,
        state=state,
        label=machine.edition(edition).procedures[kind].states[state].label,
        amount=str(amount or ""),
        trader=trader or "",
        next_due_on=due,
        next_due_rule=due_rule,
        due_state=due_state(due, today, left) if due else "none",
        left=max(left, 0),
        overdue=max(-left, 0),
        filed_at=filed_at,
        channel=channel,
        office=office,
    )


def _left(due_on: date, rule: str, today: date, calendar: Calendar) -> int:
    """Working days, of a promise calendar days as its agreement counts them; below zero once it has passed."""
    return (due_on - today).days if rule == RULE else clock.working_days_left(today, due_on, calendar)


def due_state(due_on: date, today: date, left: int) -> str:
    """How pressing a date is (DESIGN.md): over two working days ok, one or two soon, then today, then over."""
    if due_on <= today:
        return "today" if due_on == today else "over"
    return "soon" if left <= SOON_WORKING_DAYS else "ok"


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page begins: behind the case with this id and due date."""

    row_id: UUID
    due_on: date | None

    def __str__(self) -> str:
        return f"{self.due_on or ''}_{self.row_id}"


def read_key(text: str) -> Key | None:
    """The key as an address carries it; one that cannot be read is none, and the list starts over."""
    day, _, row_id = text.partition("_")
    try:
        return Key(UUID(row_id), date.fromisoformat(day) if day else None)
    except ValueError:
        return None


def list_cases(
    rows: QuerySet[Case],
    now: datetime,
    *,
    after: str = "",
    states: Sequence[str] = (),
    limit: int = PAGE,
    newest: bool = False,
) -> tuple[list[CaseLine], str]:
    """A page of cases, and the key of the next page ("" at the end).

    By time left, those without a clock last; `newest` puts those filed last first, as suits cases that are over.
    """
    rows = rows.filter(state__in=states) if states else rows
    return paged(page_rows(rows, read_key(after), newest=newest, limit=limit), now, limit)


def page_rows(rows: QuerySet[Case], behind: Key | None, *, newest: bool = False, limit: int = PAGE) -> QuerySet[Any]:
    """The columns of one page and of the row behind it."""
    ordered = rows.order_by("-id") if newest else rows.order_by("next_due_on", "id")
    return ordered.filter(_behind(behind, newest)).values_list(*COLUMNS)[: limit + 1]


def paged(found: Iterable[tuple[Any, ...]], now: datetime, limit: int = PAGE) -> tuple[list[CaseLine], str]:
    """The rows of `page_rows` as lines, with the key of the next page."""
    lines = lines_of(found, now)
    more = str(Key(lines[limit - 1].id, lines[limit - 1].next_due_on)) if len(lines) > limit else ""
    return lines[:limit], more


def _behind(key: Key | None, newest: bool) -> Q:
    """Everything behind the row of the key in (next_due_on nulls last, id)."""
    if key is None:
        return Q()
    if newest:
        return Q(pk__lt=key.row_id)
    if key.due_on is None:
        return Q(next_due_on=None, pk__gt=key.row_id)
    return Q(next_due_on__gt=key.due_on) | Q(next_due_on=key.due_on, pk__gt=key.row_id) | Q(next_due_on=None)
