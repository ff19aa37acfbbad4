"""Terms as people write them: checked, normalised, and published as a JSON schema never wider than the check."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hejie.rules import values
from hejie.rules.model import Problem, Text
from hejie.rules.remedy_kinds import ALL_DUE, DEFAULT_DAYS, KINDS, Kind
from hejie.rules.values import Wrong

MOST_DAYS = 365
MOST_REMEDIES = 10
LEAST_PARTS, MOST_PARTS = 2, 24

_TEXT_LIMITS = {"condition": 200, "note": 500}
_TEXT_LABELS = {"condition": Text("条件", "Condition"), "note": Text("说明", "Note")}


def check_terms(
    raw: object, today: date | None = None, key: str = "terms"
) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """Terms as people or machines send them (a list, or the same as JSON text) → normalised terms and problems.

    A problem's field is the path to the value, such as `terms.0.amount`. Given `today`, dates in the past are refused.
    """
    try:
        rows = [_Row(f"{key}.{place}", raw_row, today) for place, raw_row in enumerate(_rows(raw))]
    except Wrong as wrong:
        return [], (Problem(key, wrong.text),)
    for row in rows:
        _read_remedy(row)
    problems = tuple(problem for row in rows for problem in row.problems)
    return ([] if problems else [row.read for row in rows]), problems


def _rows(raw: object) -> list[object]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw) if raw.strip() else []
        except (ValueError, RecursionError):
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


class _Row:
    """One remedy or instalment while it is read: what was sent, what was understood, what is wrong."""

    def __init__(self, path: str, raw: object, today: date | None) -> None:
        self.path = path
        self.raw: Mapping[object, object] = raw if isinstance(raw, Mapping) else {}
        self.today = today
        self.read: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def refuse(self, name: object, text: Text) -> None:
        self.problems.append(Problem(f"{self.path}.{name}", text))

    def refuse_all_but(self, allowed: set[str]) -> None:
        for name in self.raw:
            if name not in allowed:
                self.refuse(name, _NOT_TAKEN)

    def take(self, name: str, reader: Callable[[object], Any]) -> None:
        """Read one detail; an empty result is left out."""
        try:
            value = reader(self.raw.get(name))
        except Wrong as wrong:
            self.refuse(name, wrong.text)
        else:
            self.read |= {} if value == "" else {name: value}

    def take_when(self) -> None:
        """The time to perform: a date, else a number of days, else the default. Given both, the date counts."""
        if self.raw.get("by_date") not in (None, ""):
            self.take("by_date", lambda day: values.read_date(day, *values.from_today(self.today)))
        else:
            self.take("within_days", _days)


_NOT_TAKEN = Text("这种解决办法不用填这一项，请去掉。", "This remedy does not take this detail. Please remove it.")


def _days(raw: object) -> int:
    return DEFAULT_DAYS if raw is None or raw == "" else values.read_integer(raw, 0, MOST_DAYS)


def _read_remedy(row: _Row) -> None:
    key = str(row.raw.get("kind", ""))
    kind = KINDS.get(key)
    if kind is None:
        row.refuse("kind", Text("请选一种解决办法，例如退款。", "Please choose a remedy, for example a refund."))
        return
    row.read["kind"] = key
    row.refuse_all_but(_details(kind))
    if kind.amount:
        row.take("amount", values.read_money)
    if kind.parts:
        _read_parts(row)
    else:
        row.take_when()
    for name, most in _TEXT_LIMITS.items():
        row.take(name, _text_reader(int(name == "note" and kind.wants_note), most, _TEXT_LABELS[name]))


def _details(kind: Kind) -> set[str]:
    own = {"parts", "all_due"} if kind.parts else {"within_days", "by_date"}
    return {"kind", "condition", "note"} | own | ({"amount"} if kind.amount else set())


def _text_reader(least: int, most: int, label: Text) -> Callable[[object], str]:
    return lambda raw: values.read_text("" if raw is None else raw, least, most, label)


def _ticked(raw: object) -> bool | str:
    """True, or nothing to keep."""
    if raw in (None, "", False, True, "true", "on", "1"):
        return True if raw not in (None, "", False) else ""
    raise Wrong("请勾选或者不勾选。", "Please tick it or leave it.")


def _read_parts(row: _Row) -> None:
    raw = row.raw.get("parts")
    if not isinstance(raw, list | tuple) or not LEAST_PARTS <= len(raw) <= MOST_PARTS:
        ask = Text(
            f"请写明每一期的金额和日期，{LEAST_PARTS} 到 {MOST_PARTS} 期。",
            f"Please give amount and date of each of {LEAST_PARTS} to {MOST_PARTS} instalments.",
        )
        row.refuse("parts", ask)
        return
    parts = [_Row(f"{row.path}.parts.{place}", part, row.today) for place, part in enumerate(raw)]
    for part in parts:
        part.refuse_all_but({"amount", "by_date", "within_days"})
        part.take("amount", values.read_money)
        part.take_when()
        row.problems += part.problems
    row.read["parts"] = [part.read for part in parts]
    row.take("all_due", _ticked)


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
            "minItems": LEAST_PARTS,
            "maxItems": MOST_PARTS,
            "items": _object({"amount": _schema_amount()} | when, ["amount"]),
        }
        properties["all_due"] = {
            "type": "boolean",
            "title": ALL_DUE.zh,
            "x-title-en": "If one is missed, the rest is due at once",
        }
    else:
        properties |= when
    for name, least in (("condition", 0), ("note", int(kind.wants_note))):
        properties[name] = _schema_text(_TEXT_LABELS[name], least, _TEXT_LIMITS[name])
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
            "pattern": values.date_pattern(*values.from_today(today)),
            "x-kind": "date",
        },
    }


def _schema_text(label: Text, least: int, most: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "title": label.zh, "x-title-en": label.en, "maxLength": most}
    return schema | ({"minLength": least, "pattern": values.text_pattern(least)} if least else {})
