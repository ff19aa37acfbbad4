"""The inputs of a move as JSON Schema 2020-12, never wider than `inputs.check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from hejie.rules import clauses, drawings, remedies, values
from hejie.rules.model import Facts, Field, Kind, Text
from hejie.rules.options import choices, files, is_listed, money_bounds, window

MOST_FILES = 20
CODE_PATTERN = "^[0-9]{6}$"
PHONE_PATTERN = "^1[3-9][0-9]{9}$"  # numbers of other countries are taken too, with + before them
KEY_PATTERN = "^[0-9A-Za-z_-]{1,64}$"


def json_schema(fields: Sequence[Field], facts: Facts, today: date | None = None) -> dict[str, Any]:
    """JSON Schema 2020-12 of a move's inputs: Chinese titles, English in `x-title-en`, choices open in this case.

    A field that goes with some values of another one alone narrows that one in `dependentSchemas`.
    Give the same `today` as to `check`. An optional choice with nothing to choose from is left out. A code list in
    `Facts.options` is printed here like any other: only a demonstration may put one there.
    """
    beside = {field.key: _beside(field, fields, facts) for field in fields if field.only_with}
    shown = [field for field in fields if field.required or not _is_empty_choice(field, facts)]
    shown = [field for field in shown if beside.get(field.key, True)]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {field.key: _property(field, facts, today) for field in shown},
        "required": [field.key for field in shown if field.required or _is_due(field, facts)],
        "additionalProperties": False,
    }
    narrowed = {field.key: {"properties": beside[field.key]} for field in shown if field.only_with}
    return schema | ({"dependentSchemas": narrowed} if narrowed else {})


def _beside(field: Field, fields: Sequence[Field], facts: Facts) -> dict[str, Any]:
    """What another field may say while this one is filled; empty where this case leaves none of that open."""
    key, values_ = field.only_with or ("", ())
    other = next(one for one in fields if one.key == key)
    left = [value for value in choices(other, facts) if value in values_]
    return {key: {"enum": left}} if left else {}


def _is_empty_choice(field: Field, facts: Facts) -> bool:
    return field.kind in (Kind.REFERENCE, Kind.CHOICE, Kind.CHOICES) and not choices(field, facts)


def _is_due(field: Field, facts: Facts) -> bool:
    """Whoever has not just shown who they are, by signing in again, needs the code."""
    return field.kind is Kind.CODE and not facts.is_proved


def _property(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    schema = _SCHEMAS[field.kind](field, facts, today)
    schema |= {"title": field.label.zh, "x-title-en": field.label.en, "x-kind": field.kind.value}
    if field.hint:
        schema |= {"description": field.hint.zh, "x-description-en": field.hint.en}
    return schema


def _text_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": field.maximum}
    if field.required or field.minimum:
        least = max(field.minimum, 1)
        schema |= {"minLength": least, "pattern": values.text_pattern(least)}
    return schema


def _choice_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    open_now = choices(field, facts)
    return {"type": "string", "enum": list(open_now)} | _labels(open_now)


def _labels(open_now: Mapping[str, Text]) -> dict[str, Any]:
    return {
        "x-labels": {key: label.zh for key, label in open_now.items()},
        "x-labels-en": {key: label.en for key, label in open_now.items()},
    }


def _choices_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    open_now = choices(field, facts)
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string", "enum": list(open_now)}, "uniqueItems": True}
    schema |= {"minItems": max(int(field.required), field.minimum), "maxItems": field.maximum}
    return schema | _labels(open_now)


def _money_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    least, most = money_bounds(field, facts)
    if least:
        return {"type": "integer", "minimum": least, "maximum": most}
    return {"type": "string", "pattern": values.MONEY_PATTERN, "examples": ["1299.00"]}


def _date_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return {"type": "string", "pattern": values.date_pattern(*window(field, facts, today))}


def _integer_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return {"type": "integer", "minimum": field.minimum, "maximum": field.maximum}


def _yes_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return {"type": "boolean", "const": True} if field.minimum else {"type": "boolean"}


def _evidence_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    held = files(field, facts)
    items: dict[str, Any] = {"type": "string", "pattern": KEY_PATTERN}
    most = MOST_FILES
    if held is not None:
        items, most = ({"type": "string", "enum": list(held)}, MOST_FILES) if held else ({"type": "string"}, 0)
    return {"type": "array", "items": items, "minItems": int(field.required), "maxItems": most}


def _code_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    usable = choices(field, facts) if is_listed(field, facts) else None
    return {"type": "string", "pattern": CODE_PATTERN} | ({"enum": list(usable)} if usable else {})


def _phone_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return {"type": "string", "pattern": PHONE_PATTERN}


def _drawing_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    most = drawings.MOST_CHARACTERS
    return {"type": "string", "pattern": drawings.PATTERN, "maxLength": most, "examples": [drawings.EXAMPLE]}


def _terms_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return remedies.json_schema_terms(today)


def _clauses_schema(field: Field, facts: Facts, today: date | None) -> dict[str, Any]:
    return clauses.json_schema_clauses(today)


_SCHEMAS: Mapping[Kind, Callable[[Field, Facts, date | None], dict[str, Any]]] = {
    Kind.TEXT: _text_schema,
    Kind.CHOICE: _choice_schema,
    Kind.CHOICES: _choices_schema,
    Kind.MONEY: _money_schema,
    Kind.DATE: _date_schema,
    Kind.INTEGER: _integer_schema,
    Kind.YES: _yes_schema,
    Kind.EVIDENCE: _evidence_schema,
    Kind.REFERENCE: _choice_schema,
    Kind.CODE: _code_schema,
    Kind.PHONE: _phone_schema,
    Kind.DRAWING: _drawing_schema,
    Kind.TERMS: _terms_schema,
    Kind.CLAUSES: _clauses_schema,
}
