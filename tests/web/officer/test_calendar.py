"""The working calendar: read by the office, changed by heads, with the effect said before it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hejie.cases.models import CalendarYear, Deadline
from hejie.rules import clock
from hejie.rules.calendars import cn
from hejie.web.officer.days import lines_of, read_lines
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, queries_of


def address(year: int) -> str:
    return f"/office/calendar/{year}/"


def with_one_more_day_off(scene: Scene) -> tuple[int, str]:
    """The year of the running deadline, with its last day made a day off."""
    due_on = Deadline.objects.get(case=scene.case).due_on
    return due_on.year, f"{lines_of(cn.CHINA, due_on.year)}\n{due_on.isoformat()} 休 临时放假"


def test_what_is_printed_is_what_is_read() -> None:
    text = lines_of(cn.CHINA, 2026)
    data, wrong = read_lines(text, 2026, confirmed=True)
    assert not wrong
    assert data == cn.CHINA.to_data()["2026"]
    assert "2026-10-01 法 国庆节" in text
    assert "2026-10-10 班 国庆节" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2027-02-06 春节", "第 1 行"),
        ("2027-02-31 休 春节", "第 1 行"),
        ("2026-02-06 休 春节", "不在 2027 年里"),
        ("2027-02-08 班 春节", "不是周六或周日"),
        ("2027-02-06 休\n2027-02-06 休", "第 2 行：2027-02-06 写了两次"),
    ],
)
def test_a_bad_line_is_named(line: str, said: str) -> None:
    _, wrong = read_lines(line, 2027, confirmed=False)
    assert said in wrong[0].zh


def test_the_year_is_shown_to_the_office(scene: Scene) -> None:
    response, count = queries_of(browser_of(scene.people["director"]), address(2026))
    assert "2026 年工作日历" in words(response)
    assert "国庆节法定节假日" in words(response)
    assert count <= MOST_QUERIES
    assert browser_of(scene.people["consumer"]).get(address(2026)).status_code == 404
    assert browser_of(scene.people["officer"]).get(address(2018)).status_code == 404


def test_a_preview_counts_and_saves_nothing(scene: Scene) -> None:
    scene.file("authority")
    year, days = with_one_more_day_off(scene)
    before = Deadline.objects.get(case=scene.case).due_on
    answer = browser_of(scene.people["head"]).post(address(year), {"days": days, "confirmed": "yes", "preview": "yes"})
    assert "保存后，1 个正在走的期限会变日期" in words(answer)
    assert "临时放假" in words(answer) or "临时放假" in answer.content.decode()
    assert not CalendarYear.objects.exists()
    assert Deadline.objects.get(case=scene.case).due_on == before


def test_saving_moves_the_deadline_and_notes_it(scene: Scene) -> None:
    scene.file("authority")
    year, days = with_one_more_day_off(scene)
    before = Deadline.objects.get(case=scene.case).due_on
    answer = browser_of(scene.people["head"]).post(
        address(year), {"days": days, "confirmed": "yes", "save": "yes"}, follow=True
    )
    assert f"{year} 年的日历已保存，1 个期限变了日期" in words(answer)
    moved = Deadline.objects.get(case=scene.case).due_on
    assert moved > before
    assert clock.working_days_left(before - timedelta(days=1), moved, cn.CHINA) == 2
    assert "deadline_rederived" in scene.history


def test_bad_lines_keep_what_was_typed(scene: Scene) -> None:
    answer = browser_of(scene.people["head"]).post(address(2027), {"days": "2027-02-06 放 春节", "save": "yes"})
    assert answer.status_code == 422
    assert "2027-02-06 放 春节" in answer.content.decode()
    assert "第 1 行" in words(answer)
    assert not CalendarYear.objects.exists()


def test_an_officer_reads_the_calendar_and_does_not_change_it(scene: Scene) -> None:
    scene.file("authority")
    year, days = with_one_more_day_off(scene)
    officer = browser_of(scene.people["officer"])
    assert officer.get(address(year)).status_code == 200
    assert officer.post(address(year), {"days": days, "confirmed": "yes", "save": "yes"}).status_code == 404
    assert not CalendarYear.objects.exists()
