"""The worked dates: each row of `worked_dates.csv` was counted by hand and says how; the clock must agree.

Columns: 情形 what happens, 版本 edition of the rules, 规则 key of the term, 起算 the event, 暂停 pauses with both ends,
延长 extended, 到期 last day, 暂定 provisional, 怎么数 the count in words, e.g. `9/29(1)` is the first counted day.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from hejie.rules.calendars.cn import CHINA
from hejie.rules.clock import Pause, due
from hejie.rules.procedures import cn_order20, cn_order121

EDITIONS = {"令121": cn_order121.EDITION, "令20": cn_order20.EDITION}


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("worked_dates.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def started(words: str) -> datetime | date:
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)


def pauses(words: str) -> list[Pause]:
    spans = (span.split("..") for span in words.split())
    return [Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]


def counted(row: dict[str, str]) -> tuple[str, bool]:
    """The last day and whether it is provisional, by the clock."""
    term = EDITIONS[row["版本"]].terms[row["规则"]]
    found = due(term, started(row["起算"]), CHINA, pauses=pauses(row["暂停"]), extended=row["延长"] == "是")
    return found.due_on.isoformat(), found.provisional


def test_clock_agrees_with_the_count_by_hand() -> None:
    """A failure names each row that the clock counts otherwise, and how it is counted by hand."""
    wrong = [
        f"{row['情形']} {row['规则']}: {counted(row)}, by hand {row['到期']}: {row['怎么数']}"
        for row in rows()
        if counted(row) != (row["到期"], row["暂定"] == "是")
    ]
    assert wrong == []


def test_table_covers_what_lawyers_ask_about() -> None:
    table = rows()
    assert len(table) >= 60
    assert {(row["版本"], row["规则"]) for row in table} >= {
        ("令20", "acceptance"),
        ("令20", "mediation"),
        ("令121", "acceptance"),
        ("令121", "mediation"),
        ("令121", "odr_settlement"),
        ("令121", "termination_notice"),
        ("令121", "venue_dispute"),
        ("令121", "report_check"),
        ("令121", "report_check_extended"),
        ("令121", "judicial_confirmation"),
    }
    assert len({tuple(row[column] for column in ("版本", "规则", "起算", "暂停", "延长")) for row in table}) == len(
        table
    )
