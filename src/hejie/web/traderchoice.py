"""A trader named in a form: by name or credit code, chosen from a short list where several names are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hejie.rules.model import Text
from hejie.traders.queries import TraderHit, code_problem, search_traders, trader_row

MOST = 6
MISSING = Text("请填商家的名称，或者统一社会信用代码。", "Please give the trader's name, or its credit code.")
UNKNOWN = Text(
    "没有找到这个商家，请对照营业执照填全名，或者填统一社会信用代码。",
    "There is no such trader: please give the full name as on the licence, or the credit code.",
)
SEVERAL = Text("有几家名字像，请选一家。", "Several names are alike: please choose one.")


@dataclass(frozen=True, slots=True)
class Choice:
    """The trader that was meant; else what is wrong, with those to choose from."""

    trader: Any = None
    hits: Sequence[TraderHit] = ()
    problem: Text | None = None


def chosen_trader(typed: str, picked: str) -> Choice:
    """`picked` is the id of one of the hits shown before, where there were several."""
    if picked:
        found = trader_row(_id(picked))
        return Choice(found) if found else Choice(problem=UNKNOWN)
    if not typed:
        return Choice(problem=MISSING)
    if wrong := code_problem(typed):
        return Choice(problem=wrong.text)
    hits = search_traders(typed, limit=MOST)
    named = [hit for hit in hits if typed in (hit.name, hit.credit_code)] or hits
    if len(named) == 1:
        return Choice(trader_row(named[0].id))
    return Choice(hits=hits, problem=SEVERAL) if hits else Choice(problem=UNKNOWN)


def _id(raw: str) -> UUID:
    """An id as a form carries it; one that nobody has where it is none."""
    try:
        return UUID(raw)
    except ValueError:
        return UUID(int=0)
