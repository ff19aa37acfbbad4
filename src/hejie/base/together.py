"""Everything a page or a move needs of one thing, read in one round trip to the database.

Apps name their part by a queryset for an id:

    @part("offers")
    def offers(case_id: UUID) -> QuerySet[Offer]: ...

Whoever needs them opens `with one_reading():` and says `fetch(case_id)` once it knows the id. Who then asks for
`rows("offers", case_id)` gets what came with that round trip; outside such a block the same call makes its own query.
Rows are made of the answer when somebody asks for them: a part that nobody looks at costs no more than its way here.
A page writes nothing inside. A move does, with the case locked: the hub keeps its own parts true (`hold`), and lets
the parts of others go (`keep_only`) before they are written. Who changes them asks for them as they were (`before`).

The statement of a reading is compiled once per process (see `base.compiled`): querysets differ by their key alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import QuerySet
from django.db.models.base import ModelState

from hejie.base.compiled import Given, StandIns, plan_keeping, stand_in_id
from hejie.base.fields import HexField
from hejie.base.registry import Registry

Part = Callable[[UUID], QuerySet[Any]]
Held = dict[Hashable, dict[str, "list[Any] | Answer"]]
Reader = tuple[str, str, Callable[[Any], Any] | None]  # column, attribute, how its JSON becomes a value

# Stands for the key while a statement is compiled; no row ever has it.
ANY_KEY = stand_in_id("key")
BEFORE, NEXT = "before", "next"
AS_THEY_ARE = frozenset({"CharField", "TextField", "JSONField", "BooleanField"} | {"PositiveIntegerField"})
# What a field would do in the end, after asking what it was given.
DIRECTLY: Mapping[str, Callable[[str], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "UUIDField": UUID,
}
parts: Registry[Part] = Registry("part of a page")
_for_pages_alone: set[str] = set()
_made_by_moves: list[type[models.Model]] = []
_held: ContextVar[Held | None] = ContextVar("held", default=None)


class Reading:
    """Several querysets of one key as one statement. `make` gives them for a key; it is called once.

    `sequences`: of each comes the next number too, see `answers`.
    """

    def __init__(
        self,
        make: Callable[[Any], Mapping[str, QuerySet[Any]]],
        any_key: Hashable = ANY_KEY,
        sequences: Iterable[type[models.Model]] = (),
    ) -> None:
        self._any_key = any_key
        self._models: dict[str, tuple[type[models.Model], list[Reader]]] = {}
        pieces: list[str] = []
        values: list[Any] = []
        for name, queryset in make(any_key).items():
            statement, given = queryset.query.sql_with_params()
            pieces.append(f"(SELECT json_agg(each) FROM ({statement}) each)::text")  # noqa: S608
            values += given
            self._models[name] = (queryset.model, readers(queryset.model))
        pieces += [_next_number(model) for model in sequences]
        self._statement, self._values = f"SELECT {', '.join(pieces)}", StandIns(values)

    def __call__(self, key: object) -> dict[str, list[Any]]:
        """The rows of every queryset, in its order."""
        return self.of({self._any_key: key})

    def of(self, given: Given) -> dict[str, list[Any]]:
        """The same where several values are given, each by what stands in for it."""
        return {name: answer.rows for name, answer in self.answers(given)[0].items()}

    def answers(self, given: Given) -> tuple[dict[str, Answer], Sequence[int]]:
        """The same, for whoever may not look at all of it; and a number of each sequence."""
        with plan_keeping() as cursor:
            cursor.execute(self._statement, self._values.exchanged(given))
            texts = iter(cursor.fetchone())
        return {name: Answer(*how, next(texts)) for name, how in self._models.items()}, list(texts)


def _next_number(model: type[models.Model]) -> str:
    return f"nextval(pg_get_serial_sequence('{model._meta.db_table}', '{model._meta.pk.column}'))"


class Answer:
    """What the database said of one queryset: rows are made of it when somebody looks, and are the same ones again."""

    def __init__(self, model: type[models.Model], how: Sequence[Reader], text: str | None) -> None:
        self._model, self._how, self._text = model, how, text

    @cached_property
    def rows(self) -> list[Any]:
        if not self._text:
            return []
        found = json.loads(self._text, parse_float=Decimal)
        how = [reader for reader in self._how if reader[0] in found[0]]  # columns that were deferred stay so
        return [_instance(self._model, how, columns) for columns in found]


_readings: dict[tuple[str, ...], Reading] = {}


def number_ahead(model: type[models.Model]) -> None:
    """Every move makes a row of this model: its number comes with what is read for the move (`next_number`)."""
    _made_by_moves.append(model)


def part(name: str, *, for_pages_alone: bool = False) -> Callable[[Part], Part]:
    """Register a part. Its queryset takes plain columns of one model: no select_related, no annotations.

    `for_pages_alone`: what no rule looks at need not be read to make a move.
    """
    if for_pages_alone:
        _for_pages_alone.add(name)
    return parts.register(name)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within this block, what `fetch` has read is not read again."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def joint_reading() -> Iterator[None]:
    """The reading that is open, else one for this block alone."""
    if _held.get() is not None:
        yield
        return
    with one_reading():
        yield


def fetch(key: UUID) -> None:
    """Read every part of this id, in one query; nothing outside `one_reading()`."""
    _fetch(key, tuple(parts))


def fetch_for_move(key: UUID) -> None:
    """The same without the parts that only pages show."""
    _fetch(key, tuple(name for name in parts if name not in _for_pages_alone), _made_by_moves)


def _fetch(key: UUID, names: tuple[str, ...], sequences: Sequence[type[models.Model]] = ()) -> None:
    """What is held already stays: its owner keeps it true."""
    kept = _held.get()
    if kept is None or kept.get(key, {}).keys() >= set(names):
        return
    if names not in _readings:
        _readings[names] = Reading(lambda any_key: {name: parts[name](any_key) for name in names}, ANY_KEY, sequences)
    found, numbers = _readings[names].answers({ANY_KEY: key})
    kept[key] = {**found, **kept.get(key, {})}
    kept[NEXT, key] = {model._meta.label: [number] for model, number in zip(sequences, numbers, strict=True)}


def next_number(model: type[models.Model], key: UUID) -> int | None:
    """The number that was read ahead for a row of this model, once; None where there is none: the database gives it."""
    numbers = _looked_at(((_held.get() or {}).get((NEXT, key)) or {}).get(model._meta.label))
    return numbers.pop() if numbers else None


def rows(name: str, key: UUID) -> list[Any]:
    """The rows of a part, in the order of its queryset."""
    found = held(name, key)
    return list(parts[name](key)) if found is None else found


def held(name: str, key: UUID) -> list[Any] | None:
    """What this reading holds of a part: a list that its owner keeps true. None when it holds nothing of it."""
    return _looked_at(((_held.get() or {}).get(key) or {}).get(name))


def _looked_at(found: list[Any] | Answer | None) -> list[Any] | None:
    return found.rows if isinstance(found, Answer) else found


def for_later(name: str, key: UUID) -> Callable[[], list[Any]]:
    """The rows of a part for whoever may look at them when this reading is over."""
    found = ((_held.get() or {}).get(key) or {}).get(name)
    return lambda: rows(name, key) if found is None else _looked_at(found) or []


def hold(key: UUID, **given: list[Any]) -> None:
    """These rows were just written or locked by this transaction: who asks in this reading need not read them."""
    kept = _held.get()
    if kept is not None:
        kept.setdefault(key, {}).update(given)


def begin(key: UUID, **given: list[Any]) -> None:
    """This transaction makes what has this id: these are its rows, and there is nothing else of it yet."""
    hold(key, **{name: [] for name in parts} | given)


def add(name: str, key: UUID, made: Iterable[Any]) -> None:
    """Rows of a part that this transaction has just written, where the reading holds the part."""
    found = held(name, key)
    if found is not None:
        found.extend(made)


def keep_only(key: UUID, names: Iterable[str]) -> None:
    """Forget every other part: somebody is about to write it."""
    kept = _held.get() or {}
    if key in kept:
        kept[BEFORE, key] = kept[key]
        kept[key] = {name: found for name, found in kept[key].items() if name in names}


def before(name: str, key: UUID) -> list[Any]:
    """The rows of a part as they were before this move, for whoever writes them: nobody else has, the case is locked.

    What this move has written since is not among them, unless its writer changed these very rows.
    """
    found = _looked_at(((_held.get() or {}).get((BEFORE, key)) or {}).get(name))
    return list(parts[name](key)) if found is None else found


def readers(model: type[models.Model]) -> list[Reader]:
    """How the columns of a model are read from JSON as psycopg would have given them, and then as the field does."""
    return [(str(field.column), field.attname, _reader(field)) for field in model._meta.concrete_fields]


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    pointed_at = field.target_field if isinstance(field, models.ForeignKey) else field
    kind = pointed_at.get_internal_type()
    if kind in AS_THEY_ARE:
        return None
    if kind != "BinaryField":
        return DIRECTLY.get(kind, pointed_at.to_python)
    if isinstance(field, HexField):
        return _without_mark  # it would be made bytes, and hexadecimal digits again
    wrap = getattr(field, "from_db_value", None)

    def from_hex(raw: str) -> Any:
        plain = bytes.fromhex(_without_mark(raw))
        return wrap(plain, None, connection) if wrap else plain

    return from_hex


def _without_mark(raw: str) -> str:
    return raw.removeprefix("\\x")


def _instance(model: type[models.Model], how: Sequence[Reader], columns: Mapping[str, Any]) -> models.Model:
    """A row as the ORM would have made it, without asking every field in turn."""
    row = model.__new__(model)
    row._state = state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    held = row.__dict__
    for column, name, read in how:
        raw = columns[column]
        held[name] = raw if raw is None or read is None else read(raw)
    return row
