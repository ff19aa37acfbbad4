"""New rows of several tables written by one statement, which is put together once.

    write(record, RecordContent(record=record, ...), *deadlines)

Django compiles every insert anew and sends it by itself. Here each row is an INSERT of one WITH; the statement is kept
for rows of the same models in the same order, and every connection keeps its plan. A row that the database numbers gets
its number; those that come after it may point to it. All other foreign keys are checked at the commit, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from hejie.base.compiled import plan_keeping

Column: TypeAlias = "models.Field[Any, Any]"
Row = TypeVar("Row", bound=models.Model)
Shape: TypeAlias = tuple[tuple[type[models.Model], bool, tuple[int | None, ...]], ...]
KINDS_OF_WRITING = 256  # statements that are kept


def write(*rows: models.Model) -> None:
    """Insert these rows, all of them new."""
    shape = tuple(_shape(row, rows[:place]) for place, row in enumerate(rows))
    numbers = _executed(_statement(shape), rows, shape)
    for row, number in zip(rows, numbers, strict=True):
        _is_written(row, number)
    for row, (model, _, points_to) in zip(rows, shape, strict=True):
        for column, place in zip(_columns(model), points_to, strict=True):
            if place is not None:
                setattr(row, column.attname, numbers[place])


def write_new(*rows: Row) -> list[Row]:
    """Insert those that are not there yet, by whatever must be there once, and return them.

    Waits for whoever is writing the same.
    """
    shape = tuple(_shape(row, ()) for row in rows)
    numbers = _executed(_statement(shape, unless_there=True), rows, shape)
    found = [(row, number) for row, number in zip(rows, numbers, strict=True) if number is not None]
    for row, number in found:
        _is_written(row, number)
    return [row for row, _ in found]


def _executed(statement: str, rows: Sequence[models.Model], shape: Shape) -> Any:
    """The key of each row; None for one that was left out."""
    values = [value for row, own in zip(rows, shape, strict=True) for value in _values(row, own)]
    with plan_keeping() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def _is_written(row: models.Model, number: Any) -> None:
    row.pk = number
    row._state.adding, row._state.db = False, connection.alias


def _columns(model: type[models.Model]) -> Sequence[Column]:
    return model._meta.concrete_fields


def _shape(
    row: models.Model, before: Sequence[models.Model]
) -> tuple[type[models.Model], bool, tuple[int | None, ...]]:
    """The model, whether the database numbers the row, and for each column which row before it waits for."""
    return type(row), row.pk is None, tuple(_awaited(row, column, before) for column in _columns(type(row)))


def _awaited(row: models.Model, column: Column, before: Sequence[models.Model]) -> int | None:
    """The place of the row that this column points to, where that one has no number yet."""
    if not isinstance(column, models.ForeignKey) or getattr(row, column.attname) is not None:
        return None
    other = row._state.fields_cache.get(column.name)
    return next((place for place, one in enumerate(before) if one is other), None)


def _values(row: models.Model, shape: tuple[type[models.Model], bool, tuple[int | None, ...]]) -> list[Any]:
    model, is_numbered, points_to = shape
    database = connections[DEFAULT_DB_ALIAS]  # itself: each look through `connection` costs as much as a value
    return [
        column.get_db_prep_save(column.pre_save(row, add=True), database)
        for column, place in zip(_columns(model), points_to, strict=True)
        if place is None and not (is_numbered and column.primary_key)
    ]


@lru_cache(maxsize=KINDS_OF_WRITING)
def _statement(shape: Shape, *, unless_there: bool = False) -> str:
    """Every row an INSERT that says its key; their keys in one row."""
    end = "ON CONFLICT DO NOTHING RETURNING" if unless_there else "RETURNING"
    inserts = ", ".join(f"w{place} AS ({_insert(*one)} {end} {_key(one[0])})" for place, one in enumerate(shape))
    keys = ", ".join(f"(SELECT {_key(one[0])} FROM w{place})" for place, one in enumerate(shape))  # noqa: S608
    return f"WITH {inserts} SELECT {keys}"


def _insert(model: type[models.Model], is_numbered: bool, points_to: Sequence[int | None]) -> str:
    kept = [
        (column, place)
        for column, place in zip(_columns(model), points_to, strict=True)
        if not (is_numbered and column.primary_key)
    ]
    names = ", ".join(f'"{column.column}"' for column, _ in kept)
    marks = ", ".join(_mark(column, place) for column, place in kept)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'  # noqa: S608


def _mark(column: Column, place: int | None) -> str:
    if place is not None:
        return f"(SELECT {_key(column.related_model)} FROM w{place})"  # noqa: S608
    own = getattr(column, "get_placeholder", None)
    return str(own(None, None, connection)) if own else "%s"


def _key(model: Any) -> str:
    return f'"{model._meta.pk.column}"'
