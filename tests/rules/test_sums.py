"""Sums by the rules: worked_sums.csv, one row one claim, for a lawyer; “不能算” where the law has no formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.rules.sums import CLAIMS, NotComputable, Sum, work_out

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_sums.csv").open(encoding="utf-8")))
unkept = settings(deadline=None, database=None)
CENTS = st.integers(1, 10_000_000).map(lambda cents: Decimal(cents) / 100)


def pairs(cell: str) -> dict[str, str]:
    return dict(part.split("=") for part in cell.split("; ") if part)


def test_worked_sums() -> None:
    for row in ROWS:
        found = work_out(row["claim"], pairs(row["given"]))
        assert isinstance(found, Sum | NotComputable), row["matter"]
        amount = str(found.amount) if isinstance(found, Sum) else "不能算"
        said = "；".join(step.zh for step in found.steps) if isinstance(found, Sum) else found.why.zh
        assert (amount, found.article.clause) == (row["sum"], row["article"]), row["matter"]
        assert row["because"] in said, row["matter"]


def test_the_table_is_long_enough_and_works_every_claim_out_both_ways() -> None:
    assert len(ROWS) >= 30
    assert {row["claim"] for row in ROWS} == set(CLAIMS)
    refused = {row["claim"] for row in ROWS if row["sum"] == "不能算"}
    assert set(CLAIMS) - refused == {"short_measure", "prepaid_visits", "trip_cancelled"}


def test_an_upper_bound_is_marked_as_one() -> None:
    bounds = [row["claim"] for row in ROWS if getattr(work_out(row["claim"], pairs(row["given"])), "is_most", False)]
    assert bounds == ["known_defect"]


def test_what_is_wrong_with_the_inputs_is_said_field_by_field() -> None:
    problems = work_out("short_measure", {"paid": "-3", "marked": "0", "colour": "red"})
    assert isinstance(problems, tuple)
    assert [problem.field for problem in problems] == ["paid", "marked", "found", "colour"]


def test_more_left_than_there_was_is_no_sum() -> None:
    assert isinstance(work_out("prepaid_visits", {"paid": 100, "visits_all": 3, "visits_left": 4}), NotComputable)
    assert isinstance(work_out("short_measure", {"paid": 100, "marked": 3, "found": 3}), NotComputable)
    assert isinstance(work_out("trip_cancelled", {"paid": 100, "spent": 101}), NotComputable)
    backwards = {"principal": 1, "rate": 1, "since": "2026-11-02", "to": "2026-11-01"}
    assert isinstance(work_out("interest", backwards), NotComputable)


@unkept
@given(CENTS, CENTS)
def test_a_prepaid_card_never_pays_back_more_than_was_paid(paid: Decimal, used: Decimal) -> None:
    found = work_out("prepaid_balance", {"paid": str(paid), "used": str(used), "because": "trader"})
    assert isinstance(found, NotComputable) == (used > paid)
    assert isinstance(found, NotComputable) or found.amount == paid - used


@unkept
@given(CENTS, st.integers(2, 24))
def test_instalments_add_up_to_the_fen(total: Decimal, parts: int) -> None:
    found = work_out("instalments", {"total": str(total), "parts": parts})
    if isinstance(found, Sum):
        last = Decimal(found.steps[0].zh.split("最后一期 ")[1].split(" ")[0].replace(",", ""))
        assert found.amount * (parts - 1) + last == total
        assert last >= found.amount
