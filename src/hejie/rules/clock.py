"""Counts the periods the law sets, and explains every day of the count.

The day of the event is not counted; counting begins on the next working day or calendar day. A period in working
days ends on a working day. One in calendar days whose last day is a holiday ends on the first day after it (Order
121, Art. 45; `switches.py` holds the readings). Paused days are not counted. A period ends at 24:00, China time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any

from hejie.rules.calendars import Calendar, DayKind
from hejie.rules.edition import Term
from hejie.rules.model import Text, Unit
from hejie.rules.switches import DEFAULT, Switches

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


class CannotCount(ValueError):
    """The period cannot be counted from what was given; `text` says what to mend."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted, both ends included. `end` None means the pause still runs."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise CannotCount(
                Text(
                    f"暂停的结束日 {self.end} 早于开始日 {self.start}，请改正其中一个",
                    f"The pause ends on {self.end}, before it starts on {self.start}; mend one of the two",
                )
            )


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day between the event and the end of the period: whether it was counted, and why."""

    date: date
    counted: bool
    why: Text

    def to_dict(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat(),
            "counted": self.counted,
            "why": {"zh": self.why.zh, "en": self.why.en},
        }


@dataclass(frozen=True)
class Due:
    """When a period ends, and how that was counted.

    start: the day of the event in China; not counted itself.
    due_on: the last day; the period ends at its 24:00.
    provisional: the date may still move, because a year is not confirmed or a pause still runs.
    open_pause: a pause still runs. `due_on` is then the earliest possible end, as if the pause ended on the `today`
        given to `due` (or on its own first day), and nobody may be called late yet.
    """

    term: Term
    start: date
    due_on: date
    provisional: bool
    open_pause: bool
    calendar: Calendar = field(repr=False)
    counted: Sequence[int] = field(repr=False)  # ordinals of the counted days, ascending
    paused: frozenset[int] = field(repr=False)  # ordinals of the paused days

    @property
    def article(self) -> str:
        """The article that sets the period, e.g. `《…办法》第十五条`."""
        return str(self.term.article)

    @cached_property
    def basis(self) -> Text:
        """How the date was reached, in a few plain sentences."""
        parts = list(_basis_parts(self))
        return Text("；".join(p.zh for p in parts) + "。", "; ".join(p.en for p in parts) + ".")

    @cached_property
    def days(self) -> tuple[DayCount, ...]:
        """Every day from the day after the event to the last day, with the reason it was counted or skipped."""
        numbers = range(self.start.toordinal() + 1, self.due_on.toordinal() + 1)
        return tuple(_explain_day(self, number) for number in numbers)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON with both languages."""
        return {
            "rule": self.term.key,
            "start": self.start.isoformat(),
            "due": self.due_on.isoformat(),
            "provisional": self.provisional,
            "open_pause": self.open_pause,
            "article": self.article,
            "basis": {"zh": self.basis.zh, "en": self.basis.en},
            "days": [day.to_dict() for day in self.days],
        }


def due(
    term: Term,
    started_at: datetime | date,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extended: bool = False,
    switches: Switches = DEFAULT,
    today: date | None = None,
) -> Due:
    """When `term` ends if its event happened at `started_at` (an aware datetime, or a date in China).

    `extended` adds the term's extension days to the same unbroken count. `today` says how far a still running pause
    has lasted. Raises CannotCount for a naive datetime, and for pauses or an extension that the term does not allow.
    """
    _check_allowed(term, pauses, extended)
    start = _start_day(started_at)
    paused = frozenset(number for pause in pauses for number in _paused_days(pause, today))
    total = term.days + (term.extension_days if extended else 0)
    working = term.unit is Unit.WORKING_DAY
    counted = _count(start.toordinal() + 1, total, calendar if working else None, paused)
    last = counted[-1] if working else _roll(counted[-1], calendar, paused, switches)
    due_on = date.fromordinal(last)
    waiting = any(pause.end is None and pause.start <= due_on for pause in pauses)
    needed = start + timedelta(days=1) if working else date.fromordinal(counted[-1])
    unsure = not all(calendar.knows(year) for year in range(needed.year, due_on.year + 1))
    return Due(term, start, due_on, unsure or waiting, waiting, calendar, counted, paused)


def shanghai_date(now: datetime) -> date:
    """The date in China at an aware moment. Raises CannotCount for a naive one."""
    if now.tzinfo is None:
        raise CannotCount(
            Text(
                f"时间 {now.isoformat()} 没有时区，请写明，例如 {now.isoformat()}+08:00",
                f"The time {now.isoformat()} has no time zone; write one, e.g. {now.isoformat()}+08:00",
            )
        )
    return now.astimezone(SHANGHAI).date()


