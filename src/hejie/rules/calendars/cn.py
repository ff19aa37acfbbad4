"""Mainland China 2019–2026: holidays and make-up working days as the State Council's yearly notices arranged them.

Statutory days are those the Regulation on Public Holidays (《全国年节及纪念日放假办法》) names: eleven a year until
2024; thirteen since 2025, when New Year's Eve of the lunar year and 2 May were added. The other days off in each
holiday are rest days the notices arranged. Of the twenty years behind the last notice only the days are known that the
Regulation fixes by the solar calendar; they are not confirmed before their notice is loaded. Rows: festival,
days off, statutory days, make-up working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hejie.rules.calendars.calendar import Calendar, Day, DayKind

_Row = tuple[str, str, str, str]

_NOTICES: dict[int, tuple[_Row, ...]] = {
    2019: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "02-04..02-10", "02-05..02-07", "02-02 02-03"),
        ("清明节", "04-05..04-07", "04-05", ""),
        ("劳动节", "05-01..05-04", "05-01", "04-28 05-05"),
        ("端午节", "06-07..06-09", "06-07", ""),
        ("中秋节", "09-13..09-15", "09-13", ""),
        ("国庆节", "10-01..10-07", "10-01..10-03", "09-29 10-12"),
    ),
    2020: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "01-24..02-02", "01-25..01-27", "01-19"),  # lengthened to 2 February against the epidemic
        ("清明节", "04-04..04-06", "04-04", ""),
        ("劳动节", "05-01..05-05", "05-01", "04-26 05-09"),
        ("端午节", "06-25..06-27", "06-25", "06-28"),
        ("国庆节、中秋节", "10-01..10-08", "10-01..10-04", "09-27 10-10"),  # both festivals began on 1 October
    ),
    2021: (
        ("元旦", "01-01..01-03", "01-01", ""),
        ("春节", "02-11..02-17", "02-12..02-14", "02-07 02-20"),
        ("清明节", "04-03..04-05", "04-04", ""),
        ("劳动节", "05-01..05-05", "05-01", "04-25 05-08"),
        ("端午节", "06-12..06-14", "06-14", ""),
        ("中秋节", "09-19..09-21", "09-21", "09-18"),
        ("国庆节", "10-01..10-07", "10-01..10-03", "09-26 10-09"),
    ),
    2022: (
        ("元旦", "01-01..01-03", "01-01", ""),
        ("春节", "01-31..02-06", "02-01..02-03", "01-29 01-30"),
        ("清明节", "04-03..04-05", "04-05", "04-02"),
        ("劳动节", "04-30..05-04", "05-01", "04-24 05-07"),
        ("端午节", "06-03..06-05", "06-03", ""),
        ("中秋节", "09-10..09-12", "09-10", ""),
        ("国庆节", "10-01..10-07", "10-01..10-03", "10-08 10-09"),
        ("元旦", "12-31", "", ""),
    ),
    2023: (
        ("元旦", "01-01..01-02", "01-01", ""),
        ("春节", "01-21..01-27", "01-22..01-24", "01-28 01-29"),
        ("清明节", "04-05", "04-05", ""),
        ("劳动节", "04-29..05-03", "05-01", "04-23 05-06"),
        ("端午节", "06-22..06-24", "06-22", "06-25"),
        ("中秋节", "09-29", "09-29", ""),
        ("国庆节", "09-30..10-06", "10-01..10-03", "10-07 10-08"),
        ("元旦", "12-30..12-31", "", ""),
    ),
    2024: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "02-10..02-17", "02-10..02-12", "02-04 02-18"),
        ("清明节", "04-04..04-06", "04-04", "04-07"),
        ("劳动节", "05-01..05-05", "05-01", "04-28 05-11"),
        ("端午节", "06-10", "06-10", ""),
        ("中秋节", "09-15..09-17", "09-17", "09-14"),
        ("国庆节", "10-01..10-07", "10-01..10-03", "09-29 10-12"),
    ),
    2025: (
        ("元旦", "01-01", "01-01", ""),
        ("春节", "01-28..02-04", "01-28..01-31", "01-26 02-08"),
        ("清明节", "04-04..04-06", "04-04", ""),
        ("劳动节", "05-01..05-05", "05-01..05-02", "04-27"),
        ("端午节", "05-31..06-02", "05-31", ""),
        ("国庆节", "10-01..10-05", "10-01..10-03", "09-28 10-11"),
        ("中秋节", "10-06", "10-06", ""),
        ("国庆节", "10-07..10-08", "", ""),
    ),
    2026: (
        ("元旦", "01-01..01-03", "01-01", "01-04"),
        ("春节", "02-15..02-23", "02-16..02-19", "02-14 02-28"),
        ("清明节", "04-04..04-06", "04-05", ""),
        ("劳动节", "05-01..05-05", "05-01..05-02", "05-09"),
        ("端午节", "06-19..06-21", "06-19", ""),
        ("中秋节", "09-25..09-27", "09-25", ""),
        ("国庆节", "10-01..10-07", "10-01..10-03", "09-20 10-10"),
    ),
}


def _dates(year: int, words: str) -> Iterator[date]:
    for word in words.split():
        first, _, last = word.partition("..")
        day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
        while day <= end:
            yield day
            day += timedelta(days=1)


def _listed(year: int, rows: tuple[_Row, ...]) -> Iterator[tuple[int, Day]]:
    for name, off, statutory, makeup in rows:
        for words, kind in ((off, DayKind.BRIDGED), (statutory, DayKind.STATUTORY), (makeup, DayKind.MAKEUP)):
            for on in _dates(year, words):
                yield on.toordinal(), Day(kind, name)


# What the Regulation itself fixes by the solar calendar, in every year: known before any notice. The rest is not.
_FIXED: tuple[_Row, ...] = (
    ("元旦", "01-01", "01-01", ""),
    ("劳动节", "05-01..05-02", "05-01..05-02", ""),
    ("国庆节", "10-01..10-03", "10-01..10-03", ""),
)
_YEARS_AHEAD = range(max(_NOTICES) + 1, max(_NOTICES) + 21)

_ROWS = {**_NOTICES, **dict.fromkeys(_YEARS_AHEAD, _FIXED)}

CHINA = Calendar(
    years={year: year in _NOTICES for year in _ROWS},
    listed={number: day for year, rows in _ROWS.items() for number, day in _listed(year, rows)},
)
