"""Stories of the clock: midnight, pauses that still run, years nobody knows yet, and days that explain themselves."""

import json
from datetime import UTC, date, datetime

import pytest

from hejie.rules.calendars import Calendar
from hejie.rules.calendars.cn import CHINA
from hejie.rules.clock import (
    SHANGHAI,
    CannotCount,
    Pause,
    as_table,
    due,
    explain,
    is_late,
    shanghai_date,
    spent_and_total,
    working_days_left,
)
from hejie.rules.edition import Term
from hejie.rules.model import Article, Role, Text, Unit
from hejie.rules.switches import DEFAULT, SWITCH_ARTICLES, Switches

ORDER_121 = Text("市场监督管理投诉举报处理办法", "Order 121")
ACCEPTANCE = Term(
    "acceptance",
    Text("决定是否受理", "Decide whether to accept"),
    7,
    Unit.WORKING_DAY,
    Article(ORDER_121, "第十五条"),
    Role.OFFICER,
    Text("收到投诉", "Complaint received"),
    Text("逾期", "Overdue"),
)
MEDIATION = Term(
    "mediation",
    Text("调解", "Mediation"),
    60,
    Unit.CALENDAR_DAY,
    Article(ORDER_121, "第二十三条"),
    Role.MEDIATOR,
    Text("受理投诉", "Complaint accepted"),
    Text("终止调解", "Mediation ends"),
    pausable=True,
)


def test_the_last_day_lasts_until_midnight_in_china() -> None:
    due_on = due(ACCEPTANCE, datetime(2026, 9, 28, 10, tzinfo=SHANGHAI), CHINA).due_on
    assert due_on == date(2026, 10, 13)
    assert not is_late(due_on, datetime(2026, 10, 13, 23, 59, 59, tzinfo=SHANGHAI))
    assert is_late(due_on, datetime(2026, 10, 14, 0, 0, tzinfo=SHANGHAI))
    assert not is_late(due_on, datetime(2026, 10, 13, 15, 59, 59, tzinfo=UTC))
    assert is_late(due_on, datetime(2026, 10, 13, 16, 0, tzinfo=UTC))


def test_a_time_without_zone_is_refused_with_what_to_write() -> None:
    naive = datetime(2026, 9, 28, 10)
    with pytest.raises(CannotCount, match="没有时区") as refused:
        due(ACCEPTANCE, naive, CHINA)
    assert "2026-09-28T10:00:00+08:00" in refused.value.text.en
    with pytest.raises(CannotCount):
        shanghai_date(naive)


def test_while_goods_are_tested_the_end_keeps_moving_and_nobody_is_told_a_firm_date() -> None:
    testing = [Pause(date(2026, 5, 11))]
    at_once = due(MEDIATION, date(2026, 5, 8), CHINA, pauses=testing)
    a_week_in = due(MEDIATION, date(2026, 5, 8), CHINA, pauses=testing, today=date(2026, 5, 17))
    over = due(MEDIATION, date(2026, 5, 8), CHINA, pauses=[Pause(date(2026, 5, 11), date(2026, 5, 20))])
    assert (at_once.due_on, a_week_in.due_on, over.due_on) == (date(2026, 7, 8), date(2026, 7, 14), date(2026, 7, 17))
    assert at_once.open_pause
    assert a_week_in.provisional
    assert "暂停还没结束" in a_week_in.basis.zh
    assert not over.open_pause
    assert not over.provisional


def test_a_pause_opened_after_the_period_ended_changes_nothing() -> None:
    ended = due(MEDIATION, date(2026, 5, 8), CHINA, pauses=[Pause(date(2026, 7, 8))])
    assert ended.due_on == date(2026, 7, 7)
    assert not ended.open_pause


def test_acceptance_can_be_neither_paused_nor_extended() -> None:
    with pytest.raises(CannotCount, match="不能暂停"):
        due(ACCEPTANCE, date(2026, 5, 8), CHINA, pauses=[Pause(date(2026, 5, 11), date(2026, 5, 12))])
    with pytest.raises(CannotCount, match="不能延长"):
        due(ACCEPTANCE, date(2026, 5, 8), CHINA, extended=True)


def test_a_pause_cannot_end_before_it_starts() -> None:
    with pytest.raises(CannotCount, match="早于开始日"):
        Pause(date(2026, 5, 12), date(2026, 5, 11))


@pytest.mark.parametrize(
    ("start", "reading", "expected", "why"),
    [
        (date(2026, 5, 6), DEFAULT, date(2026, 7, 6), "day 60 is Sunday 5 July, so Monday"),
        (date(2026, 5, 6), Switches(roll_plain_weekend=False), date(2026, 7, 5), "to the letter the Sunday stays"),
        (date(2026, 8, 4), DEFAULT, date(2026, 10, 8), "day 60 is National Day 3 October, so after the holiday"),
        (date(2026, 8, 4), Switches(roll_bridged_rest_days=False), date(2026, 10, 4), "only the named days roll"),
        (date(2026, 8, 7), Switches(roll_bridged_rest_days=False), date(2026, 10, 6), "a rest day does not roll"),
        (date(2026, 8, 11), DEFAULT, date(2026, 10, 10), "day 60 is a Saturday on which offices work"),
        (date(2026, 8, 11), Switches(end_on_makeup_day=False), date(2026, 10, 12), "still read as a weekend"),
    ],
)
def test_each_reading_of_the_last_day_is_a_switch(start: date, reading: Switches, expected: date, why: str) -> None:
    assert due(MEDIATION, start, CHINA, switches=reading).due_on == expected, why


def test_every_switch_names_the_article_it_reads() -> None:
    assert set(SWITCH_ARTICLES) == set(Switches.__slots__)


