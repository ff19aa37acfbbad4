"""Rewards by 国市监稽规〔2021〕4号 Art 12: a share of the fine, a floor, a cap."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hejie.rules import rewards

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
    assert rewards.is_within_bounds("second", Decimal(3000))
    assert rewards.is_within_bounds("second", rewards.CAP)
    assert not rewards.is_within_bounds("second", Decimal("2999.99"))
    assert not rewards.is_within_bounds("third", Decimal("1000000.01"))
    assert not rewards.is_within_bounds("", Decimal(5000))
