"""A sum in words is written one way, whatever it came as."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hejie.rules.money import in_figures


@pytest.mark.parametrize(
    ("sum_", "written"),
    [
        ("1299.00", "1,299"),
        (Decimal("12.5"), "12.50"),
        ("1000000.05", "1,000,000.05"),
        (300, "300"),
        ("0.00", "0"),
    ],
)
def test_thousands_are_set_apart_and_cents_stand_where_there_are_some(sum_: Decimal | str | int, written: str) -> None:
    assert in_figures(sum_) == written
