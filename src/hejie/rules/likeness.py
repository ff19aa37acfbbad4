"""How alike two texts are, by pairs of neighbouring characters: works for Chinese without cutting words."""

from __future__ import annotations

import re
import unicodedata

ALIKE, VERY_ALIKE = 0.45, 0.6  # share of common pairs; a working definition, shown to people as a hint only
LONGEST = 2000  # characters of a text that are compared
_NO_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Text as it is compared: one width, one case, no spaces or punctuation."""
    return _NO_WORDS.sub("", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    plain = folded(text)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's measure of two sets of pairs, 0 to 1; 0 where either is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def is_same(one: str, other: str) -> bool:
    """Whether two short entries (goods, order numbers) mean the same; empty ones never do."""
    return bool(folded(one)) and folded(one) == folded(other)
