"""Who may not mediate a dispute: near kin of a side, or whoever else has a stake in it (Order 121 Art 21).

The law names kin and "another interest". What counts as one here is our reading: docs/decisions/0153.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hejie.rules.model import Text

__all__ = ["COOLING_YEARS", "RELATIONS", "Conflict", "Ties", "conflicts"]

COOLING_YEARS = 3  # for which work for a trader counts after its end
RELATIONS = {
    "kin": Text("近亲属", "near kin"),
    "employer": Text("本人或近亲属在那里任职", "works there, or near kin does"),
    "stake": Text("持有股份或者有生意往来", "holds shares or does business with it"),
    "friend": Text("关系密切", "close to them"),
    "dispute": Text("和对方有过纠纷", "had a dispute with them"),
}


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known between one mediator and the two sides of a case."""

    is_side: bool = False  # a side, or somebody who speaks for or with one
    declared: frozenset[str] = frozenset()  # keys of `RELATIONS` the mediator declared with either side
    is_clerk: bool = False  # answers for the trader now
    was_clerk_until: date | None = None  # answered for it once, until this day
    acted_as_clerk: bool = False  # acted for this trader in another case
    is_of_traders_body: bool = False  # of a body the trader runs itself, and not asked as such
    shares_phone: bool = False  # a number with a side
    shares_address: bool = False  # a household with a side
    stepped_aside: bool = False  # left this very case


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason why somebody may not mediate."""

    key: str
    why: Text


def conflicts(ties: Ties, today: date) -> tuple[Conflict, ...]:
    """Every reason that holds, in a fixed order. One is enough."""
    simple = [conflict for holds, conflict in _simple(ties) if holds]
    declared = [Conflict("declared", _declared(key)) for key in RELATIONS if key in ties.declared]
    return (*simple, *declared, *_former(ties, today))


def _simple(ties: Ties) -> tuple[tuple[bool, Conflict], ...]:
    return (
        (ties.is_side, Conflict("side", Text("本人是当事人或代理人", "is a side, or speaks for one"))),
        (ties.stepped_aside, Conflict("stepped_aside", Text("这件投诉已经回避过", "stepped aside in this case"))),
        (ties.is_clerk, Conflict("clerk", Text("是商家的客服人员", "answers for the trader"))),
        (
            ties.is_of_traders_body,
            Conflict("traders_body", Text("是商家自己的调解组织的人", "is of a body the trader runs itself")),
        ),
        (
            ties.acted_as_clerk,
            Conflict("acted_as_clerk", Text("替这个商家处理过投诉", "handled a case for this trader")),
        ),
        (ties.shares_phone, Conflict("phone", Text("和一方用同一个电话", "shares a telephone with a side"))),
        (ties.shares_address, Conflict("address", Text("和一方住同一地址", "shares an address with a side"))),
    )


def _declared(key: str) -> Text:
    relation = RELATIONS[key]
    return Text(f"本人申报：{relation.zh}", f"declared: {relation.en}")


def _former(ties: Ties, today: date) -> tuple[Conflict, ...]:
    ended = ties.was_clerk_until
    if ended is None or ties.is_clerk or today >= _cooled(ended):
        return ()
    return (
        Conflict(
            "former_clerk",
            Text(f"{COOLING_YEARS} 年内在商家任职", f"worked for the trader within {COOLING_YEARS} years"),
        ),
    )


def _cooled(ended: date) -> date:
    """The first day on which former work no longer counts; 29 February counts as 1 March."""
    try:
        return ended.replace(year=ended.year + COOLING_YEARS)
    except ValueError:
        return date(ended.year + COOLING_YEARS, 3, 1)
