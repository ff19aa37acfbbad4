"""What a reporter is rewarded with (国市监稽规〔2021〕4号 Art 11 and 12).

A share of the fine by grade, never below a floor, never above the cap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hejie.rules.model import Text

CAP = Decimal(1_000_000)  # yuan, for one case
WITH_FINANCE = Decimal(500_000)  # yuan; from here on the sum is settled together with the finance department
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Grade:
    """One of three grades (Art 11). `share` of fine and confiscation; `floor` in yuan, also where there is no fine."""

    label: Text
    share: Decimal
    floor: Decimal


GRADES: Mapping[str, Grade] = {
    "first": Grade(
        Text(
            "一级：详细违法事实和直接证据，与查实的完全相符，属于特别重大违法或者涉嫌犯罪",
            "First: full facts and direct proof, wholly borne out, an especially grave breach or a suspected crime",
        ),
        Decimal("0.05"),
        Decimal(5000),
    ),
    "second": Grade(
        Text("二级：违法事实和直接证据，与查实的完全相符", "Second: facts and direct proof, wholly borne out"),
        Decimal("0.03"),
        Decimal(3000),
    ),
    "third": Grade(
        Text("三级：基本违法事实和相关证据，与查实的基本相符", "Third: basic facts and some proof, largely borne out"),
        Decimal("0.01"),
        Decimal(1000),
    ),
}


def amount(grade: str, fine: Decimal) -> Decimal:
    """The reward in yuan by the standard. `fine`: fine and confiscation together, zero where there was none.

    Raises KeyError for an unknown grade, ValueError for a negative fine.
    """
    if fine < 0:
        raise ValueError("a fine is not negative")
    by = GRADES[grade]
    return min(max((fine * by.share).quantize(CENT, ROUND_HALF_UP), by.floor), CAP)


def bounds(grade: str) -> tuple[int, int]:
    """Least and most yuan the head may settle on: other circumstances count too, but floor and cap hold."""
    floors = {key: int(one.floor) for key, one in GRADES.items()}
    return floors.get(grade, min(floors.values())), int(CAP)
