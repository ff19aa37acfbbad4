"""What a sum worked out by law consists of: the result with its steps, or why the law gives no formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hejie.rules.model import Article, Field, Kind, Text
from hejie.rules.money import in_figures
from hejie.rules.procedures._laws import CIVIL_CODE, CONSUMER_LAW, PERFORM

__all__ = ["CIVIL_CODE", "CONSUMER_LAW", "PERFORM"]

FOOD_LAW = Text("中华人民共和国食品安全法", "Food Safety Law")
RETURNS = Text("网络购买商品七日无理由退货暂行办法", "Interim Measures on Seven-Day Returns")
REGULATION = Text("中华人民共和国消费者权益保护法实施条例", "Implementing Regulation of the Consumer Protection Law")
PREPAID = Text(
    "最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释", "Interpretation on Prepaid Consumption"
)
FOOD_CASES = Text(
    "最高人民法院关于审理食品药品惩罚性赔偿纠纷案件适用法律若干问题的解释",
    "Interpretation on Punitive Damages for Food and Drugs",
)
INJURY = Text(
    "最高人民法院关于审理人身损害赔偿案件适用法律若干问题的解释", "Interpretation on Damages for Personal Injury"
)
PRICE_LAW = Text("中华人民共和国价格法", "Price Law")
TOURISM_LAW = Text("中华人民共和国旅游法", "Tourism Law")
COMMERCE_LAW = Text("中华人民共和国电子商务法", "E-Commerce Law")

CENT = Decimal("0.01")
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in yuan with the steps that lead to it. `is_most`: the law sets an upper bound alone, not the sum."""

    amount: Decimal
    article: Article
    steps: tuple[Text, ...]
    is_most: bool = False


@dataclass(frozen=True, slots=True)
class NotComputable:
    """No formula leads to a sum: why, on what article, and so what the sides have to agree on."""

    article: Article
    why: Text


Outcome = Sum | NotComputable


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that may be claimed: its article, what has to be known, and how it is worked out.

    `work` is given inputs that `inputs.check` has read by `fields`.
    """

    key: str
    label: Text
    article: Article
    fields: tuple[Field, ...]
    work: Callable[[Given], Outcome]


def money(key: str, zh: str, en: str, *, required: bool = True) -> Field:
    return Field(key, Text(zh, en), Kind.MONEY, required=required)


def number(key: str, zh: str, en: str, *, minimum: int = 0, maximum: int = 100_000) -> Field:
    return Field(key, Text(zh, en), Kind.INTEGER, minimum=minimum, maximum=maximum)


def day(key: str, zh: str, en: str) -> Field:
    return Field(key, Text(zh, en), Kind.DATE)


def yes(key: str, zh: str, en: str) -> Field:
    return Field(key, Text(zh, en), Kind.YES, required=False)


def one_of(key: str, zh: str, en: str, choices: Mapping[str, Text]) -> Field:
    return Field(key, Text(zh, en), Kind.CHOICE, choices=choices)


def yuan(given: Given, key: str) -> Decimal:
    """A sum that was given, zero where it was left out."""
    return Decimal(given.get(key, "0"))


def on(given: Given, key: str) -> date:
    return date.fromisoformat(given[key])


def cents(amount: Decimal) -> Decimal:
    """To the fen, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def times(amount: Decimal, factor: int | Decimal) -> Text:
    """One step of a multiplication."""
    said = f"{in_figures(amount)} × {factor} = {in_figures(cents(amount * factor))}"
    return Text(f"{said} 元", f"{said} yuan")


def no(article: Article, zh: str, en: str) -> NotComputable:
    return NotComputable(article, Text(zh, en))
