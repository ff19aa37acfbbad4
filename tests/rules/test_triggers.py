"""When a case is for a consultation panel: worked_triggers.csv, one row one case, for a lawyer to read."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from hejie.rules.triggers import TRIGGERS, Circumstances, Thresholds, fired

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_triggers.csv").open(encoding="utf-8")))
NUMBERS = {"claimed": Decimal, "claim": Decimal, "injured": int, "complainants": int, "failed": int}


def read(cell: str) -> dict[str, Any]:
    found = dict(part.split("=") for part in cell.split("; ") if part)
    return {key: NUMBERS.get(key, int)(value) if value != "yes" else True for key, value in found.items()}


def test_worked_triggers() -> None:
    for row in ROWS:
        found = fired(Circumstances(**read(row["facts"])), Thresholds(**read(row["limits"])))
        assert "+".join(one.key for one in found) == row["fires"], row["matter"]
        assert row["because"] in "；".join(one.why.zh for one in found), row["matter"]


def test_the_table_fires_each_of_the_six_alone_and_none() -> None:
    alone = {row["fires"] for row in ROWS}
    assert alone >= {trigger.key for trigger in TRIGGERS} | {""}
    assert len(TRIGGERS) == 6
