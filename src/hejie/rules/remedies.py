"""The remedies people ask for and promise: refund, repair, apology and the rest, as plain data.

A remedy is a dict `{kind, amount?, within_days? | by_date?, parts?, condition?, note?}`; terms are a list of them.
Money is yuan as "1299.00", days are calendar days from the day the agreement takes effect, dates are ISO.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hejie.rules.model import Role, Text
from hejie.rules.money import in_figures
from hejie.rules.remedy_inputs import LEAST_PARTS, MOST_DAYS, MOST_PARTS, MOST_REMEDIES, check_terms, json_schema_terms
from hejie.rules.remedy_kinds import ALL_DUE, DEFAULT_DAYS, KINDS, Kind

__all__ = [
    "ALL_DUE",
    "CONSUMER",
    "DEFAULT_DAYS",
    "KINDS",
    "LEAST_PARTS",
    "MOST_DAYS",
    "MOST_PARTS",
    "MOST_REMEDIES",
    "YOU",
    "Kind",
    "Promise",
    "amount_of",
    "check_terms",
    "compare",
    "describe",
    "describe_difference",
    "hastened_by",
    "is_past",
    "json_schema_terms",
    "promises",
    "total",
]

Remedy = Mapping[str, Any]
Terms = Sequence[Remedy]


def total(terms: Terms) -> Decimal:
    """All money in the terms, in yuan."""
    return sum((amount_of(remedy) for remedy in terms), Decimal("0.00"))


def amount_of(remedy: Remedy) -> Decimal:
    """The money in one remedy, in yuan; instalments are added up."""
    if "parts" in remedy:
        return sum((Decimal(part["amount"]) for part in remedy["parts"]), Decimal("0.00"))
    return Decimal(remedy.get("amount", "0.00"))


def compare(wanted: Terms, offered: Terms) -> Decimal:
    """Money offered minus money wanted, in yuan: negative means less than was asked for."""
    return total(offered) - total(wanted)


YOU, CONSUMER = Text("您", "you"), Text("消费者", "the consumer")


def describe_difference(wanted: Terms, offered: Terms, who: Text = YOU) -> Text:
    """The difference in words: 比您要的少 130 元. `who` asked, as the reader is to be told.

    Where no money was asked for there are no sums to compare, so it says what was.
    """
    if not total(wanted):
        return _describe_asked(wanted, who)
    difference = compare(wanted, offered)
    if not difference:
        return Text(f"和{who.zh}要的金额一样", f"the amount {who.en} asked for")
    less, gap = difference < 0, in_figures(abs(difference))
    return Text(
        f"比{who.zh}要的{'少' if less else '多'} {gap} 元",
        f"{gap} yuan {'less' if less else 'more'} than {who.en} asked for",
    )


def _describe_asked(wanted: Terms, who: Text) -> Text:
    """What was asked for instead of money; nothing where the words were erased with the case."""
    labels = [KINDS[one["kind"]].label for one in wanted]
    if not labels:
        return Text("", "")
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en.lower() for label in labels)
    return Text(f"{who.zh}要的不是钱，是{zh}", f"{who.en} asked not for money but for: {en}")


def describe(remedy: Remedy) -> Text:
    """One remedy as a sentence of an agreement, in both languages."""
    kind, amount = KINDS[remedy["kind"]], in_figures(amount_of(remedy))
    when = Text("", "") if kind.parts else _describe_when(remedy)
    zh = f"商家{when.zh}{kind.phrase.zh.format(amount=amount)}"
    en = f"The trader will {kind.phrase.en.format(amount=amount)}{when.en}"
    if kind.parts:
        parts = [_describe_part(place, part) for place, part in enumerate(remedy["parts"], start=1)]
        zh += "：" + "；".join(part.zh for part in parts)
        en += ": " + "; ".join(part.en for part in parts)
    if remedy.get("all_due"):
        zh, en = f"{zh}；{ALL_DUE.zh}", f"{en}; {ALL_DUE.en}"
    if remedy["kind"] == "return_refund":
        zh = f"消费者{when.zh}把商品退给商家；商家收到后 {DEFAULT_DAYS} 天内退还货款 {amount} 元"
        en = (
            f"The consumer will return the goods{when.en}; the trader will refund {amount} yuan"
            f" within {DEFAULT_DAYS} days of receiving them"
        )
    if remedy.get("note"):
        zh, en = f"{zh}：{remedy['note']}", f"{en}: {remedy['note']}"
    if remedy.get("condition"):
        zh, en = f"{zh}（条件：{remedy['condition']}）", f"{en} (condition: {remedy['condition']})"
    return Text(f"{zh}。", f"{en}.")


def _describe_when(row: Remedy) -> Text:
    if "by_date" in row:
        day = date.fromisoformat(row["by_date"])
        return Text(f"在 {day.year} 年 {day.month} 月 {day.day} 日前", f" by {day.isoformat()}")
    days = row.get("within_days", DEFAULT_DAYS)
    if not days:
        return Text("在协议生效当天", " on the day the agreement takes effect")
    return Text(f"在协议生效后 {days} 天内", f" within {days} days of the agreement taking effect")


def _describe_part(place: int, part: Remedy) -> Text:
    when, amount = _describe_when(part), in_figures(part["amount"])
    return Text(f"第 {place} 期{when.zh}付 {amount} 元", f"instalment {place}: {amount} yuan{when.en}")


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing one side owes the other, with its date. `needs_first` is the index of a promise to be kept before."""

    index: int
    debtor: Role
    receiver: Role
    what: Text
    amount: str | None
    due_on: date
    needs_first: int | None = None


