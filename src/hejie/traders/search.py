"""How trader names are compared: folded, cut into neighbouring pairs of characters, ranked.

Pairs find what Chinese needs and trigrams cannot: substrings of two characters. A typing error in one character spoils
at most two neighbouring pairs, so a name is a near match when it has every pair that does not touch one character.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from hejie.base.text import clean_line, normalise

LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "集团", "公司", "(个体工商户)")
SHORTEST = 2
LONGEST = 60


def comparable(text: str) -> str:
    """Width and case folded, without spaces and quotation marks."""
    return "".join(c for c in normalise("name", clean_line(text)) if not c.isspace() and c not in "\"'“”‘’《》「」")


def grams(text: str) -> list[str]:
    """Every two neighbouring characters, each once, in order."""
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def core(text: str) -> str:
    """A comparable name without its legal form, which half of all names share."""
    for form in LEGAL_FORMS:
        if text.endswith(form) and len(text) - len(form) >= SHORTEST:
            return text.removesuffix(form)
    return text


def near_grams(text: str) -> list[list[str]]:
    """For each character that may be wrong: the pairs a name must have all the same."""
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    kept = (pairs[: max(at - 1, 0)] + pairs[at + 1 :] for at in range(len(text)))
    return [list(dict.fromkeys(left)) for left in kept if left]


def closeness(wanted: str, names: Sequence[str]) -> float:
    """Between 0 and 1: how well the best of the names fits what was typed; 1 is equality, a substring at least 0.8."""
    return max((_one(wanted, name) for name in names if name), default=0.0)


def _one(wanted: str, name: str) -> float:
    share = len(wanted) / max(len(name), len(wanted))
    if wanted in name:
        return 0.8 + 0.15 * share + 0.05 * name.startswith(wanted)
    matched = sum(block.size for block in SequenceMatcher(None, wanted, name, autojunk=False).get_matching_blocks())
    return 0.75 * matched / len(wanted) + 0.05 * share
