"""Identifiers: time-ordered row ids, and case numbers a person can read over the phone."""

from __future__ import annotations

import secrets
import time
from datetime import date
from uuid import UUID

from stdnum import luhn


def uuid7() -> UUID:
    """A UUID version 7 (RFC 9562, 6.2 method 3): milliseconds, a quarter of a microsecond, then random.

    Index-friendly and made before the insert; rows that one process makes one after the other keep their order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    value = milliseconds << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64 | 0x2 << 62 | secrets.randbits(62)
    return UUID(int=value)


def case_number(on: date) -> str:
    """Twelve digits: year and month, seven random digits, one check digit, e.g. `261112047182`.

    The random part gives ten million numbers a month, so the number alone is no secret: every look-up also asks for
    the phone and is throttled. The check digit catches a mistyped number before the database is asked.
    """
    body = f"{on:%y%m}{secrets.randbelow(10_000_000):07d}"
    return body + luhn.calc_check_digit(body)


def read_case_number(text: str) -> str | None:
    """The twelve digits of a number as typed (spaces, hyphens, full-width digits allowed), or None."""
    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    return digits if len(digits) == 12 and luhn.is_valid(digits) else None  # noqa: PLR2004 - see case_number


def show_case_number(number: str) -> str:
    """In fours, as people read it: `2611-1204-7182`."""
    return "-".join((number[:4], number[4:8], number[8:]))
