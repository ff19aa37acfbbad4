"""Everything a page shows of one thing, read in one round trip to the database.

Apps name their part by a queryset for an id:

    @part("offers")
    def offers(case_id: UUID) -> QuerySet[Offer]: ...

A page opens `with one_reading():` and says `fetch(case_id)` once it knows the id. Who then asks for
`rows("offers", case_id)` gets what came with that round trip; outside such a block the same call makes its own query.
Nothing is written inside.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet

from hejie.base.registry import Registry

Part = Callable[[UUID], QuerySet[Any]]
Held = dict[UUID, dict[str, list[Any]]]

parts: Registry[Part] = Registry("part of a page")
_held: ContextVar[Held | None] = ContextVar("held", default=None)


def part(name: str) -> Callable[[Part], Part]:
    """Register a part. Its queryset takes plain columns of one model: no select_related, no annotations."""
    return parts.register(name)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within this block, what `fetch` has read is not read again."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def fetch(key: UUID) -> None:
    """Read every part of this id, in one query; nothing outside `one_reading()`."""
    held = _held.get()
    if held is not None and key not in held:
        held[key] = _read({name: parts[name](key) for name in parts})


def rows(name: str, key: UUID) -> list[Any]:
    """The rows of a part, in the order of its queryset."""
    held = (_held.get() or {}).get(key)
    return list(parts[name](key)) if held is None else held[name]


def _read(querysets: Mapping[str, QuerySet[Any]]) -> dict[str, list[Any]]:
    pieces, values = [], []
    for name, queryset in querysets.items():
        statement, given = queryset.query.sql_with_params()
        pieces.append(f"SELECT %s, (SELECT json_agg(each) FROM ({statement}) each)::text")  # noqa: S608
        values += [name, *given]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(pieces), values)
        found = dict(cursor.fetchall())
    return {name: _instances(queryset.model, found[name]) for name, queryset in querysets.items()}


def _instances(model: type[models.Model], text: str | None) -> list[models.Model]:
    return [_instance(model, columns) for columns in json.loads(text, parse_float=Decimal)] if text else []


def _instance(model: type[models.Model], columns: Mapping[str, Any]) -> models.Model:
    """A row as the ORM would have made it; columns that were deferred stay so."""
    fields = [field for field in model._meta.concrete_fields if field.column in columns]
    values = [_value(field, columns[str(field.column)]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _value(field: models.Field[Any, Any], raw: Any) -> Any:
    """A value from JSON as psycopg would have given it, and then as the field reads it."""
    if raw is None:
        return None
    kind = field.get_internal_type()
    if kind == "JSONField":
        return raw
    if kind != "BinaryField":
        return field.to_python(raw)
    sealed = bytes.fromhex(raw.removeprefix("\\x"))
    reader = getattr(field, "from_db_value", None)
    return reader(sealed, None, connection) if reader else sealed
