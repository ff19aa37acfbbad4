"""The mediation room for a lawyer to read: who may do what from where, and who hears it.

worked_room.csv: one line one act. `外面` outside, `门口` in the lobby, `大厅` with everybody, `单独` in a caucus (here
with the consumer's side), `不行` never. worked_room_hearing.csv: who hears what was said for whom.
"""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from hejie.rules.model import Refusal, Role, Text
from hejie.rules.room import (
    ALL,
    SIDE_NAMES,
    STAFF,
    Place,
    RoomDecision,
    Side,
    Standing,
    decide,
    may_hear,
    place_of,
    side_of,
)
from hejie.rules.room_acts import ACTS

HERE = Path(__file__).parent
SIDES = {name.zh: side for side, name in SIDE_NAMES.items()}
PLACES = {"外面": Place.OUTSIDE, "门口": Place.LOBBY, "大厅": Place.MAIN, "单独": Place.CAUCUS}
CIRCLES = {
    "所有人": ALL,
    "消费者一方": Side.COMPLAINANT,
    "商家一方": Side.RESPONDENT,
    "协助": STAFF,
    "那一个人": "guest:g1",
}
NOBODY = "不行"
GUESTS = {name: {"g1": Text("林晓", "Lin Xiao")} for name in ("near", "lobby", "others", "speaking", "muted", "phone")}
LISTS = {**GUESTS, "files": {"f1": Text("小票.jpg", "receipt.jpg")}}
INPUTS: dict[str, Any] = {
    "guest": "g1",
    "identity": "asked",
    "side": "complainant",
    "name": "林晓",
    "rules_read": True,
    "text": "您好",
    "file": "f1",
    "payload": "{}",
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).open(encoding="utf-8")))


def asked(act: str) -> dict[str, Any]:
    """What the act asks for, filled in; `say to=all` says for whom."""
    key, _, to = act.partition(" to=")
    given = {one.key: INPUTS[one.key] for one in ACTS[key].fields if one.required and one.key in INPUTS}
    return {**given, "to": to} if to else given


def standing(side: Side, place: Place, when: str) -> Standing:
    """A guest of this side in this place; a caucus is with the consumer."""
    caucus = Side.COMPLAINANT if place is Place.CAUCUS else None
    return Standing(side, place, caucus=caucus, guests=LISTS, **({when: True} if when else {}))


def circle(words: str, side: Side, place: Place) -> str:
    """Who hears it, as the last column says: `协助（调解员进来：所有人）` makes one exception."""
    if words == "同一处的人":
        return Side.COMPLAINANT if place is Place.CAUCUS else ALL
    rule, _, exception = words.removesuffix("）").partition("（")
    return CIRCLES[exception.partition("：")[2] if exception and side is Side.MEDIATOR else rule]


def test_who_may_do_it_from_where_and_who_hears_it():
    for row, (name, side), place in product(rows("worked_room.csv"), SIDES.items(), Place):
        if place is Place.CAUCUS and side not in (Side.COMPLAINANT, Side.MEDIATOR):
            continue  # nobody else is ever there
        allowed = {PLACES[word] for word in row[name].split() if word != NOBODY}
        answer = decide(ACTS, standing(side, place, row["when"]), row["act"].split()[0], asked(row["act"]))
        assert isinstance(answer, RoomDecision) == (place in allowed), f"{row['做什么']}: {name} {place}"
        if isinstance(answer, RoomDecision):
            assert answer.audience == circle(row["谁听得到"], side, place), f"{row['做什么']}: {name} {place}"


@pytest.mark.parametrize("row", rows("worked_room_hearing.csv"), ids=lambda row: row["说给谁听"])
def test_who_hears_what(row: dict[str, str]):
    heard = {name: "听得到" if may_hear(side, CIRCLES[row["说给谁听"]]) else "听不到" for name, side in SIDES.items()}
    assert heard == {name: row[name] for name in SIDES}


def test_every_act_stands_in_the_table():
    assert {row["act"].split()[0] for row in rows("worked_room.csv")} == ACTS.keys()


def test_what_is_for_one_guest_is_for_no_side():
    assert not any(may_hear(side, "guest:g1") for side in Side)


def test_in_a_caucus_are_the_mediator_and_the_one_side():
    inside = {side: place_of(side, is_admitted=True, is_here=True, caucus=Side.RESPONDENT) for side in Side}
    assert {side for side, place in inside.items() if place is Place.CAUCUS} == {Side.RESPONDENT, Side.MEDIATOR}
    assert place_of(Side.RESPONDENT, is_admitted=False, is_here=True, caucus=Side.RESPONDENT) is Place.LOBBY


@pytest.mark.parametrize(
    ("roles", "side"),
    [
        ({Role.COMPLAINANT}, Side.COMPLAINANT),
        ({Role.RESPONDENT}, Side.RESPONDENT),
        ({Role.MEDIATOR, Role.OFFICER}, Side.MEDIATOR),
        ({Role.OFFICER}, Side.SUPPORT),
        ({Role.REPRESENTED}, Side.OBSERVER),
        ({Role.SUPERIOR}, None),
        ({Role.OPERATOR}, None),
    ],
)
def test_the_seat_follows_the_part_in_the_case(roles: set[Role], side: Side | None):
    assert side_of(frozenset(roles)) is side


def test_what_cannot_be_done_says_why_in_both_languages():
    for place in Place:
        for act in ACTS:
            answer = decide(ACTS, Standing(Side.OBSERVER, place, is_locked=True), act, {})
            assert not isinstance(answer, Refusal) or (answer.text.zh and answer.text.en)
