"""A year of the working calendar as text that people type, and as months to look at.

One line a day: `2027-02-05 法 春节`, `2027-02-06 休 春节`, `2027-02-07 班 春节`; the name may be left out.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hejie.rules.calendars import Calendar, CalendarError, DayKind
from hejie.rules.model import Text
from hejie.web.words import say

MARKS: Mapping[DayKind, Text] = {
    DayKind.STATUTORY: Text("法", "H"),
    DayKind.BRIDGED: Text("休", "R"),
    DayKind.MAKEUP: Text("班", "W"),
}
TYPED = {
    "法": DayKind.STATUTORY,
    "H": DayKind.STATUTORY,
    "休": DayKind.BRIDGED,
    "R": DayKind.BRIDGED,
    "班": DayKind.MAKEUP,
    "W": DayKind.MAKEUP,
}
LINE = re.compile(r"(?P<day>\S+)\s+(?P<mark>\S+)(?:\s+(?P<name>.{1,40}))?$")
MOST_LINES = 120


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of a month: its number, its kind, and the mark that says the kind without colour."""

    number: int
    kind: str
    mark: Text | None
    about: Text


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday; None stands for days of other months."""

    number: int
    weeks: tuple[tuple[DayShown | None, ...], ...]


class BadLine(ValueError):
    """A line that cannot be read; `text` says which, and how to write it."""

    def __init__(self, number: int, text: Text) -> None:
        super().__init__(text.zh)
        self.text = Text(f"第 {number} 行：{text.zh}", f"Line {number}: {text.en}")


def lines_of(calendar: Calendar, year: int) -> str:
    """The year as one types it, with the marks of the reader's language."""
    days = calendar.to_data().get(str(year), {}).get("days", {})
    rows = (
        f"{day} {say(MARKS[DayKind(entry['kind'])])} {entry['name']}".rstrip() for day, entry in sorted(days.items())
    )
    return "\n".join(rows)


def read_lines(text: str, year: int, *, confirmed: bool) -> tuple[dict[str, Any], list[Text]]:
    """The year as `save_calendar_year` takes it, and what is wrong, line by line."""
    days: dict[str, dict[str, str]] = {}
    wrong: list[Text] = []
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(numbered) > MOST_LINES:
        return {}, [
            Text(f"一年最多 {MOST_LINES} 行，请只写和平常不一样的日子。", f"At most {MOST_LINES} lines a year.")
        ]
    for number, line in numbered:
        try:
            day, entry = _read_line(number, line, year)
            if day in days:
                raise BadLine(number, Text(f"{day} 写了两次，请留一行。", f"{day} stands twice; keep one line."))
            days[day] = entry
        except BadLine as bad:
            wrong.append(bad.text)
    return {"confirmed": confirmed, "days": days}, wrong


def _read_line(number: int, line: str, year: int) -> tuple[str, dict[str, str]]:
    found = LINE.match(line)
    kind = TYPED.get(found["mark"].upper()) if found else None
    if not found or not kind:
        example = f"{year}-10-01 法 国庆节"
        raise BadLine(
            number, Text(f"请写成“{example}”，中间是 法、休 或 班。", f"Write it as “{example}”: 法, 休 or 班.")
        )
    entry = {"kind": kind.value, "name": found["name"] or ""}
    try:
        Calendar.from_data({str(year): {"confirmed": True, "days": {found["day"]: entry}}})
    except CalendarError as error:
        raise BadLine(number, error.text) from error
    return found["day"], entry


def months_of(calendar: Calendar, year: int) -> list[Month]:
    """Twelve months to look at."""
    weeks = [months.Calendar().monthdatescalendar(year, number) for number in range(1, 13)]
    return [
        Month(number, tuple(tuple(_day(calendar, on, number) for on in week) for week in month))
        for number, month in enumerate(weeks, 1)
    ]


def _day(calendar: Calendar, on: date, month: int) -> DayShown | None:
    if on.month != month:
        return None
    day = calendar.day(on)
    return DayShown(on.day, day.kind.value, MARKS.get(day.kind), calendar.describe(on))