def test_loading_a_new_year_settles_a_provisional_date() -> None:
    days = {
        "2027-01-01": {"kind": "statutory", "name": "元旦"},
        "2027-01-02": {"kind": "rest", "name": "元旦"},
        "2027-01-03": {"kind": "rest", "name": "元旦"},
        "2027-01-04": {"kind": "rest", "name": "元旦"},
    }
    drafted = Calendar.from_data({**CHINA.to_data(), "2027": {"confirmed": False, "days": days}})
    loaded = Calendar.from_data({**CHINA.to_data(), "2027": {"confirmed": True, "days": days}})
    unknown, draft, known = (due(MEDIATION, date(2026, 11, 2), c) for c in (CHINA, drafted, loaded))
    assert (unknown.due_on, unknown.provisional) == (date(2027, 1, 4), True)  # 1 January is a holiday every year
    assert (draft.due_on, draft.provisional) == (date(2027, 1, 5), True)
    assert (known.due_on, known.provisional) == (date(2027, 1, 5), False)
    assert "暂定" in unknown.basis.zh
    assert "2027 年放假安排未确认" in unknown.days[-1].why.zh


def test_a_count_that_begins_in_an_unknown_year_is_provisional_too() -> None:
    answer = due(ACCEPTANCE, date(2018, 12, 27), CHINA)
    assert answer.due_on == date(2019, 1, 8)
    assert answer.provisional


def test_every_day_says_why_it_was_counted_or_not() -> None:
    days = {day.date: day for day in due(ACCEPTANCE, date(2026, 9, 24), CHINA).days}
    assert days[date(2026, 9, 25)].why.zh == "周五，中秋节法定节假日：不算"
    assert days[date(2026, 9, 28)].why.zh == "周一，工作日：第 1 个工作日"
    assert days[date(2026, 10, 6)].why.zh == "周二，国庆节假期休息日：不算"
    assert days[date(2026, 10, 10)].why.en == "Saturday, make-up working day (National Day): working day 6"
    assert days[date(2026, 10, 11)].why.zh == "周日，周末：不算"
    assert [day.counted for day in days.values()].count(True) == 7


def test_paused_and_moved_days_say_so() -> None:
    pause = Pause(date(2026, 8, 10), date(2026, 8, 12))
    answer = due(MEDIATION, date(2026, 8, 4), CHINA, pauses=[pause])
    days = {day.date: day for day in answer.days}
    assert days[date(2026, 8, 11)].why.zh == "周二，工作日：计时暂停，不算"
    assert days[date(2026, 10, 6)].why.zh == "周二，国庆节假期休息日：第 60 日"
    assert days[date(2026, 10, 7)].why.zh.endswith("继续顺延")
    assert days[date(2026, 10, 8)].why.zh == "周四，工作日：期满日顺延到这天"
    assert answer.basis.zh == (
        "2026-08-04 当日不算，从次日起数满 60 日；暂停的 3 天不算；"
        "最后一日 2026-10-06 休息，顺延；2026-10-08 24:00 期满。"
    )


def test_an_extension_is_told_in_the_basis() -> None:
    said = Text("核查", "Check")
    check = Term(
        "report_check", said, 15, Unit.WORKING_DAY, Article(said, "第十八条"), Role.OFFICER, said, said, True, 15
    )
    answer = due(check, date(2026, 9, 10), CHINA, extended=True)
    assert "数满 30 个工作日；其中延长 15 个工作日" in answer.basis.zh
    assert "of these 15 by extension" in answer.basis.en


def test_the_answer_of_the_command_line_is_plain_json() -> None:
    answer = due(ACCEPTANCE, datetime(2026, 9, 28, 10, tzinfo=SHANGHAI), CHINA)
    told = json.loads(json.dumps(explain(answer)))
    assert told["due"] == "2026-10-13"
    assert told["start"] == "2026-09-28"
    assert told["rule"] == "acceptance"
    assert told["provisional"] is False
    assert told["article"] == "《市场监督管理投诉举报处理办法》第十五条"
    assert told["days"][0] == {"date": "2026-09-29", "counted": True, "why": "周二，工作日：第 1 个工作日"}
    assert told["days"][-1]["date"] == told["due"]
    assert explain(answer, "en")["days"][0]["why"] == "Tuesday, working day: working day 1"


def test_the_table_for_the_terminal_has_one_line_per_day() -> None:
    lines = as_table(due(ACCEPTANCE, date(2026, 9, 28), CHINA)).splitlines()
    assert lines[0] == "2026-09-29  +  周二，工作日：第 1 个工作日"
    assert lines[2] == "2026-10-01  -  周四，国庆节法定节假日：不算"
    assert lines[-2].endswith("2026-10-13 24:00 期满。")
    assert lines[-1] == "《市场监督管理投诉举报处理办法》第十五条"


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 28), 7),
        (date(2026, 10, 4), 5),
        (date(2026, 10, 10), 2),
        (date(2026, 10, 13), 0),
        (date(2026, 10, 15), -2),
        (date(2026, 10, 18), -3),
    ],
)
def test_days_left_count_only_days_on_which_somebody_works(today: date, left: int) -> None:
    assert working_days_left(today, date(2026, 10, 13), CHINA) == left


def test_the_arch_has_one_stone_per_counted_day() -> None:
    answer = due(ACCEPTANCE, date(2026, 9, 28), CHINA)
    stones = [spent_and_total(answer, date(2026, month, day)) for month, day in ((9, 28), (9, 29), (10, 5), (10, 13))]
    assert stones == [(0, 7), (1, 7), (2, 7), (7, 7)]
