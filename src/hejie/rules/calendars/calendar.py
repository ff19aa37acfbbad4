"""A calendar as an immutable value: what each day is, and whether people work on it.

Only days that differ from the plain week are listed. A year of which nothing is listed follows the plain week
(Monday to Friday work, Saturday and Sunday rest), and whatever needs a year that is not confirmed is provisional.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import filterfalse
from types import MappingProxyType
from typing import Any

from hejie.rules.model import Text

SATURDAY = 5
WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)
FESTIVALS_EN = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-autumn Festival",
    "国庆节": "National Day",
}


class DayKind(StrEnum):
    """What a day is. STATUTORY, BRIDGED and MAKEUP are listed in the data; the other two follow from the week."""

    WORKING = "working"
    WEEKEND = "weekend"
    STATUTORY = "statutory"  # 法定节假日: one of the days the holiday regulation itself names
    BRIDGED = "rest"  # 调休、补假: another day off inside the holiday the State Council arranged
    MAKEUP = "makeup"  # 调休上班: a Saturday or Sunday worked in exchange


LISTED = frozenset({DayKind.STATUTORY, DayKind.BRIDGED, DayKind.MAKEUP})


class CalendarError(ValueError):
    """The calendar data cannot be used; `text` tells the operator which entry to mend."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its kind, and the festival it belongs to (empty on plain days)."""

    kind: DayKind
    name: str = ""


