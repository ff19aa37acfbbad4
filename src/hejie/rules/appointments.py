"""Times for a meeting: which are free, how a time is written and said, and what is kept free around it.

A time is written as it is told in China, `2026-11-30T14:00`; see docs/decisions/0137.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from hejie.rules.calendars import Calendar
from hejie.rules.calendars.calendar import DayKind
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.mediators import half_day
from hejie.rules.model import Text

LENGTH = timedelta(minutes=90)  # kept free for one meeting
STARTS = (time(9), time(10, 30), time(14), time(15, 30))
DAYS_AHEAD = 30
MOST = 24
HOLIDAYS = (DayKind.STATUTORY, DayKind.BRIDGED)
DAYS_ZH, DAYS_EN = "一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def written(at: datetime) -> str:
    """A moment as moves and records carry it."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def moment(text: str) -> datetime:
    """The moment that `written` wrote. Raises ValueError."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day_said(at: datetime, today: date | None = None) -> Text:
    """The day of a moment in words, as it is told in China; without its year where that is the year of `today`."""
    there = at.astimezone(SHANGHAI)
    day, is_this_year = there.weekday(), today is not None and today.year == there.year
    year, english_year = ("", "") if is_this_year else (f"{there.year}年", f" {there.year}")
    words = f"{year}{there.month}月{there.day}日（周{DAYS_ZH[day]}）"
    return Text(words, f"{DAYS_EN[day]} {there.day} {there:%b}{english_year}")


def said(at: datetime, today: date | None = None) -> Text:
    """The same with the time of day."""
    day, clock = day_said(at, today), f"{at.astimezone(SHANGHAI):%H:%M}"
    return Text(f"{day.zh}{clock}", f"{day.en}, {clock}")


def overlaps(one: datetime, other: datetime) -> bool:
    """Whether two meetings that begin then would overlap."""
    return abs(one - other) < LENGTH


def free_starts(
    now: datetime,
    calendar: Calendar,
    hours: Collection[str],
    is_away: Callable[[date], bool],
    busy: Iterable[datetime],
) -> Iterator[datetime]:
    """When somebody could begin a meeting, from tomorrow on, the earliest first.

    hours: half days of the week as in `mediators.HALF_DAYS`; none: whenever offices work.
    """
    taken = list(busy)
    for ahead in range(1, DAYS_AHEAD + 1):
        day = shanghai_date(now) + timedelta(days=ahead)
        if is_away(day):
            continue
        for start in STARTS:
            at = datetime.combine(day, start, SHANGHAI)
            if _works(at, calendar, hours) and not any(overlaps(at, one) for one in taken):
                yield at


def _works(at: datetime, calendar: Calendar, hours: Collection[str]) -> bool:
    """Half days that somebody named count on weekends too, and never on holidays."""
    day = shanghai_date(at)
    if not hours:
        return calendar.is_working(day)
    return half_day(at) in hours and calendar.day(day).kind not in HOLIDAYS
