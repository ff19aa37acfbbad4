"""Numbers that nobody else gives: of rows, of cases, and row ids of a moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from stdnum import luhn

NUMBERS = 10_000_000  # case numbers a month
STRIDE = 7_919_903  # prime to that, so that counting on gives every number once
TAIL = 4  # digits
UUID_DIGITS = 20  # of chance for one row id
VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


@dataclass(slots=True)
class Numbers:
    """Row numbers and case numbers that no other process gives: each takes every n-th."""

    step: int
    next_row: dict[str, int]
    next_case: dict[str, int] = field(default_factory=dict)
    first: int = 0

    def row(self, table: str) -> int:
        number = self.next_row[table]
        self.next_row[table] = number + self.step
        return number

    def case(self, month: str) -> str:
        """As `base.ids.case_number`: year, month, seven digits, check digit."""
        count = self.next_case.get(month, self.first)
        self.next_case[month] = count + self.step
        body = f"{month}{count * STRIDE % NUMBERS:07d}"
        return f"{body}{(10 - _weight(body[:-TAIL]) - _weight(body[-TAIL:])) % 10}"


@cache
def _weight(digits: str) -> int:
    """What digits add to a check sum, an even number of digits before its end."""
    return luhn.checksum(f"{digits}0")


def uuid_head(milliseconds: int) -> str:
    """The beginning of a row id of a moment, see `base.ids.uuid7`."""
    text = f"{milliseconds:012x}"
    return f"{text[:8]}-{text[8:]}-7"


def uuid_tail(drawn: str, at: int) -> str:
    """The rest of it, from twenty hexadecimal digits of chance that begin at a place."""
    variant = VARIANT[drawn[at + 3]]
    return f"{drawn[at : at + 3]}-{variant}{drawn[at + 4 : at + 7]}-{drawn[at + 7 : at + 19]}"
