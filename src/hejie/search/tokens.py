"""Words, phones and scopes as tokens: 32 bits of a keyed hash, bound to what they stand for.

Chinese is cut into neighbouring pairs of characters, so that any two characters can be found. Tokens may collide: what
they find is looked at once more after decrypting, see `matching`.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from operator import add
from uuid import UUID

from hejie.base import keys
from hejie.base.text import clean, is_mobile, normal_phone
from hejie.rules.clock import SHANGHAI

TOKEN_BYTES = 4
PAIR = 2
LAST_DIGITS = 4
SHORTEST_ORDER_NUMBER = 6
LONGEST_INDEXED = 1200  # characters of a story that are indexed; the rest is rarely what anybody looks for


DAY, WEEK, MONTH, QUARTER = range(4)  # places in `_periods`
STRETCHES = (  # of which period, days from one to the one before, how many
    *((DAY, 1, many) for many in (1, 2, 5)),
    *((WEEK, 7, many) for many in (2, 4, 6, 9)),
    (MONTH, 28, 4),
    (QUARTER, 89, 5),
)
_BETWEEN = re.compile(r"[\W_]+")


def token(purpose: str, value: str) -> int:
    """The token of a value that is already in comparable form: a signed 32-bit number."""
    return keyed_token(keys.ring().index, purpose, value)


def token_set(purpose: str, values: Iterable[str]) -> list[int]:
    """Tokens of many values; the key is looked up once."""
    key = keys.ring().index
    return [keyed_token(key, purpose, value) for value in values]


@lru_cache(maxsize=100_000)
def keyed_token(key: bytes, purpose: str, value: str) -> int:
    """As `token`, for whoever has looked the key up already."""
    digest = hmac.digest(key, f"search:{purpose}\0{value}".encode(), "sha256")
    return int.from_bytes(digest[:TOKEN_BYTES], "big", signed=True)


def comparable(text: str) -> str:
    """Width and case folded, letters and digits only: what is typed and what was written become the same."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    return _BETWEEN.sub("", folded)


def pairs(text: str) -> list[str]:
    """Neighbouring pairs of characters of a comparable text, each once."""
    return list(dict.fromkeys(map(add, text, text[1:])))


def of_texts(texts: Iterable[str]) -> Iterator[int]:
    """Pairs of titles, stories and names."""
    yield from token_set(
        "pair", dict.fromkeys(pair for text in texts for pair in pairs(comparable(text[:LONGEST_INDEXED])))
    )


def of_phone(phone: str | None) -> Iterator[int]:
    """The whole number, and its last four digits."""
    digits = normal_phone(phone or "")
    if digits:
        yield token("phone", digits)
    if len(digits) > LAST_DIGITS:
        yield token("last digits", digits[-LAST_DIGITS:])


def of_order_number(number: str) -> Iterator[int]:
    whole = comparable(number)
    if whole:
        yield token("order", whole)


def of_term(term: str) -> list[list[int]]:
    """What a case must have to be found by one term: any of these sets. Empty when the term is too short."""
    text, phone = comparable(term), normal_phone(term)
    if is_mobile(term):
        return [[token("phone", phone)]]
    ways = [token_set("pair", pairs(text))] if len(text) >= PAIR else []
    if text.isdecimal() and len(text) == LAST_DIGITS:
        ways.append([token("last digits", text)])
    if len(text) >= SHORTEST_ORDER_NUMBER and text.isascii():
        ways.append([token("order", text)])
    return ways


# Scope: who may find a case


def of_office(office_id: UUID | str, *, enquiries: bool = False) -> int:
    """Cases of this office and of those below it; `enquiries` for whoever reads nothing else."""
    return token("enquiries" if enquiries else "office", str(office_id))


def of_trader(trader_id: UUID) -> int:
    return token("trader", str(trader_id))


def of_person(person_id: UUID) -> int:
    """Cases in which this person is a side, or mediates."""
    return token("person", str(person_id))


# Scope: when it was filed, so that the newest cases are looked at first


def days_of(filed: date) -> list[int]:
    """The day, week, month and quarter of a filing."""
    return token_set("time", _periods(filed))


def windows(until: date) -> Sequence[Sequence[int]]:
    """Ever longer stretches of time that end on this day; any token of a stretch will do. The last, empty, is ever."""
    return _windows(keys.ring().index, until)


@lru_cache(maxsize=400)
def _windows(key: bytes, until: date) -> Sequence[Sequence[int]]:
    """Searches of a day ask for the same."""
    found: list[Sequence[int]] = []
    for place, step, many in STRETCHES:
        days = (until - timedelta(days=step * n) for n in range(many))
        periods = dict.fromkeys(_periods(day)[place] for day in days)
        found.append([keyed_token(key, "time", period) for period in periods])
    return (*found, ())


@lru_cache(maxsize=4096)
def _periods(day: date) -> tuple[str, str, str, str]:
    year, week, _ = day.isocalendar()
    return (
        day.isoformat(),
        f"{year}-W{week:02d}",
        f"{day:%Y-%m}",
        f"{day.year}-Q{(day.month + 2) // 3}",
    )


def filed_on(case_id: UUID) -> date:
    """The day in China at which a row id was made (RFC 9562: its first 48 bits are milliseconds)."""
    made = datetime.fromtimestamp((case_id.int >> 80) / 1000, UTC)
    return made.astimezone(SHANGHAI).date()
