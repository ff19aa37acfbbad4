"""Sums by the rules: worked_sums.csv, one row one claim, for a lawyer; “不能算” where the law has no formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

from hejie.rules.sums import CLAIMS, NotComputable, Sum, work_out

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_sums.csv").open(encoding="utf-8")))
LUCK = Random(12315)
CENTS = [*range(1, 130), 9_999_999, 10_000_000, *(LUCK.randint(1, 10_000_000) for _ in range(60))]
AMOUNTS = [Decimal(cents) / 100 for cents in CENTS]


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


def test_a_prepaid_card_never_pays_back_more_than_was_paid() -> None:
    for paid, used in product(AMOUNTS[::9], repeat=2):
        found = work_out("prepaid_balance", {"paid": str(paid), "used": str(used), "because": "trader"})
        assert isinstance(found, NotComputable) == (used > paid), (paid, used)
        assert isinstance(found, NotComputable) or found.amount == paid - used, (paid, used)


def test_instalments_add_up_to_the_fen() -> None:
    for place, total in enumerate(AMOUNTS):
        parts = 2 + place % 23
        found = work_out("instalments", {"total": str(total), "parts": parts})
        if isinstance(found, Sum):
            last = Decimal(found.steps[0].zh.split("最后一期 ")[1].split(" ")[0].replace(",", ""))
            assert found.amount * (parts - 1) + last == total, (total, parts)
            assert last >= found.amount, (total, parts)
