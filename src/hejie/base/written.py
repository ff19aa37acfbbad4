"""Rows of several tables written by one statement, which is put together once.

    write(record, RecordContent(record=record, ...), *deadlines)

Django compiles every insert anew and sends it by itself. Here each row is an INSERT of one WITH; the statement is kept
for rows of the same models in the same order, and every connection keeps its plan. A row that the database numbers gets
its number; those that come after it may point to it. All other foreign keys are checked at the commit, in any order.
Rows that nobody asks for in the same transaction wait for each other: `with one_writing(): write_later(...)`. What
changes in rows that are there waits with them (`change_later`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from hejie.base.compiled import plan_keeping

Column: TypeAlias = "models.Field[Any, Any]"
Row = TypeVar("Row", bound=models.Model)
KINDS_OF_WRITING = 512  # statements that are kept
UNLESS_THERE = " ON CONFLICT DO NOTHING"
WITH_THE_FIRST = "EXISTS (SELECT FROM w0)"
# What each of these columns hands to the database driver as it is: asking the column takes longer than to send it.
PASSED_ON: Mapping[type[Column], type] = {
    models.CharField: str,
    models.TextField: str,
    models.UUIDField: UUID,
    models.ForeignKey: UUID,
    models.OneToOneField: UUID,
    models.BooleanField: bool,
    models.PositiveIntegerField: int,
    models.DateField: date,
    models.DateTimeField: datetime,
}


class Pending(NamedTuple):
    """A row to be written: whether it is left out where it is there already, or which columns of it have changed."""

    row: models.Model
    unless_there: bool = False
    changed: tuple[str, ...] = ()


_waiting: ContextVar[list[Pending] | None] = ContextVar("waiting", default=None)


class Shape(NamedTuple):
    """One row of a statement: its model, whether the database numbers it, which columns wait for the number of which
    row before it, whether it is left out where it is there already, whether it comes only if the first one does, and
    which columns of a row that is there have changed."""

    model: type[models.Model]
    is_numbered: bool
    awaited: tuple[tuple[str, int], ...]
    unless_there: bool = False
    with_the_first: bool = False
    changed: tuple[str, ...] = ()


def write(*rows: models.Model) -> None:
    """Insert these rows, all of them new."""
    _write([Pending(row) for row in rows])


def write_new(*rows: Row) -> list[Row]:
    """Insert those that are not there yet, by whatever must be there once, and return them.

    Waits for whoever is writing the same.
    """
    return _write([Pending(row, unless_there=True) for row in rows])


def write_if_new(first: models.Model, *others: models.Model) -> bool:
    """Insert the first unless it is there, as `write_new` does; the others come with it, or are left out too."""
    rows = (first, *others)
    shapes = [_shape(row, rows[:place])._replace(with_the_first=True) for place, row in enumerate(rows)]
    shapes[0] = shapes[0]._replace(unless_there=True, with_the_first=False)
    return bool(_written(rows, tuple(shapes)))


@contextmanager
def one_writing() -> Iterator[None]:
    """What is given to `write_later` and `change_later` within this block is written at its end, in one statement."""
    if _waiting.get() is not None:
        yield
        return
    pending: list[Pending] = []
    token = _waiting.set(pending)
    try:
        yield
    finally:
        _waiting.reset(token)
    _write(pending)


def write_later(*rows: models.Model, unless_there: bool = False) -> None:
    """Insert rows that nobody looks for until the end of the block; outside of one at once."""
    _wait(Pending(row, unless_there) for row in rows)


def change_later(row: models.Model, *names: str) -> None:
    """Update these columns of a row, with the values it has at the end of the block; outside of one at once."""
    columns = {column.name: column.attname for column in row._meta.concrete_fields}
    _wait([Pending(row, changed=tuple(columns[name] for name in names))])


def write_waiting() -> None:
    """Write now what waits: somebody is about to look for it."""
    waiting = _waiting.get()
    if waiting:
        pending = waiting[:]
        waiting.clear()
        _write(pending)


def _wait(pending: Iterable[Pending]) -> None:
    waiting = _waiting.get()
    if waiting is None:
        _write(list(pending))
        return
    for one in pending:
        if any(other.row == one.row and other.row is not one.row for other in waiting):
            write_waiting()  # read twice: one statement would keep one of the two changes
        place = next((place for place, other in enumerate(waiting) if other.row is one.row), None)
        if place is None:
            waiting.append(one)
        elif earlier := waiting[place].changed:
            waiting[place] = one._replace(changed=tuple(dict.fromkeys((*earlier, *one.changed))))


def _write(pending: Sequence[Pending]) -> list[Any]:
    """The rows that were inserted, and those that changed."""
    rows = [one.row for one in pending]
    shapes = [
        _shape(one.row, rows[:place])._replace(unless_there=one.unless_there, changed=one.changed)
        for place, one in enumerate(pending)
    ]
    return _written(rows, tuple(shapes)) if rows else []


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
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    for name, place in shape.awaited:
        setattr(row, name, numbers[place])


def _shape(row: models.Model, before: Sequence[models.Model]) -> Shape:
    return Shape(type(row), row.pk is None, tuple(_awaited(row, before)))


def _awaited(row: models.Model, before: Sequence[models.Model]) -> Iterator[tuple[str, int]]:
    """Columns that point to a row before this one which has no number yet, with the place of that row."""
    for column in _pointing(type(row)):
        if row.__dict__.get(column.attname) is None and (other := row._state.fields_cache.get(column.name)):
            yield from ((column.attname, place) for place, one in enumerate(before) if one is other)


@cache
def _pointing(model: type[models.Model]) -> list[Column]:
    return [column for column in model._meta.concrete_fields if isinstance(column, models.ForeignKey)]


@cache
def _columns(
    model: type[models.Model], is_numbered: bool, changed: tuple[str, ...]
) -> list[tuple[Column, str, type | None]]:
    """What is written of a row, each with its attribute and the type of values that it passes on."""
    return [
        (column, column.attname, PASSED_ON.get(type(column)))
        for column in model._meta.concrete_fields
        if (column.attname in changed if changed else not (is_numbered and column.primary_key))
    ]


def _values(row: models.Model, shape: Shape) -> list[Any]:
    database, held = connections[DEFAULT_DB_ALIAS], row.__dict__
    awaited = [name for name, _ in shape.awaited]
    values = []
    for column, name, passed_on in _columns(shape.model, shape.is_numbered, shape.changed):
        value = held.get(name)
        if name in awaited:
            continue
        if passed_on is None or not (value is None or _is_ready(value, passed_on)):
            value = column.get_db_prep_save(column.pre_save(row, add=not shape.changed), database)
        values.append(value)
    return [*values, row.pk] if shape.changed else values


def _is_ready(value: Any, passed_on: type) -> bool:
    """Moments without a time zone are Django's to complain of."""
    return type(value) is passed_on and not (isinstance(value, datetime) and value.tzinfo is None)


