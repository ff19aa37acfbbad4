"""The worked dates: each row of `worked_dates.csv` was counted by hand and says how; the clock must agree.

Columns: 情形 what happens, 版本 source of the rule, 规则 its key, 起算 the event, 暂停 pauses (both ends included),
延长 extended, 到期 last day, 暂定 provisional, 怎么数 the count in words, e.g. `9/29(1)` is the first counted day.
"""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from hejie.rules.calendars.cn import CHINA
from hejie.rules.clock import Pause, due
from hejie.rules.model import Article, Role, Term, Text, Unit

WD, CD = Unit.WORKING_DAY, Unit.CALENDAR_DAY
LAW = Text("本表所引的法", "The law this table cites")


def term(key: str, days: int, unit: Unit, clause: str, *, pausable: bool = False, extension: int = 0) -> Term:
    said = Text(key, key)
    return Term(key, said, days, unit, Article(LAW, clause), Role.OFFICER, said, said, pausable, extension)


TERMS = {
    ("令121", "acceptance"): term("acceptance", 7, WD, "第十五条"),
    ("令121", "mediation"): term("mediation", 60, CD, "第二十三条第五项", pausable=True),
    ("令121", "termination_notice"): term("termination_notice", 7, WD, "第二十三条"),
    ("令121", "venue_dispute"): term("venue_dispute", 7, WD, "第三十三条"),
    ("令20", "acceptance"): term("acceptance", 7, WD, "第十四条"),
    ("令20", "mediation"): term("mediation", 45, WD, "第二十一条", pausable=True),
    ("令20", "reporter_notice"): term("reporter_notice", 5, WD, "第三十一条"),
    ("处罚程序", "report_check"): term("report_check", 15, WD, "第十八条", pausable=True, extension=15),
    ("和解", "odr_settlement"): term("odr_settlement", 10, WD, "先行和解"),
    ("民诉法", "judicial_confirmation"): term("judicial_confirmation", 30, CD, "第二百零五条"),
}


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("worked_dates.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def started(words: str) -> datetime | date:
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)


def pauses(words: str) -> list[Pause]:
    spans = (span.split("..") for span in words.split())
    return [Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['情形']} {row['规则']}") for row in rows()])
def test_clock_agrees_with_the_count_by_hand(row: dict[str, str]) -> None:
    counted = due(
        TERMS[row["版本"], row["规则"]],
        started(row["起算"]),
        CHINA,
        pauses=pauses(row["暂停"]),
        extended=row["延长"] == "是",
    )
    assert (counted.due_on.isoformat(), counted.provisional) == (row["到期"], row["暂定"] == "是"), row["怎么数"]


def test_table_covers_what_lawyers_ask_about() -> None:
    table = rows()
    assert len(table) >= 60
    assert {(row["版本"], row["规则"]) for row in table} == set(TERMS)
    assert len({tuple(row[column] for column in ("版本", "规则", "起算", "暂停", "延长")) for row in table}) == len(
        table
    )
