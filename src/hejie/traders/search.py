"""How trader names are compared: folded, cut into neighbouring pairs of characters, ranked.

Pairs find what Chinese needs and trigrams cannot: substrings of two characters. A typing error in one character spoils
at most two neighbouring pairs, so a name is a near match when it has everything that does not touch one character.
"""

from __future__ import annotations

from collections.abc import Sequence

from hejie.base.text import clean_line, normalise

LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "集团", "公司", "(个体工商户)")
SHORTEST = 2
LONGEST = 60
FEW_PAIRS = 4


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


def indexed(text: str) -> list[str]:
    """What is kept for a name: its pairs, and its single characters for near matches."""
    return [*grams(text), *dict.fromkeys(text)]


def near_grams(text: str) -> list[list[str]]:
    """For each character that may be wrong: what a name must have all the same. Nothing for two characters or less."""
    return [_without(text, at) for at in range(len(text))] if len(text) > SHORTEST else []


def _without(text: str, wrong: int) -> list[str]:
    """The pairs that do not touch one character; where that leaves few, also its neighbours alone."""
    before, after = text[:wrong], text[wrong + 1 :]
    pairs = [*grams(before), *grams(after)]
    alone = [*before[-1:], *after[:1]] if len(pairs) < FEW_PAIRS else []
    return list(dict.fromkeys([*pairs, *alone]))


def closeness(wanted: str, names: Sequence[str]) -> float:
    """Between 0 and 1: how well the best of the names fits what was typed; 1 is equality, a substring at least 0.8."""
    return max((_one(wanted, name) for name in names if name), default=0.0)


def _one(wanted: str, name: str) -> float:
    share = len(wanted) / max(len(name), len(wanted))
    if wanted in name:
        return 0.8 + 0.15 * share + 0.05 * name.startswith(wanted)
    pairs, characters = set(grams(wanted)), set(wanted)
    in_pairs = len(pairs.intersection(grams(name))) / len(pairs)
    in_characters = len(characters.intersection(name)) / len(characters)
    return 0.35 * in_pairs + 0.35 * in_characters + 0.08 * share
