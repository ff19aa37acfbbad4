"""Changes to the clauses of a draft as people and machines send them: checked, normalised, and as a JSON schema.

A change is `{id?, text, heading?, after?, remedy?}`: a clause with new words; without an id, or with one the draft does
not know, a new clause. `after` names the clause it comes behind. Or `{id, removed: true}`. What is not named stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hejie.rules import values
from hejie.rules.model import Problem, Text
from hejie.rules.remedy_inputs import check_terms, json_schema_terms
from hejie.rules.values import Wrong

MOST_CHANGES, MOST_CLAUSES = 40, 60
MOST_HEADING, MOST_TEXT = 60, 4000
_LABELS = {"heading": Text("小标题", "Heading"), "text": Text("内容", "Text")}
ID_PATTERN = "^[0-9a-z-]{1,40}$"
BEGINNING = "first"  # as `after`: before every other clause
KNOWN = {"id", "text", "heading", "after", "remedy", "removed"}

_NOT_TAKEN = Text("条款不用填这一项，请去掉。", "A clause does not take this detail. Please remove it.")
_BAD_ID = Text("条款编号不对，请刷新页面再改。", "This is no clause. Please load the page again.")


def check_clauses(
    raw: object, today: date | None = None, key: str = "clauses"
) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """Changes (a list, or the same as JSON text) → normalised changes and problems, each with the path to its value."""
    try:
        rows = _rows(raw)
    except Wrong as wrong:
        return [], (Problem(key, wrong.text),)
    read, problems = [], []
    for place, row in enumerate(rows):
        change, wrong_parts = _read(row, f"{key}.{place}", today)
        read.append(change)
        problems += wrong_parts
    return ([] if problems else read), tuple(problems)


def _rows(raw: object) -> list[Mapping[str, object]]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            raw = None
    if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
        raise Wrong("请按条款改草稿。", "Please send the changes clause by clause.")
    if not raw:
        raise Wrong("草稿没有改动。写好一条再保存。", "Nothing was changed. Write a clause, then save.")
    if len(raw) > MOST_CHANGES:
        raise Wrong(
            f"一次最多改 {MOST_CHANGES} 条，请分几次存。", f"At most {MOST_CHANGES} clauses at once; save twice."
        )
    return list(raw)


def _read(row: Mapping[str, object], path: str, today: date | None) -> tuple[dict[str, Any], list[Problem]]:
    problems = [Problem(f"{path}.{name}", _NOT_TAKEN) for name in row if name not in KNOWN]
    change: dict[str, Any] = {}
    for name in ("id", "after"):
        if row.get(name) not in (None, ""):
            change[name] = str(row[name]).strip()
            problems += [] if re.fullmatch(ID_PATTERN, change[name]) else [Problem(f"{path}.{name}", _BAD_ID)]
    if row.get("removed") is True:
        problems += [] if "id" in change else [Problem(f"{path}.id", _BAD_ID)]
        return {"id": change.get("id", ""), "removed": True}, problems
    for name, least, most in (("heading", 0, MOST_HEADING), ("text", 1, MOST_TEXT)):
        if name == "text" or row.get(name) is not None:
            try:
                change[name] = _paragraph(row.get(name), least, most, _LABELS[name])
            except Wrong as wrong:
                problems.append(Problem(f"{path}.{name}", wrong.text))
    if row.get("remedy"):
        terms, wrong_terms = check_terms([row["remedy"]], today, f"{path}.remedy")
        change |= {"remedy": terms[0]} if terms else {}
        problems += wrong_terms
    return change, problems


def _paragraph(raw: object, least: int, most: int, label: Text) -> str:
    """A clause is one numbered line of the agreement."""
    return " ".join(values.read_text("" if raw is None else raw, least, most, label).split())


def json_schema_clauses(today: date | None = None) -> dict[str, Any]:
    """JSON schema of changes. Whatever it allows, `check_clauses` accepts."""
    one = {"type": "string", "pattern": ID_PATTERN}
    written = {
        "id": {**one, "title": "条款编号", "x-title-en": "Clause"},
        "heading": {"type": "string", "maxLength": MOST_HEADING, **_titled("heading")},
        "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": MOST_TEXT,
            "pattern": values.text_pattern(1),
            **_titled("text"),
        },
        "after": {**one, "title": "排在哪一条后面", "x-title-en": "Behind which clause"},
        "remedy": json_schema_terms(today)["items"],
    }
    removed = {"id": written["id"], "removed": {"const": True, "title": "去掉", "x-title-en": "Removed"}}
    shapes = [_object(written, ["text"]), _object(removed, ["id", "removed"])]
    return {"type": "array", "minItems": 1, "maxItems": MOST_CHANGES, "items": {"oneOf": shapes}}


def _titled(name: str) -> dict[str, str]:
    return {"title": _LABELS[name].zh, "x-title-en": _LABELS[name].en}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
