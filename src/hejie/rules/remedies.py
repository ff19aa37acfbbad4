"""The remedies people ask for and promise: refund, repair, apology and the rest, as plain data.

A remedy is a dict `{kind, amount?, within_days? | by_date?, parts?, condition?, note?}`; terms are a list of them.
Money is yuan as "1299.00", days are calendar days from the day the agreement takes effect, dates are ISO.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hejie.rules import values
from hejie.rules.model import Problem, Role, Text
from hejie.rules.values import Wrong

DEFAULT_DAYS = 7
MOST_DAYS = 365
MOST_REMEDIES = 10
MOST_PARTS = 24

Remedy = Mapping[str, Any]
Terms = Sequence[Remedy]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of remedy: what it is called, and which details it takes."""

    label: Text
    amount: bool = False
    parts: bool = False
    wants_note: bool = False  # the words are the substance: what exactly is to be done
    phrase: Text = field(default_factory=lambda: Text("", ""))  # what the trader does; {amount} stands for the money


KINDS: Mapping[str, Kind] = {
    "refund": Kind(Text("退款", "Refund"), amount=True, phrase=Text("退还货款 {amount} 元", "refund {amount} yuan")),
    "return_refund": Kind(
        Text("退货退款", "Return and refund"),
        amount=True,
        phrase=Text("收到退货后退还货款 {amount} 元", "refund {amount} yuan on receiving the returned goods"),
    ),
    "exchange": Kind(Text("换货", "Exchange"), phrase=Text("更换同款商品", "exchange the goods for the same model")),
    "repair": Kind(Text("维修", "Repair"), phrase=Text("免费修好商品", "repair the goods free of charge")),
    "redo": Kind(Text("重做", "Do again"), phrase=Text("免费重做服务", "do the service again free of charge")),
    "compensation": Kind(
        Text("赔偿", "Compensation"),
        amount=True,
        phrase=Text("赔偿损失 {amount} 元", "pay compensation of {amount} yuan"),
    ),
    "price_difference": Kind(
        Text("退差价", "Price difference"),
        amount=True,
        phrase=Text("退还差价 {amount} 元", "refund the price difference of {amount} yuan"),
    ),
    "apology": Kind(Text("道歉", "Apology"), phrase=Text("向消费者道歉", "apologise to the consumer")),
    "performance": Kind(
        Text("继续履行", "Keep the contract"),
        phrase=Text("继续履行原来的约定", "perform the original contract"),
    ),
    "instalments": Kind(
        Text("分期付款", "Payment by instalments"),
        parts=True,
        phrase=Text("分期支付共 {amount} 元", "pay {amount} yuan in all by instalments"),
    ),
    "other": Kind(Text("其他", "Other"), wants_note=True, phrase=Text("办妥这件事", "do the following")),
}

_TEXT_LIMITS = {"condition": 200, "note": 500}


def check_terms(
    raw: object, today: date | None = None, key: str = "terms"
) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """Terms as people or machines send them (a list, or the same as JSON text) → normalised terms and problems.

    A problem's field is the path to the value, such as `terms.0.amount`. Given `today`, dates in the past are refused.
    """
    try:
        rows = _rows(raw)
    except Wrong as wrong:
        return [], (Problem(key, wrong.text),)
    terms: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for place, row in enumerate(rows):
        remedy, wrongs = _check_remedy(row, f"{key}.{place}", today)
        terms.append(remedy)
        problems += wrongs
    return ([], tuple(problems)) if problems else (terms, ())


def _rows(raw: object) -> list[Any]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw) if raw.strip() else []
        except ValueError:
            raw = None
    if not isinstance(raw, list | tuple):
        raise Wrong("请选一种解决办法。", "Please choose a remedy.")
    if not raw:
        raise Wrong("请至少选一种解决办法，例如退款。", "Please choose at least one remedy, for example a refund.")
    if len(raw) > MOST_REMEDIES:
        raise Wrong(
            f"一个方案最多写 {MOST_REMEDIES} 项，请合并一些。", f"At most {MOST_REMEDIES} remedies; please merge some."
        )
    return list(raw)


