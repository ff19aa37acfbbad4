"""A sum of money as people write it: one way, on pages, in messages and on papers."""

from __future__ import annotations

from decimal import Decimal


def in_figures(amount: Decimal | str | int) -> str:
    """Yuan in figures, by thousands, with cents only where there are some: `1,299`, `12.50`."""
    sum_ = Decimal(amount)
    return f"{sum_:,.0f}" if sum_ == sum_.to_integral_value() else f"{sum_:,.2f}"
