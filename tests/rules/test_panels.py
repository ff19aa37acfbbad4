"""How a panel counts (worked_panels.csv, one row one panel; the first has the chair), and what a reading may hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hejie.rules.panels import count, is_heard, seems_personal

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_panels.csv").open(encoding="utf-8")))
STANCE = {"+": "agree", "-": "disagree", "?": ""}


@pytest.mark.parametrize("row", ROWS, ids=[row["matter"] for row in ROWS])
def test_worked_panels(row: dict[str, str]) -> None:
    views = {str(place): STANCE[mark] for place, mark in enumerate(row["views"], start=1)}
    found = count(views, chair="1")
    assert (found.outcome, "+".join(found.dissent)) == (row["outcome"], row["dissent"])
    assert is_heard(views, chair="1") == (row["may_resolve"] == "yes")
    assert found.agree + found.disagree + found.silent == len(views)


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("按实付价格退，1,299 元以下从简", False),
        ("请打 13800000916", True),
        ("请打 138-0000 0916", True),
        ("身份证 33010219900307451X", True),
        ("订单号 2611120471820000001234", False),
        ("林晓的情况", True),
    ],
)
def test_a_reading_that_names_somebody_is_seen(text: str, is_personal: bool) -> None:
    assert seems_personal(text, names=("林晓", "")) == is_personal