def _check_remedy(row: object, path: str, today: date | None) -> tuple[dict[str, Any], list[Problem]]:
    kind = KINDS.get(str(row.get("kind", ""))) if isinstance(row, Mapping) else None
    if kind is None or not isinstance(row, Mapping):
        return {}, [
            Problem(
                f"{path}.kind", Text("请选一种解决办法，例如退款。", "Please choose a remedy, for example a refund.")
            )
        ]
    remedy: dict[str, Any] = {"kind": str(row["kind"])}
    problems = [_unknown(path, name) for name in row if name not in _allowed(kind)]
    if kind.amount:
        problems += _take(remedy, "amount", path, lambda: values.read_money(row.get("amount", "")))
    if kind.parts:
        remedy["parts"], wrongs = _check_parts(row.get("parts"), f"{path}.parts", today)
        problems += wrongs
    else:
        problems += _take_when(remedy, row, path, today)
    for name, most in _TEXT_LIMITS.items():
        least = 1 if name == "note" and kind.wants_note else 0
        problems += _take_text(remedy, name, row.get(name), path, least, most)
    return remedy, problems


def _allowed(kind: Kind) -> frozenset[str]:
    own = {"parts"} if kind.parts else {"within_days", "by_date"}
    return frozenset({"kind", "condition", "note"} | own | ({"amount"} if kind.amount else set()))


def _unknown(path: str, name: object) -> Problem:
    return Problem(
        f"{path}.{name}",
        Text("这种解决办法不用填这一项，请去掉。", "This remedy does not take this detail. Please remove it."),
    )


def _take(into: dict[str, Any], name: str, path: str, read: Any) -> list[Problem]:
    try:
        into[name] = read()
    except Wrong as wrong:
        return [Problem(f"{path}.{name}", wrong.text)]
    return []


def _take_text(into: dict[str, Any], name: str, raw: object, path: str, least: int, most: int) -> list[Problem]:
    problems = _take(into, name, path, lambda: values.read_text("" if raw is None else raw, least, most))
    if not into.get(name):
        into.pop(name, None)
    return problems


def _take_when(into: dict[str, Any], row: Remedy, path: str, today: date | None) -> list[Problem]:
    """The time to perform: a date, else a number of days, else the default. Given both, the date counts."""
    if row.get("by_date") not in (None, ""):
        return _take(into, "by_date", path, lambda: values.read_date(row["by_date"], today))
    days = row.get("within_days")
    return _take(
        into,
        "within_days",
        path,
        lambda: DEFAULT_DAYS if days in (None, "") else values.read_integer(days, 0, MOST_DAYS),
    )


def _check_parts(raw: object, path: str, today: date | None) -> tuple[list[dict[str, Any]], list[Problem]]:
    if not isinstance(raw, list | tuple) or not 2 <= len(raw) <= MOST_PARTS:
        ask = Text(
            f"请写明每一期的金额和日期，2 到 {MOST_PARTS} 期。",
            f"Please give amount and date of each of 2 to {MOST_PARTS} instalments.",
        )
        return [], [Problem(path, ask)]
    parts: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for place, row in enumerate(raw):
        part: dict[str, Any] = {}
        parts.append(part)
        if not isinstance(row, Mapping):
            problems.append(
                Problem(
                    f"{path}.{place}",
                    Text("请写明这一期的金额和日期。", "Please give amount and date of this instalment."),
                )
            )
            continue
        problems += [
            _unknown(f"{path}.{place}", name) for name in row if name not in ("amount", "by_date", "within_days")
        ]
        problems += _take(part, "amount", f"{path}.{place}", lambda row=row: values.read_money(row.get("amount", "")))
        problems += _take_when(part, row, f"{path}.{place}", today)
    return parts, problems


def json_schema_terms(today: date | None = None) -> dict[str, Any]:
    """JSON schema of terms. Whatever it allows, `check_terms` accepts."""
    return {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_REMEDIES,
        "items": {"oneOf": [_schema(key, today) for key in KINDS]},
    }


def _schema(key: str, today: date | None) -> dict[str, Any]:
    kind = KINDS[key]
    when = _schema_when(today)
    properties: dict[str, Any] = {"kind": {"const": key}}
    if kind.amount:
        properties["amount"] = _schema_amount()
    if kind.parts:
        properties["parts"] = {
            "type": "array",
            "title": "每一期",
            "x-title-en": "Instalments",
            "minItems": 2,
            "maxItems": MOST_PARTS,
            "items": _object({"amount": _schema_amount()} | when, ["amount"]),
        }
    else:
        properties |= when
    properties["condition"] = _schema_text("条件", "Condition", 0, _TEXT_LIMITS["condition"])
    properties["note"] = _schema_text("说明", "Note", int(kind.wants_note), _TEXT_LIMITS["note"])
    required = [
        "kind",
        *(["amount"] if kind.amount else []),
        *(["parts"] if kind.parts else []),
        *(["note"] if kind.wants_note else []),
    ]
    return _object(properties, required) | {"title": kind.label.zh, "x-title-en": kind.label.en}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _schema_amount() -> dict[str, Any]:
    return {
        "type": "string",
        "title": "金额（元）",
        "x-title-en": "Amount (yuan)",
        "pattern": values.MONEY_PATTERN,
        "x-kind": "money",
    }


