"""What was posted with a form of `web.forms`, as inputs for the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from hejie.rules import remedies
from hejie.rules.model import Field, Kind

PARTS = ("kind", "amount", "within_days", "by_date", "all_due", "condition", "note")
INSTALMENT = ("amount", "by_date")
LISTS = (Kind.CHOICES, Kind.EVIDENCE)


def read_inputs(fields: Sequence[Field], post: QueryDict) -> dict[str, Any]:
    """What was posted, by field key, as `cases.actions.perform` takes it. Fields left empty are absent."""
    read: dict[str, Any] = {}
    for one in fields:
        value = _read(one, post)
        if value not in ("", None, []):
            read[one.key] = value
    return read


def _read(one: Field, post: QueryDict) -> Any:
    if one.kind is Kind.TERMS:
        return _read_terms(one.key, post)
    return post.getlist(one.key) if one.kind in LISTS else post.get(one.key)


def _read_terms(key: str, post: QueryDict) -> list[dict[str, Any]]:
    """Rows with anything in them, in order of their numbers."""
    pattern = re.compile(rf"{re.escape(key)}-(\d{{1,3}})-")
    numbers = sorted({int(found[1]) for name in post if (found := pattern.match(name))})
    rows = (_read_row(f"{key}-{number}", post) for number in numbers)
    return [row for row in rows if row]


def _read_row(name: str, post: QueryDict) -> dict[str, Any]:
    row: dict[str, Any] = {part: text for part in PARTS if (text := (post.get(f"{name}-{part}") or "").strip())}
    parts = [_read_part(f"{name}-parts-{place}", post) for place in range(remedies.MOST_PARTS)]
    if filled := [part for part in parts if part]:
        row["parts"] = filled
    return row


def _read_part(name: str, post: QueryDict) -> dict[str, str]:
    return {part: text for part in INSTALMENT if (text := (post.get(f"{name}-{part}") or "").strip())}
