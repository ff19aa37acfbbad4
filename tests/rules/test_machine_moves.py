"""Who may do what, when, and what follows: worked_moves.csv, one row one act, for a lawyer to read.

`follows` is the state the case is in afterwards, or why the act is refused; the last two columns cite the article
under Order 121 and Order 20, empty where the row does not hold under that order.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hejie.rules import machine
from hejie.rules.model import Decision, Facts, Refusal, Role, Text

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
OPTIONS = {
    "earlier_reports": {"2611-1204-7182": Text("过期食品", "Expired food")},
    "mediators": {"m1": Text("周调解员", "Mediator Zhou")},
    "offices": {"o1": Text("柳河市场监管所", "Liuhe station")},
    "rival_offices": {"r1": Text("澄溪区局", "Chengxi")},
    "designable_offices": {"d1": Text("澄溪区局", "Chengxi")},
    "stations": {"s1": Text("柳河市场监管所", "Liuhe station")},
    "officers": {"p1": Text("周正", "Zhou Zheng")},
    "promises": {"p1": Text("退款", "Refund")},
    "promises_due": {"p1": Text("退款", "Refund")},
    "promises_to_send": {"p1": Text("退货", "Return")},
    "owners": {"p1": Text("罗立", "Luo Li")},
    "contacts": {"complainant": Text("提交的人", "Whoever filed"), "respondent": Text("商家", "The trader")},
    "followups": {"complainant": Text("来件人", "Whoever filed")},
    "evidence": {"e1": Text("小票", "Receipt")},
    "draft_version": {"3": Text("第 3 版", "Version 3")},
    "draft_clauses": {"c1": Text("退款", "Refund")},
    "draft_comments": {"d1": Text("日子太晚", "The day is too late")},
    "draft_notes": {"n1": Text("再核对金额", "Check the sum")},
    "bodies": {"b1": Text("青禾区消费者协会", "Qinghe Consumers' Association")},
    "body_mediators": {"m2": Text("钱调解员", "Mediator Qian")},
    "free_times": {f"t{n}": Text("周一 9:00", "Mon 9:00") for n in range(1, 7)},
    "times_to_choose": {"t1": Text("周一 9:00", "Mon 9:00"), "t2": Text("周一 14:00", "Mon 14:00")},
    "other_times": {"o1": Text("周二 9:00", "Tue 9:00")},
    "phone_guests": {"g1": Text("林晓的母亲", "Lin Xiao's mother")},
    "proofs": {"list_of_payments": Text("充值明细", "List of payments")},
    "open_evidence": {"e1": Text("小票", "Receipt")},
    "helpers": {"h1": Text("马法务", "Ma of legal support")},
    "panel_people": {one: Text(one, one) for one in ("a1", "a2", "a3", "a4")},
    "panel_triggers": {"large_claim": Text("金额较大", "Large claim"), "media": Text("媒体关注", "Media")},
    "courts": {"basic-990101": Text("青禾区人民法院", "Basic people's court of Qinghe")},
    "papers": {"q1": Text("投诉受理决定书", "Acceptance decision")},
    "guides": {"no_reason_return": Text("七天无理由退货", "Seven-day returns")},
    "lenient": {"first_time": Text("初次违法", "A first breach")},
}
TABLES = {
    table.stem: list(csv.DictReader(table.open(encoding="utf-8")))
    for table in sorted(Path(__file__).parent.glob("worked_moves*.csv"))
}
ROWS = [row for rows in TABLES.values() for row in rows]
LISTS = {"whom", "members", "triggers", "times", "own", "absent"}
EDITIONS = {"order_121": "cn_order121", "order_20": "cn_order20"}


def inputs_of(row: dict[str, str]) -> dict[str, Any]:
    inputs: dict[str, Any] = dict(part.split("=") for part in row["inputs"].split("; ") if part)
    for key in LISTS & inputs.keys():
        inputs[key] = inputs[key].split("+")
    if "terms" in inputs:
        kind, amount = inputs["terms"].split(" of ")
        inputs["terms"] = [{"kind": kind, "amount": amount}]
    return inputs


def facts_of(row: dict[str, str]) -> Facts:
    given = dict(part.split("=") for part in row["facts"].split("; ") if part)
    return Facts(kind=row["procedure"], options=OPTIONS, **{key: fact(key, value) for key, value in given.items()})


AS_THEY_STAND = frozenset(
    {"supervision", "rectification", "reward_grade", "session", "confirmation", "court_invitation", "road", "meeting"}
)


def fact(key: str, value: str) -> Any:
    if key in ("live_offer_by", "supervised_by", "confirmation_by"):
        return Role(value)
    if key in AS_THEY_STAND:
        return value
    if key == "promises_left":
        return {one.partition(":")[0]: Decimal(one.partition(":")[2]) for one in value.split("+")}
    if value.isdigit():
        return int(value)
    if value in ("yes", "no"):
        return value == "yes"
    return frozenset(
        value.split("+") if key.endswith(("_terms", "_consents", "_powers")) else map(Role, value.split("+"))
    )


def decide(edition: str, row: dict[str, str]) -> Decision | Refusal:
    procedure = machine.edition(edition).procedures[row["procedure"]]
    roles = frozenset({Role(row["role"])})
    return machine.decide(procedure, row["state"], row["move"], roles, facts_of(row), inputs_of(row), NOW)


def outcome(answer: Decision | Refusal) -> tuple[str, str]:
    article = answer.move.article if isinstance(answer, Decision) else answer.article
    assert article is not None
    return answer.target if isinstance(answer, Decision) else answer.code, str(article)


@pytest.mark.parametrize("order", EDITIONS)
@pytest.mark.parametrize("table", TABLES)
def test_worked_moves(order: str, table: str):
    """A failure names each row that is not as the table says, by its line."""
    rows = [(line, row) for line, row in enumerate(TABLES[table], start=2) if row[order]]
    answers = {line: outcome(decide(EDITIONS[order], row)) for line, row in rows}
    wrong = [
        f"line {line}: {row['procedure']} {row['state']}, {row['role']} {row['move']}: {answers[line]}"
        for line, row in rows
        if answers[line] != (row["follows"], row[order])
    ]
    assert wrong == []


def test_every_move_of_both_orders_stands_in_the_table():
    shown = {(row["procedure"], row["move"]) for row in ROWS}

    missing = {
        (kind, move)
        for edition in machine.editions().values()
        for kind, procedure in edition.procedures.items()
        for move in procedure.moves
        if (kind, move) not in shown
    }

    assert missing == set()


def test_a_named_reporter_is_told_within_five_days_under_order_20_and_an_anonymous_one_not():
    named, anonymous = [row for row in ROWS if row["move"] == "not_open_case" and row["order_20"]]

    told, untold = decide("cn_order20", named), decide("cn_order20", anonymous)

    assert isinstance(told, Decision)
    assert told.starts == ("reporter_notice",)
    assert isinstance(untold, Decision)
    assert untold.starts == ()


def test_the_day_of_receipt_picks_the_edition():
    assert machine.edition_for(date(2026, 4, 14)).key == "cn_order20"
    assert machine.edition_for(date(2026, 4, 15)).key == "cn_order121"
    assert machine.edition_for(date(2019, 6, 1)).key == "cn_order20"
