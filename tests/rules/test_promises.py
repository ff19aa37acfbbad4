"""Promises day by day, and the next legal step after a miss: three tables for a lawyer to read (decision 0143)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from hejie.rules import remedies
from hejie.rules.model import Facts
from hejie.rules.promises import day_received, next_step, standing
from tests.rules.test_machine_moves import fact

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / f"{name}.csv").open(encoding="utf-8")))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_how_a_promise_stands_on_a_day() -> None:
    for row in table("worked_promises"):
        due_on, today = date.fromisoformat(row["due_on"]), date.fromisoformat(row["today"])
        found = standing(due_on, today, received_on=day(row["received_on"]), waits=row["waits"] == "yes")
        assert found == row["standing"], row["matter"]
        assert found.is_kept is bool(row["received_on"]), row["matter"]  # never by silence


def test_on_which_day_it_came() -> None:
    for row in table("worked_promise_days"):
        due_on, said_on = date.fromisoformat(row["due_on"]), date.fromisoformat(row["said_on"])
        found = day_received(day(row["stated"]), said_on, due_on, was_reported=row["reported"] == "yes")
        assert found.isoformat() == row["received_on"], row["matter"]


def test_the_next_legal_step() -> None:
    for row in table("worked_promise_steps"):
        given = dict(part.split("=") for part in row["facts"].split("; ") if part)
        step = next_step(Facts(**{key: fact(key, value) for key, value in given.items()}))
        assert (step.key, str(step.article)) == (row["step"], row["article"]), row["matter"]


PARTS = [{"amount": "100.00", "within_days": days} for days in (7, 14, 21)]
REFUND = {"kind": "refund", "amount": "50.00", "within_days": 3}


@pytest.mark.parametrize(
    ("missed", "agreed", "hastened"),
    [(1, True, {2, 3}), (2, True, {3}), (3, True, set()), (0, True, set()), (1, False, set())],
)
def test_the_rest_falls_due_only_where_both_agreed_to_it(missed: int, agreed: bool, hastened: set[int]) -> None:
    instalments = {"kind": "instalments", "parts": PARTS, **({"all_due": True} if agreed else {})}
    assert remedies.hastened_by([REFUND, instalments], missed) == hastened
    assert ("剩下的一次付清" in remedies.describe(instalments).zh) is agreed