@lru_cache(maxsize=KINDS_OF_WRITING)
def _statement(shapes: tuple[Shape, ...]) -> str:
    """Every row an INSERT or UPDATE that says its key; their keys in one row."""
    writing = (_update(one) if one.changed else _insert(one) for one in shapes)
    ways = zip(writing, shapes, strict=True)
    each = ", ".join(f"w{place} AS ({one} RETURNING {_key(own.model)})" for place, (one, own) in enumerate(ways))
    keys = ", ".join(f"(SELECT {_key(one.model)} FROM w{place})" for place, one in enumerate(shapes))  # noqa: S608
    return f"WITH {each} SELECT {keys}"


def _update(shape: Shape) -> str:
    awaited = dict(shape.awaited)
    columns = [column for column, *_ in _columns(shape.model, shape.is_numbered, shape.changed)]
    values = ", ".join(f'"{column.column}" = {_mark(column, awaited.get(column.attname))}' for column in columns)
    return f'UPDATE "{shape.model._meta.db_table}" SET {values} WHERE {_key(shape.model)} = %s'  # noqa: S608


def _insert(shape: Shape) -> str:
    awaited = dict(shape.awaited)
    columns = [column for column, *_ in _columns(shape.model, shape.is_numbered, ())]
    names = ", ".join(f'"{column.column}"' for column in columns)
    marks = ", ".join(_mark(column, awaited.get(column.attname)) for column in columns)
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
