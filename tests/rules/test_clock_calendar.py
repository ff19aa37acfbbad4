"""The calendar of China: the facts add up, and an operator's table is read strictly."""

from datetime import date
from typing import Any

import pytest

from hejie.rules.calendars import Calendar, CalendarError, Day, DayKind
from hejie.rules.calendars.cn import CHINA
from hejie.rules.model import Text


def days_of(year: int) -> list[date]:
    return [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]


def test_each_year_gives_exactly_the_holidays_the_regulation_names() -> None:
    for year in range(2019, 2027):
        statutory = [day for day in days_of(year) if CHINA.day(day).kind is DayKind.STATUTORY]
        assert len(statutory) == (11 if year < 2025 else 13), year
        assert CHINA.knows(year), year


# Days of the year - Saturdays and Sundays - statutory days; 2020 gave two more days off against the epidemic.
WORKING_DAYS = {
    2019: 365 - 104 - 11,
    2020: 366 - 104 - 11 - 2,
    2021: 365 - 104 - 11,
    2022: 365 - 105 - 11,
    2023: 365 - 105 - 11,
    2024: 366 - 104 - 11,
    2025: 365 - 104 - 13,
    2026: 365 - 104 - 13,
}


def test_make_up_days_give_back_every_bridged_day() -> None:
    counted = {year: sum(CHINA.is_working(day) for day in days_of(year)) for year in WORKING_DAYS}
    assert counted == WORKING_DAYS


DAYS = {
    date(2026, 2, 16): Day(DayKind.STATUTORY, "春节"),
    date(2024, 2, 9): Day(DayKind.WORKING),
    date(2026, 2, 20): Day(DayKind.BRIDGED, "春节"),
    date(2026, 5, 2): Day(DayKind.STATUTORY, "劳动节"),
    date(2024, 5, 2): Day(DayKind.BRIDGED, "劳动节"),
    date(2025, 10, 6): Day(DayKind.STATUTORY, "中秋节"),
    date(2026, 10, 4): Day(DayKind.BRIDGED, "国庆节"),
    date(2026, 10, 10): Day(DayKind.MAKEUP, "国庆节"),
    date(2026, 10, 11): Day(DayKind.WEEKEND),
    date(2026, 10, 12): Day(DayKind.WORKING),
    date(2027, 10, 1): Day(DayKind.STATUTORY, "国庆节"),  # fixed by the Regulation, whatever the notice will say
    date(2027, 10, 4): Day(DayKind.WORKING),
}


def test_what_a_day_is() -> None:
    for day, expected in DAYS.items():
        assert CHINA.day(day) == expected, day
        assert CHINA.is_working(day) == (expected.kind in {DayKind.WORKING, DayKind.MAKEUP}), day


def test_a_calendar_survives_the_trip_through_json() -> None:
    data = CHINA.to_data()
    assert data["2026"]["confirmed"] is True
    assert data["2026"]["days"]["2026-10-10"] == {"kind": "makeup", "name": "国庆节"}
    assert Calendar.from_data(data) == CHINA


@pytest.mark.parametrize("content", [{"days": {}}, {"confirmed": False}, {"confirmed": "no"}])
def test_a_year_counts_as_known_only_when_plainly_confirmed(content: dict[str, Any]) -> None:
    assert not Calendar.from_data({"2027": content}).knows(2027)


def test_a_calendar_in_use_cannot_be_changed() -> None:
    listed = dict(CHINA.listed)
    calendar = Calendar({2026: True}, listed)
    listed.clear()
    assert calendar.day(date(2026, 10, 1)).kind is DayKind.STATUTORY


def test_a_day_says_what_it_is_in_both_languages() -> None:
    both = CHINA.describe(date(2020, 10, 1))
    assert both.zh == "周四，国庆节、中秋节法定节假日"
    assert both.en == "Thursday, statutory holiday (National Day, Mid-autumn Festival)"
    assert "not confirmed" in CHINA.describe(date(2027, 1, 1)).en


def test_a_festival_without_a_name_still_reads_well() -> None:
    calendar = Calendar.from_data({"2027": {"confirmed": True, "days": {"2027-03-01": {"kind": "rest"}}}})
    assert calendar.describe(date(2027, 3, 1)) == Text("周一，假期休息日", "Monday, rest day of a holiday")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"27": {"confirmed": True}}, "四位数字"),
        ({"2027": {"days": {"10月1日": {"kind": "rest"}}}}, "日期要写成"),
        ({"2027": {"days": {"2027-02-30": {"kind": "rest"}}}}, "日期要写成"),
        ({"2027": {"days": {"2026-10-01": {"kind": "rest"}}}}, "不在 2027 年里"),
        ({"2027": {"days": {"2027-10-01": {"kind": "holiday"}}}}, "类型要写"),
        ({"2027": {"days": {"2027-10-01": {}}}}, "类型要写"),
        ({"2027": {"days": {"2027-10-01": {"kind": "makeup"}}}}, "不是周六或周日"),
    ],
)
def test_a_wrong_entry_is_refused_with_what_to_mend(data: dict[str, Any], message: str) -> None:
    with pytest.raises(CalendarError, match=message):
        Calendar.from_data(data)
