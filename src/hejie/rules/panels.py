"""What a consultation panel (会商) decides: the view of most, the chair's where as many think one thing as the other.

No law prescribes how a panel counts: a working definition of the platform (docs/decisions/0139).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hejie.rules.model import Text

__all__ = ["AGREE", "DISAGREE", "JUDGED", "LEAST_MEMBERS", "STANCES", "Count", "count", "is_heard", "seems_personal"]

AGREE, DISAGREE = "agree", "disagree"
STANCES: Mapping[str, Text] = {
    AGREE: Text("同意初步意见", "I agree with the proposal"),
    DISAGREE: Text("不同意", "I disagree"),
}
LEAST_MEMBERS = 3  # the chair among them
# What no figure shows: a person says that it is so.
JUDGED: Mapping[str, Text] = {
    "injury": Text("有人受伤、住院、残疾或者死亡", "Somebody was hurt, in hospital, disabled or died"),
    "novel_law": Text(
        "没有现成的办案指引，或者指引互相矛盾", "No agreed reading covers it, or two contradict each other"
    ),
    "media": Text("媒体报道了，或者在网上广泛传播", "Reported, or widely shared"),
}
# Eleven digits that begin like a mobile number, and eighteen that end like an identity number.
_PERSONAL = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")


@dataclass(frozen=True, slots=True)
class Count:
    """How a panel stands: the view that prevails ("" while nobody has spoken), and who thinks otherwise."""

    outcome: str
    agree: int
    disagree: int
    silent: int
    dissent: tuple[str, ...]

    @property
    def is_tied(self) -> bool:
        return bool(self.outcome) and self.agree == self.disagree


def count(views: Mapping[str, str], chair: str) -> Count:
    """`views`: the stance of each member, "" while it is not given. The chair's own stance breaks a tie."""
    agree, disagree = (sum(stance == one for stance in views.values()) for one in (AGREE, DISAGREE))
    outcome = views.get(chair, "") if agree == disagree else AGREE if agree > disagree else DISAGREE
    dissent = tuple(who for who, stance in views.items() if outcome and stance and stance != outcome)
    return Count(outcome, agree, disagree, len(views) - agree - disagree, dissent)


def is_heard(views: Mapping[str, str], chair: str) -> bool:
    """Whether a panel may resolve: more than half of its members have spoken, and the chair has."""
    given = sum(bool(stance) for stance in views.values())
    return bool(views.get(chair)) and given * 2 > len(views)


def seems_personal(text: str, names: Sequence[str] = ()) -> bool:
    """Whether a text that others will read holds a telephone or identity number, or one of these names."""
    plain = re.sub(r"[\s-]", "", text)
    return bool(_PERSONAL.search(plain)) or any(name and name in text for name in names)