def _schema_when(today: date | None) -> dict[str, Any]:
    return {
        "within_days": {
            "type": "integer",
            "title": "几天内",
            "x-title-en": "Within days",
            "minimum": 0,
            "maximum": MOST_DAYS,
        },
        "by_date": {
            "type": "string",
            "title": "哪天以前",
            "x-title-en": "By date",
            "pattern": values.date_pattern(today),
            "x-kind": "date",
        },
    }


def _schema_text(zh: str, en: str, least: int, most: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "title": zh, "x-title-en": en, "maxLength": most}
    return schema | ({"minLength": least, "pattern": values.text_pattern(least)} if least else {})


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


def describe_difference(wanted: Terms, offered: Terms) -> Text:
    """The difference in words, for the complainant: 比您要的少 130.00 元."""
    difference = compare(wanted, offered)
    if not difference:
        return Text("和您要的金额一样", "the amount you asked for")
    less = difference < 0
    return Text(
        f"比您要的{'少' if less else '多'} {abs(difference)} 元",
        f"{abs(difference)} yuan {'less' if less else 'more'} than you asked for",
    )


def describe(remedy: Remedy) -> Text:
    """One remedy as a sentence of an agreement, in both languages."""
    kind = KINDS[remedy["kind"]]
    when = Text("", "") if kind.parts else _describe_when(remedy)
    zh = f"商家{when.zh}{kind.phrase.zh.format(amount=amount_of(remedy))}"
    en = f"The trader will {kind.phrase.en.format(amount=amount_of(remedy))}{when.en}"
    if kind.parts:
        parts = [_describe_part(place, part) for place, part in enumerate(remedy["parts"], start=1)]
        zh += "：" + "；".join(part.zh for part in parts)
        en += ": " + "; ".join(part.en for part in parts)
    if remedy["kind"] == "return_refund":
        zh = f"消费者{when.zh}把商品退给商家；商家收到后 {DEFAULT_DAYS} 天内退还货款 {remedy['amount']} 元"
        en = (
            f"The consumer will return the goods{when.en}; the trader will refund {remedy['amount']} yuan"
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
    when = _describe_when(part)
    return Text(f"第 {place} 期{when.zh}付 {part['amount']} 元", f"instalment {place}: {part['amount']} yuan{when.en}")


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


def _promises_of(remedy: Remedy, effective_on: date, first: int) -> list[Promise]:
    if remedy["kind"] == "return_refund":
        return _return_then_refund(remedy, effective_on, first)
    if remedy["kind"] == "instalments":
        return [
            _by_trader(
                first + place,
                Text(f"付第 {place + 1} 期 {part['amount']} 元", f"Pay instalment {place + 1}: {part['amount']} yuan"),
                part,
                effective_on,
            )
            for place, part in enumerate(remedy["parts"])
        ]
    kind = KINDS[remedy["kind"]]
    note = f"：{remedy['note']}" if remedy.get("note") else ""
    what = Text(
        kind.phrase.zh.format(amount=remedy.get("amount")) + note,
        kind.phrase.en.format(amount=remedy.get("amount")).capitalize() + note.replace("：", ": "),
    )
    return [_by_trader(first, what, remedy, effective_on)]


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
    # 实施条例第十九条、七日退货办法第十三条: the refund follows within seven days of the goods coming back.
    what = Text(f"收到退货后退还货款 {remedy['amount']} 元", f"Refund {remedy['amount']} yuan on receiving the goods")
    refund_on = back_on + timedelta(days=DEFAULT_DAYS)
    refund = Promise(first + 1, Role.RESPONDENT, Role.COMPLAINANT, what, remedy["amount"], refund_on, needs_first=first)
    return [back, refund]


def _due(row: Remedy, effective_on: date) -> date:
    if "by_date" in row:
        return date.fromisoformat(row["by_date"])
    return effective_on + timedelta(days=row.get("within_days", DEFAULT_DAYS))
