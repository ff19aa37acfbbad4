"""Rewards by 国市监稽规〔2021〕4号 Art 12: a share of the fine, a floor, a cap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hejie.rules import inputs, machine, rewards
from hejie.rules.model import Facts

# grade, fine and confiscation in yuan, reward in yuan
WORKED = [
    ("first", "0", "5000"),  # no fine: the floor
    ("first", "99999.99", "5000"),
    ("first", "100000", "5000"),
    ("first", "100000.20", "5000.01"),
    ("first", "200000", "10000"),
    ("first", "19999999.80", "999999.99"),
    ("first", "20000000", "1000000"),
    ("first", "80000000", "1000000"),  # the cap of one case
    ("second", "0", "3000"),
    ("second", "100000", "3000"),
    ("second", "100001", "3000.03"),
    ("second", "33333333", "999999.99"),
    ("second", "40000000", "1000000"),
    ("third", "0", "1000"),
    ("third", "100000", "1000"),
    ("third", "123456.78", "1234.57"),
    ("third", "100000000", "1000000"),
]


@pytest.mark.parametrize(("grade", "fine", "reward"), WORKED)
def test_worked_reward(grade: str, fine: str, reward: str) -> None:
    assert rewards.amount(grade, Decimal(fine)) == Decimal(reward)


def test_a_fine_is_not_negative_and_a_grade_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="negative"):
        rewards.amount("first", Decimal(-1))
    with pytest.raises(KeyError):
        rewards.amount("fourth", Decimal(1))


def test_the_head_departs_from_the_standard_between_floor_and_cap_alone() -> None:
    assert {grade: rewards.bounds(grade) for grade in rewards.GRADES} == {
        "first": (5000, 1_000_000),
        "second": (3000, 1_000_000),
        "third": (1000, 1_000_000),
    }
    order121 = machine.edition_for(date(2026, 11, 21)).procedures["report"]
    fields, graded = order121.moves["decide_reward"].fields, Facts(reward_grade="second")
    for amount, is_taken in (("2999.99", False), ("3000", True), ("1000000", True), ("1000000.01", False)):
        _, problems = inputs.check(fields, {"amount": amount, "reasons": "理由充分"}, graded)
        assert (not problems) is is_taken, amount
    assert inputs.check(fields, {"reasons": "理由充分"}, graded)[1] == (), "without a sum there is no reward"
