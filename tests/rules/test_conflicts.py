"""Who may not mediate: worked_conflicts.csv, one row one mediator, for a lawyer to read."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from hejie.rules.conflicts import RELATIONS, Ties, conflicts

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_conflicts.csv").open(encoding="utf-8")))


def read(cell: str) -> dict[str, Any]:
    given = dict(part.split("=") for part in cell.split("; ") if part)
    found: dict[str, Any] = {key: True for key, value in given.items() if value == "yes"}
    if "declared" in given:
        found["declared"] = frozenset(given["declared"].split("+"))
    if "was_clerk_until" in given:
        found["was_clerk_until"] = date.fromisoformat(given["was_clerk_until"])
    return found


def test_worked_conflicts() -> None:
    for row in ROWS:
        found = conflicts(Ties(**read(row["ties"])), date.fromisoformat(row["today"]))
        assert "+".join(one.key for one in found) == row["conflicts"], row["matter"]
        assert row["because"] in "；".join(one.why.zh for one in found), row["matter"]


def test_the_table_knows_every_tie_and_every_relation() -> None:
    cells = [row["ties"] for row in ROWS]
    assert all(any(name in cell for cell in cells) for name in Ties.__dataclass_fields__)
    assert all(any(f"declared={key}" in cell for cell in cells) for key in RELATIONS)
