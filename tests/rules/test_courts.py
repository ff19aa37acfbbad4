"""Which court confirms an agreement, on what article, and why: worked_courts.csv, one row one agreement, for a lawyer.

`court`, `place` and `code` are the answer, empty where no court confirms; `also` the other competent courts.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from hejie.rules.courts import Competent, Court, Mediated, NoCourt, Place, Settled, Subject, competent

ROWS = list(csv.DictReader((Path(__file__).parent / "worked_courts.csv").open(encoding="utf-8")))
READ: dict[str, Any] = {
    "chosen": Place,
    "subject": Subject,
    "inviter": Court,
    "invited_by": str,
    "amount": Decimal,
    "grave": "yes".__eq__,
    "bodies": lambda codes: tuple(codes.split("+")),
}


def pairs(cell: str) -> dict[str, str]:
    return dict(part.split("=") for part in cell.split("; ") if part)


def settled(row: dict[str, str]) -> Settled:
    places = {Place(key): code for key, code in pairs(row["places"]).items()}
    more = {key: READ[key](value) for key, value in pairs(row["more"]).items()}
    return Settled(Mediated(row["mediated"]), places, **more)


def test_worked_courts() -> None:
    for row in ROWS:
        found = competent(settled(row))
        shown = ("", "", "", found.article.clause, "")
        if isinstance(found, Competent):
            also = "+".join(f"{one.court}@{one.code}" for one in found.also)
            shown = (found.first.court, found.first.place, found.first.code, found.article.clause, also)
        assert shown == (row["court"], row["place"], row["code"], row["article"], row["also"]), row["matter"]
        assert row["because"] in found.why.zh, row["matter"]
        assert row["article"] in found.why.zh, row["matter"]


def test_the_table_is_long_enough_and_reaches_every_court_and_every_refusal() -> None:
    found = [competent(settled(row)) for row in ROWS]
    assert len(ROWS) >= 20
    assert {one.first.court for one in found if isinstance(one, Competent)} == set(Court)
    assert sum(isinstance(one, NoCourt) for one in found) == 4
    assert all(one.instead.zh and one.instead.en for one in found if isinstance(one, NoCourt))


def test_every_answer_says_what_would_change_it() -> None:
    for row in ROWS:
        found = competent(settled(row))
        if isinstance(found, Competent):
            assert found.changes, row["matter"]
            assert found.first.name.zh.endswith("法院"), row["matter"]


def test_a_place_not_known_is_asked_for() -> None:
    found = competent(Settled(Mediated.PEOPLES))
    assert isinstance(found, Competent)
    assert found.changes[0].zh.startswith("还不知道调解组织在哪里")


def test_the_court_is_named_by_its_role() -> None:
    found = competent(Settled(Mediated.PEOPLES, {Place.BODY: "990101"}))
    assert isinstance(found, Competent)
    assert found.first.name.zh == "调解组织所在地基层人民法院"
    assert found.first.name.en == "the basic people's court of the seat of the mediating body"
    assert found.why.en.endswith("(Civil Procedure Law, Article 205, item 2)")
