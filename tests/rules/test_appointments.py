"""A meeting is told with its day; at the turn of the year nobody has to guess which January is meant."""

from __future__ import annotations

from datetime import date, datetime

from hejie.rules.appointments import day_said, said
from hejie.rules.clock import SHANGHAI
from hejie.rules.model import Text

IN_JANUARY = datetime(2027, 1, 4, 14, tzinfo=SHANGHAI)


def test_in_december_a_meeting_in_january_is_told_with_its_year() -> None:
    asked_on = date(2026, 12, 21)
    assert said(IN_JANUARY, asked_on) == Text("2027年1月4日（周一）14:00", "Mon 4 Jan 2027, 14:00")
    assert day_said(IN_JANUARY, asked_on).zh == "2027年1月4日（周一）"


def test_within_the_year_the_day_is_enough() -> None:
    assert said(IN_JANUARY, date(2027, 1, 2)) == Text("1月4日（周一）14:00", "Mon 4 Jan, 14:00")


def test_the_year_is_that_of_china_in_the_last_hours_of_december_elsewhere() -> None:
    new_year = datetime.fromisoformat("2026-12-31T17:00+00:00")
    assert day_said(new_year, date(2026, 12, 31)).zh == "2027年1月1日（周五）"


def test_where_nobody_says_what_day_it_is_the_year_is_always_told() -> None:
    assert said(IN_JANUARY).zh == "2027年1月4日（周一）14:00"
