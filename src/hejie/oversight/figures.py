"""Honest rates: every one names its numerator and denominator, and says when the numbers are small."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hejie.rules.model import Text

SMALL = 10


@dataclass(frozen=True, slots=True)
class Rate:
    """`numerator` of `denominator`. Nothing to count is no rate: `percent` is None then, never 0 and never 100."""

    key: str
    label: Text
    of: Text
    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None

    @property
    def is_small(self) -> bool:
        """Too few to compare with others: shown, and marked."""
        return self.denominator < SMALL


@dataclass(frozen=True, slots=True)
class Counted:
    """One public figure. `value` is None while there is nothing to count; a share has both numbers."""

    value: Decimal | None
    numerator: int
    denominator: int
    at: datetime

    @property
    def is_small(self) -> bool:
        """Too few to compare with others: shown, and marked."""
        return self.denominator < SMALL


@dataclass(frozen=True, slots=True)
class Promised:
    """What a trader promised by days that have passed (`due`), and how each of these stands.

    `unkept` is everything its receiver has not confirmed: silence performs nothing.
    """

    due: int
    in_time: int
    late: int

    @property
    def unkept(self) -> int:
        return self.due - self.in_time - self.late


@dataclass(frozen=True, slots=True)
class TraderFigures:
    """What may be said of a trader over the last twelve months. `median_days`: filing to signed, direct settlements."""

    since: datetime
    complaints: int
    direct: int
    running: int
    first_settlement: Rate
    answered: Rate
    kept_promises: Rate
    promised: Promised
    solved: Rate
    unrated: int
    median_days: float | None
    average_score: float | None


@dataclass(frozen=True, slots=True)
class DirectFigures:
    """How a trader's direct negotiations went over the last twelve months. `median_days`: filing to signed."""

    first_settlement: Rate
    median_days: float | None
