"""Minutes that an office works: promises shorter than a day are counted in them (docs/decisions/0062)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from hejie.rules.calendars import Calendar
from hejie.rules.clock import SHANGHAI, shanghai_date

HOURS = ((time(9), time(12)), (time(13, 30), time(17, 30)))


def due_after(started_at: datetime, minutes: int, calendar: Calendar) -> datetime:
    """When so many working minutes after an aware moment have passed. Outside of the hours no time runs."""
    left = timedelta(minutes=minutes)
    for opens, closes in _spans(shanghai_date(started_at), calendar):
        begins = max(opens, started_at)
        if begins >= closes:
            continue
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    raise AssertionError("a calendar without working days")


def _spans(day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The hours of work from this day on."""
    while True:
        if calendar.works(day.toordinal()):
            for opens, closes in HOURS:
                yield datetime.combine(day, opens, SHANGHAI), datetime.combine(day, closes, SHANGHAI)
        day += timedelta(days=1)