KINDS_OF_DAYS = 200  # whose words are kept: every day of every count is said, and few kinds of them differ
PLAIN_WORKING = Day(DayKind.WORKING)
PLAIN_WEEKEND = Day(DayKind.WEEKEND)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Listed days by proleptic ordinal, and the loaded years with whether each is confirmed by the State Council."""

    years: Mapping[int, bool]
    listed: Mapping[int, Day]
    _off: frozenset[int] = field(init=False, repr=False, compare=False)
    _made_up: frozenset[int] = field(init=False, repr=False, compare=False)
    _against_the_week: tuple[list[int], list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", MappingProxyType(dict(self.years)))
        object.__setattr__(self, "listed", MappingProxyType(dict(self.listed)))
        made_up = frozenset(n for n, day in self.listed.items() if day.kind is DayKind.MAKEUP)
        object.__setattr__(self, "_made_up", made_up)
        object.__setattr__(self, "_off", frozenset(self.listed) - made_up)
        against = (sorted(filter(_is_in_the_week, self._off)), sorted(filterfalse(_is_in_the_week, made_up)))
        object.__setattr__(self, "_against_the_week", against)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Calendar:
        """Build from plain JSON: `{"2026": {"confirmed": true, "days": {"2026-10-01": {"kind", "name"}}}}`.

        `kind` is `statutory`, `rest` or `makeup`. Raises CalendarError on an entry that cannot be read.
        """
        years: dict[int, bool] = {}
        listed: dict[int, Day] = {}
        for label, content in data.items():
            year = _year(label)
            years[year] = content.get("confirmed") is True
            listed.update(_days_of(year, content.get("days", {})))
        return cls(years, listed)

    def to_data(self) -> dict[str, Any]:
        """Plain JSON that `from_data` reads back to an equal calendar."""
        data: dict[str, Any] = {str(y): {"confirmed": ok, "days": {}} for y, ok in sorted(self.years.items())}
        for number, day in sorted(self.listed.items()):
            on = date.fromordinal(number)
            data[str(on.year)]["days"][on.isoformat()] = {"kind": day.kind.value, "name": day.name}
        return data

    def knows(self, year: int) -> bool:
        """Whether the year is loaded and confirmed; otherwise every result that needs it is provisional."""
        return self.years.get(year, False)

    def day(self, on: date) -> Day:
        """What this day is, and the festival it belongs to."""
        plain = PLAIN_WEEKEND if on.weekday() >= SATURDAY else PLAIN_WORKING
        return self.listed.get(on.toordinal(), plain)

    def is_working(self, on: date) -> bool:
        """Whether offices work on this day, make-up Saturdays and Sundays included."""
        return self.works(on.toordinal())

    def works(self, number: int) -> bool:
        """`is_working` by ordinal, for counting many days quickly."""
        if number in self._made_up:
            return True
        return (number + 6) % 7 < SATURDAY and number not in self._off

    def working_days(self, after: int, until: int) -> int:
        """How many days after the one ordinal, up to and including the other, are working days."""
        return self._worked(until) - self._worked(after)

    def _worked(self, until: int) -> int:
        """Working days from the first ordinal there is (a Monday) up to and including this one."""
        weeks, days = divmod(until, 7)
        free, made_up = (bisect_right(listed, until) for listed in self._against_the_week)
        return SATURDAY * weeks + min(days, SATURDAY) - free + made_up

    def describe(self, on: date) -> Text:
        """The day in words: weekday, kind, festival, and a warning when the year is not confirmed."""
        weekday, kind = WEEKDAYS[on.weekday()], _kind_in_words(self.day(on))
        if self.knows(on.year):
            return Text(f"{weekday.zh}，{kind.zh}", f"{weekday.en}, {kind.en}")
        return Text(
            f"{weekday.zh}，{kind.zh}（{on.year} 年放假安排未确认）",
            f"{weekday.en}, {kind.en} (the {on.year} holidays are not confirmed)",
        )


def _is_in_the_week(number: int) -> bool:
    return (number + 6) % 7 < SATURDAY


@lru_cache(maxsize=KINDS_OF_DAYS)
def _kind_in_words(day: Day) -> Text:
    zh = day.name
    en = f" ({', '.join(FESTIVALS_EN.get(name, name) for name in zh.split('、'))})" if zh else ""
    return {
        DayKind.WORKING: Text("工作日", "working day"),
        DayKind.WEEKEND: Text("周末", "weekend"),
        DayKind.STATUTORY: Text(f"{zh}法定节假日", f"statutory holiday{en}"),
        DayKind.BRIDGED: Text(f"{zh}假期休息日", f"rest day of a holiday{en}"),
        DayKind.MAKEUP: Text(f"{zh}调休上班日", f"make-up working day{en}"),
    }[day.kind]


def _year(label: str) -> int:
    if not (label.isdecimal() and len(label) == 4):  # noqa: PLR2004 - a year has four digits
        raise CalendarError(
            Text(f"年份要写四位数字，例如 2027，现在是“{label}”", f"Write the year as 2027, not “{label}”")
        )
    return int(label)


def _days_of(year: int, days: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[int, Day]]:
    for label, entry in days.items():
        on = _date_in(year, label)
        kind = _listed_kind(label, entry.get("kind", ""))
        if kind is DayKind.MAKEUP and on.weekday() < SATURDAY:
            raise CalendarError(
                Text(f"{label} 不是周六或周日，不用写成调休上班", f"{label} is a weekday; it needs no make-up entry")
            )
        yield on.toordinal(), Day(kind, entry.get("name", ""))


def _date_in(year: int, label: str) -> date:
    try:
        on = date.fromisoformat(label)
    except ValueError as error:
        text = Text(f"日期要写成 {year}-10-01 这样，现在是“{label}”", f"Write dates as {year}-10-01, not “{label}”")
        raise CalendarError(text) from error
    if on.year != year:
        raise CalendarError(
            Text(f"{label} 不在 {year} 年里，请移到那一年", f"{label} is not in {year}; list it in its year")
        )
    return on


def _listed_kind(label: str, kind: str) -> DayKind:
    if kind not in LISTED:
        raise CalendarError(
            Text(
                f"{label} 的类型要写 statutory（法定节假日）、rest（休息日）或 makeup（调休上班），现在是“{kind}”",
                f"{label}: the kind must be statutory, rest or makeup, not “{kind}”",
            )
        )
    return DayKind(kind)
