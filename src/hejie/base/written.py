"""New rows of several tables written by one statement, which is put together once.

    write(record, RecordContent(record=record, ...), *deadlines)

Django compiles every insert anew and sends it by itself. Here each row is an INSERT of one WITH; the statement is kept
for rows of the same models in the same order, and every connection keeps its plan. A row that the database numbers gets
its number; those that come after it may point to it. All other foreign keys are checked at the commit, in any order.
Rows that nobody asks for in the same transaction wait for each other: `with one_writing(): write_later(...)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from hejie.base.compiled import plan_keeping

Column: TypeAlias = "models.Field[Any, Any]"
Row = TypeVar("Row", bound=models.Model)
KINDS_OF_WRITING = 256  # statements that are kept
UNLESS_THERE = " ON CONFLICT DO NOTHING"
WITH_THE_FIRST = "EXISTS (SELECT FROM w0)"
_waiting: ContextVar[list[tuple[models.Model, bool]] | None] = ContextVar("waiting", default=None)


class Shape(NamedTuple):
    """One row of a statement: its model, whether the database numbers it, for each column which row before it waits
    for, whether it is left out where it is there already, and whether it comes only if the first one does."""

    model: type[models.Model]
    is_numbered: bool
    points_to: tuple[int | None, ...]
    unless_there: bool = False
    with_the_first: bool = False


def write(*rows: models.Model) -> None:
    """Insert these rows, all of them new."""
    _write(rows, [False] * len(rows))


def write_new(*rows: Row) -> list[Row]:
    """Insert those that are not there yet, by whatever must be there once, and return them.

    Waits for whoever is writing the same.
    """
    return _write(rows, [True] * len(rows))


def write_if_new(first: models.Model, *others: models.Model) -> bool:
    """Insert the first unless it is there, as `write_new` does; the others come with it, or are left out too."""
    rows = (first, *others)
    shapes = [_shape(row, rows[:place])._replace(with_the_first=True) for place, row in enumerate(rows)]
    shapes[0] = shapes[0]._replace(unless_there=True, with_the_first=False)
    return bool(_written(rows, tuple(shapes)))


@contextmanager
def one_writing() -> Iterator[None]:
    """What is given to `write_later` within this block is inserted at its end, in one statement."""
    if _waiting.get() is not None:
        yield
        return
    rows: list[tuple[models.Model, bool]] = []
    token = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(token)
    _write([row for row, _ in rows], [unless_there for _, unless_there in rows])


def write_later(*rows: models.Model, unless_there: bool = False) -> None:
    """Insert rows that nobody looks for until the end of the block; outside of one at once."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting += [(row, unless_there) for row in rows]
    else:
        _write(rows, [unless_there] * len(rows))


def _write(rows: Sequence[Row], unless_there: Sequence[bool]) -> list[Row]:
    shapes = [_shape(row, rows[:place]) for place, row in enumerate(rows)]
    ways = zip(shapes, unless_there, strict=True)
    return _written(rows, tuple(one._replace(unless_there=way) for one, way in ways)) if rows else []


def _written(rows: Sequence[Row], shapes: tuple[Shape, ...]) -> list[Row]:
    """Those that were inserted, with their numbers."""
    values = [value for row, own in zip(rows, shapes, strict=True) for value in _values(row, own)]
    with plan_keeping() as cursor:
        cursor.execute(_statement(shapes), values)
        numbers = cursor.fetchone()
    for row, own, number in zip(rows, shapes, numbers, strict=True):
        if number is not None:
            _is_written(row, own, numbers)
            row.pk = number
    return [row for row, number in zip(rows, numbers, strict=True) if number is not None]


def _is_written(row: models.Model, shape: Shape, numbers: Sequence[Any]) -> None:
    row._state.adding, row._state.db = False, connection.alias
    for column, place in zip(_columns(shape.model), shape.points_to, strict=True):
        if place is not None:
            setattr(row, column.attname, numbers[place])


def _columns(model: type[models.Model]) -> Sequence[Column]:
    return model._meta.concrete_fields


def _shape(row: models.Model, before: Sequence[models.Model]) -> Shape:
    return Shape(type(row), row.pk is None, tuple(_awaited(row, column, before) for column in _columns(type(row))))


def _awaited(row: models.Model, column: Column, before: Sequence[models.Model]) -> int | None:
    """The place of the row that this column points to, where that one has no number yet."""
    if not isinstance(column, models.ForeignKey) or getattr(row, column.attname) is not None:
        return None
    other = row._state.fields_cache.get(column.name)
    return next((place for place, one in enumerate(before) if one is other), None)


def _values(row: models.Model, shape: Shape) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # itself: each look through `connection` costs as much as a value
    return [
        column.get_db_prep_save(column.pre_save(row, add=True), database)
        for column, place in zip(_columns(shape.model), shape.points_to, strict=True)
        if place is None and not (shape.is_numbered and column.primary_key)
    ]


@lru_cache(maxsize=KINDS_OF_WRITING)
def _statement(shapes: tuple[Shape, ...]) -> str:
    """Every row an INSERT that says its key; their keys in one row."""
    inserts = ", ".join(f"w{place} AS ({_insert(one)} RETURNING {_key(one.model)})" for place, one in enumerate(shapes))
    keys = ", ".join(f"(SELECT {_key(one.model)} FROM w{place})" for place, one in enumerate(shapes))  # noqa: S608
    return f"WITH {inserts} SELECT {keys}"


def _insert(shape: Shape) -> str:
    kept = [
        (column, place)
        for column, place in zip(_columns(shape.model), shape.points_to, strict=True)
        if not (shape.is_numbered and column.primary_key)
    ]
    names = ", ".join(f'"{column.column}"' for column, _ in kept)
    marks = ", ".join(_mark(column, place) for column, place in kept)
    values = f"SELECT {marks} WHERE {WITH_THE_FIRST}" if shape.with_the_first else f"VALUES ({marks})"
    end = UNLESS_THERE if shape.unless_there else ""
    return f'INSERT INTO "{shape.model._meta.db_table}" ({names}) {values}{end}'


def _mark(column: Column, place: int | None) -> str:
    if place is not None:
        return f"(SELECT {_key(column.related_model)} FROM w{place})"  # noqa: S608
    own = getattr(column, "get_placeholder", None)
    return str(own(None, None, connection)) if own else "%s"


def _key(model: Any) -> str:
    return f'"{model._meta.pk.column}"'
