"""Who is told when; and minutes that count only while an office works."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hejie.rules import office_hours, reminders
from hejie.rules.calendars import cn
from hejie.rules.clock import SHANGHAI
from hejie.rules.model import Role

CHINA = cn.CHINA


@pytest.mark.parametrize(
    ("stage", "of", "told"),
    [
        ("soon", Role.OFFICER, (Role.OFFICER,)),
        ("soon", Role.RESPONDENT, (Role.RESPONDENT,)),
        ("today", Role.OFFICER, (Role.OFFICER, Role.HEAD)),
        ("today", Role.RESPONDENT, ()),
        ("missed", Role.MEDIATOR, (Role.MEDIATOR, Role.HEAD)),
        ("missed", Role.HEAD, (Role.HEAD,)),
        ("missed", Role.COMPLAINANT, (Role.COMPLAINANT,)),
        ("escalated", Role.OFFICER, (Role.SUPERIOR,)),
        ("escalated", Role.RESPONDENT, ()),
    ],
)
def test_the_person_then_the_head_then_the_office_above(stage: str, of: Role, told: tuple[Role, ...]) -> None:
    assert reminders.told_at(stage, of) == told


def test_two_working_days_ahead_reach_over_the_weekend() -> None:
    thursday, friday = date(2026, 11, 19), date(2026, 11, 20)
    assert reminders.last_day_within(thursday, 0, CHINA) == thursday
    assert reminders.last_day_within(thursday, 2, CHINA) == date(2026, 11, 23)
    assert reminders.last_day_within(friday, 0, CHINA) == date(2026, 11, 22), "the weekend behind the last day"
    assert reminders.working_days_after(friday, 3, CHINA) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("started", "minutes", "due"),
    [
        ("2026-11-19 10:00", 30, "2026-11-19 10:30"),
        ("2026-11-19 11:45", 30, "2026-11-19 13:45"),
        ("2026-11-19 12:30", 30, "2026-11-19 14:00"),
        ("2026-11-19 17:20", 30, "2026-11-20 09:20"),
        ("2026-11-20 17:30", 30, "2026-11-23 09:30"),
        ("2026-11-21 02:00", 30, "2026-11-23 09:30"),
        ("2026-09-30 17:15", 30, "2026-10-08 09:15"),
    ],
)
def test_minutes_run_while_the_office_works(started: str, minutes: int, due: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    assert office_hours.due_after(at(started), minutes, CHINA) == at(due)
