"""Who is meant: found by name or credit code, or typed in by hand; and in which region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hejie.rules.model import Problem, Text
from hejie.traders.queries import TraderHit, code_problem, search_traders, trader_card
from hejie.web.show import Words
from hejie.web.visitor.filing.step import Line, Step, Taken, problem_at
from hejie.web.visitor.filing.visit import OWN, Visit, as_uuid

CHOOSE = Text(
    "请选一家商家；列表里没有的，选“都不是，我自己填”",
    "Please choose a trader; if it is not listed, choose “None of these, I type it in”",
)
TYPE_A_NAME = Text("请先输入商家名称，至少两个字", "Please type the trader's name first, at least two characters")


@dataclass(frozen=True, slots=True)
class Choice:
    """One trader to choose."""

    id: str
    name: str
    about: str
    is_member: bool
    chosen: bool


class TraderStep(Step):
    """Search, then choose. Works by posting the search; with script the list follows the typing."""

    key, template = "trader", "visitor/filing_trader.html"

    def title(self, visit: Visit) -> Text:
        if visit.kind == "report":
            return Text("您要举报哪个商家？", "Which trader do you report?")
        return Text("您要投诉哪个商家？", "Which trader is your complaint about?")

    def lead(self, visit: Visit) -> Words:
        return Text(
            "店名、公司名、外卖单上的名字都可以，也可以填统一社会信用代码。",
            "The name of the shop or company, or as on the receipt; the credit code works too.",
        )

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        query = str(visit.request.GET.get("q", visit.answers.get("q", "")))[:100]
        wrong_code = code_problem(query)
        shown = [*problems, *([Problem("q", wrong_code.text)] if wrong_code else [])]
        return {
            "q": query,
            "choices": _choices(visit, query),
            "is_own": visit.is_own_trader,
            "q_problem": problem_at(shown, "q"),
            "trader_problem": problem_at(shown, "trader"),
            "problems": self.problems_shown(problems),
            "searches": True,
        }

    def take(self, visit: Visit) -> Taken:
        """A chosen trader goes on; the search button, or a name that was not looked up yet, shows what was found."""
        post = visit.request.POST
        query, chosen = post.get("q", "").strip()[:100], post.get("trader", "")
        if post.get("act") == "search":
            short = () if len(query) > 1 else (Problem("q", TYPE_A_NAME),)
            return Taken({"q": query}, short, stay=True)
        if chosen == OWN:
            typed = visit.answers.get("trader_name") if visit.is_own_trader else query
            return Taken({"q": query, "trader": OWN, "trader_name": typed or ""})
        key = as_uuid(chosen)
        card = trader_card(key) if key else None
        if card:
            return Taken({"q": query, "trader": str(card.id), "trader_name": card.name})
        return Taken({"q": query}, stay=bool(query) and query != visit.answers.get("q"))

    def problems(self, visit: Visit) -> tuple[Problem, ...]:
        return () if visit.is_own_trader or visit.trader_id else (Problem("trader", CHOOSE),)

    def lines(self, visit: Visit) -> Sequence[Line]:
        name = str(visit.answers.get("trader_name", ""))
        return [] if visit.is_own_trader else [(Text("商家", "Trader"), name)]


def _choices(visit: Visit, query: str) -> list[Choice]:
    """The trader chosen before comes first, then what the search found."""
    key, chosen = visit.trader_id, visit.answers.get("trader")
    found = [_choice(hit, chosen) for hit in search_traders(query, limit=8)] if query else []
    card = trader_card(key) if key and str(key) not in {choice.id for choice in found} else None
    known = [Choice(str(card.id), card.name, card.address or card.region, card.is_member, True)] if card else []
    return [*known, *found]


def _choice(hit: TraderHit, chosen: Any) -> Choice:
    about = " · ".join(part for part in (hit.region, hit.address) if part)
    return Choice(str(hit.id), hit.name, about, hit.is_member, str(hit.id) == chosen)