def promises(terms: Terms, effective_on: date) -> tuple[Promise, ...]:
    """What the terms oblige each side to do, one promise per act, in order. Days run from `effective_on`."""
    made: list[Promise] = []
    for remedy in terms:
        made += _promises_of(remedy, effective_on, len(made))
    return tuple(made)


def is_past(terms: Terms, today: date) -> bool:
    """Whether a day that the terms name has passed: nobody can perform by it any more."""
    rows = [row for remedy in terms for row in (remedy, *remedy.get("parts", ()))]
    return any(date.fromisoformat(row["by_date"]) < today for row in rows if "by_date" in row)


def hastened_by(terms: Terms, index: int) -> frozenset[int]:
    """The later instalments that fall due when this promise is missed: none unless both sides agreed to that."""
    first = 0
    for remedy in terms:
        after = first + _count(remedy)
        if first <= index < after and remedy.get("all_due"):
            return frozenset(range(index + 1, after))
        first = after
    return frozenset()


def _count(remedy: Remedy) -> int:
    return len(_promises_of(remedy, date.min, 0))


def _promises_of(remedy: Remedy, effective_on: date, first: int) -> list[Promise]:
    if remedy["kind"] == "return_refund":
        return _return_then_refund(remedy, effective_on, first)
    if remedy["kind"] == "instalments":
        return [
            _by_trader(first + place, _instalment(place + 1, in_figures(part["amount"])), part, effective_on)
            for place, part in enumerate(remedy["parts"])
        ]
    kind = KINDS[remedy["kind"]]
    note = f"：{remedy['note']}" if remedy.get("note") else ""
    amount = in_figures(amount_of(remedy))
    what = Text(
        kind.phrase.zh.format(amount=amount) + note,
        kind.phrase.en.format(amount=amount).capitalize() + note.replace("：", ": "),
    )
    return [_by_trader(first, what, remedy, effective_on)]


def _instalment(number: int, amount: str) -> Text:
    return Text(f"付第 {number} 期 {amount} 元", f"Pay instalment {number}: {amount} yuan")


def _by_trader(index: int, what: Text, row: Remedy, effective_on: date) -> Promise:
    return Promise(index, Role.RESPONDENT, Role.COMPLAINANT, what, row.get("amount"), _due(row, effective_on))


def _return_then_refund(remedy: Remedy, effective_on: date, first: int) -> list[Promise]:
    back_on = _due(remedy, effective_on)
    back = Promise(
        first,
        Role.COMPLAINANT,
        Role.RESPONDENT,
        Text("把商品退给商家", "Return the goods to the trader"),
        None,
        back_on,
    )
    # 消法第二十五条、七日退货办法第十三条: the refund follows within seven days of the goods coming back.
    amount = in_figures(remedy["amount"])
    what = Text(f"收到退货后退还货款 {amount} 元", f"Refund {amount} yuan on receiving the goods")
    refund_on = back_on + timedelta(days=DEFAULT_DAYS)
    refund = Promise(first + 1, Role.RESPONDENT, Role.COMPLAINANT, what, remedy["amount"], refund_on, needs_first=first)
    return [back, refund]


def _due(row: Remedy, effective_on: date) -> date:
    if "by_date" in row:
        return date.fromisoformat(row["by_date"])
    return effective_on + timedelta(days=row.get("within_days", DEFAULT_DAYS))