def is_late(due_on: date, now: datetime) -> bool:
    """Whether the last day has passed in China: late from 00:00 of the day after."""
    return shanghai_date(now) > due_on


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Working days after `today` up to and including `due_on`: 0 on the last day; negative counts those overdue."""
    first, last = sorted((today.toordinal(), due_on.toordinal()))
    days = calendar.working_days(first, last)
    return days if today <= due_on else -days


def spent_and_total(due: Due, today: date) -> tuple[int, int]:
    """Counted days up to and including `today`, and all counted days: the stones of the arch."""
    return bisect_right(due.counted, today.toordinal()), len(due.counted)


def explain(due: Due, language: str = "zh") -> dict[str, Any]:
    """The answer of `hejie deadline … --json`, with its words in one language (`zh` or `en`)."""
    told = due.to_dict()
    told["basis"] = told["basis"][language]
    told["days"] = [{**day, "why": day["why"][language]} for day in told["days"]]
    return told


def as_table(due: Due, language: str = "zh") -> str:
    """The same as plain text for a terminal: one line per day, `+` counted, `-` not counted, then the result."""
    told = explain(due, language)
    lines = [f"{day['date']}  {'+' if day['counted'] else '-'}  {day['why']}" for day in told["days"]]
    return "\n".join([*lines, "", told["basis"], told["article"]])


def _check_allowed(term: Term, pauses: Sequence[Pause], extended: bool) -> None:
    if pauses and not term.pausable:
        raise CannotCount(
            Text(f"“{term.label.zh}”期限不能暂停，请去掉暂停", f"The period “{term.label.en}” cannot be paused")
        )
    if extended and not term.extension_days:
        raise CannotCount(
            Text(f"“{term.label.zh}”期限不能延长，请去掉延长", f"The period “{term.label.en}” cannot be extended")
        )


def _start_day(started_at: datetime | date) -> date:
    return shanghai_date(started_at) if isinstance(started_at, datetime) else started_at


def _paused_days(pause: Pause, today: date | None) -> range:
    end = pause.end or max(pause.start, today or pause.start)
    return range(pause.start.toordinal(), end.toordinal() + 1)


def _count(first: int, total: int, calendar: Calendar | None, paused: frozenset[int]) -> Sequence[int]:
    """The first `total` days from `first` on that are not paused and, when a calendar is given, are working days."""
    if calendar is None and not paused:
        return range(first, first + total)
    counted: list[int] = []
    number = first
    while len(counted) < total:
        if (calendar is None or calendar.works(number)) and number not in paused:
            counted.append(number)
        number += 1
    return counted


def _roll(number: int, calendar: Calendar, paused: frozenset[int], switches: Switches) -> int:
    while _cannot_end_on(calendar.day(date.fromordinal(number)).kind, switches) or number in paused:
        number += 1
    return number


def _cannot_end_on(kind: DayKind, switches: Switches) -> bool:
    return {
        DayKind.WORKING: False,
        DayKind.WEEKEND: switches.roll_plain_weekend,
        DayKind.STATUTORY: True,
        DayKind.BRIDGED: switches.roll_bridged_rest_days,
        DayKind.MAKEUP: not switches.end_on_makeup_day,
    }[kind]


def _explain_day(due: Due, number: int) -> DayCount:
    on = date.fromordinal(number)
    counted, why = _reason(due, number, on == due.due_on)
    what = due.calendar.describe(on)
    return DayCount(on, counted, Text(f"{what.zh}：{why.zh}", f"{what.en}: {why.en}"))


def _reason(due: Due, number: int, is_last: bool) -> tuple[bool, Text]:
    place = bisect_right(due.counted, number)
    if place and due.counted[place - 1] == number:
        return True, Text(f"第 {place} {_unit(due.term).zh}", f"{_unit(due.term).en} {place}")
    if number in due.paused:
        return False, Text("计时暂停，不算", "the clock is paused, not counted")
    if is_last:
        return False, Text("期满日顺延到这天", "the end moves to this day")
    if number > due.counted[-1]:
        return False, Text("期满日不落在这天，继续顺延", "the period cannot end here, the end moves on")
    return False, Text("不算", "not counted")


def _unit(term: Term) -> Text:
    return Text("个工作日", "working day") if term.unit is Unit.WORKING_DAY else Text("日", "calendar day")


def _basis_parts(due: Due) -> Iterator[Text]:
    total, unit = len(due.counted), _unit(due.term)
    yield Text(
        f"{due.start} 当日不算，从次日起数满 {total} {unit.zh}",
        f"{due.start} itself is not counted; {total} {unit.en}s from the next day on",
    )
    if total > due.term.days:
        extra = total - due.term.days
        yield Text(f"其中延长 {extra} {unit.zh}", f"of these {extra} by extension")
    paused = sum(day in due.paused for day in range(due.start.toordinal() + 1, due.due_on.toordinal() + 1))
    if paused:
        yield Text(f"暂停的 {paused} 天不算", f"{paused} paused days are left out")
    counted_to = date.fromordinal(due.counted[-1])
    if counted_to != due.due_on:
        yield Text(f"最后一日 {counted_to} 休息，顺延", f"day {total} is {counted_to}, a day off, so the end moves on")
    yield Text(f"{due.due_on} 24:00 期满", f"the period ends on {due.due_on} at 24:00 China time")
    yield from _doubts(due)


def _doubts(due: Due) -> Iterator[Text]:
    if due.open_pause:
        yield Text("暂停还没结束，日期会往后推", "a pause still runs, so the date will move later")
    elif due.provisional:
        yield Text(
            "有年份的放假安排未确认，日期暂定", "the holidays of a year are not confirmed, so the date is provisional"
        )
