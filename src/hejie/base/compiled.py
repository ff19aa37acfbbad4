"""Statements written once: Django takes longer to put a long one together than PostgreSQL to answer it.

    @Compiled
    def due() -> QuerySet[Case]:
        return Case.objects.filter(office=AN_OFFICE, next_due_on__lte=A_DAY).values_list("ref", "title")

    rows = due({AN_OFFICE: office_id, A_DAY: today})

The queryset is made once, of values that stand in for what is asked later; everything else in it stays as it was then.
Planning such a statement often costs more than running it, too: every connection keeps its plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, TypeAlias
from uuid import UUID

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, ForeignKey, Lookup, Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg._preparing import PrepareManager

from hejie.rules.clock import SHANGHAI

Given: TypeAlias = Mapping[Hashable, Any]  # what is asked, by the value that stands in for it

SUPPOSED = 10  # elements of an array of which nothing is known, while a plan is made
MOST_PLANS = 500  # of one connection: each of our statements keeps its own
A_DAY = date(2000, 1, 2)
A_MOMENT = datetime(2000, 1, 1, 9, tzinfo=SHANGHAI)


def stand_in_id(name: str, number: int = 0) -> UUID:
    """An id that no row ever has: another one for every name (its first four letters count) and number."""
    return UUID(f"00000000-0000-8000-8000-{name[:4].encode().hex():0>8}{number:04x}")


@dataclass(frozen=True, slots=True)
class Several:
    """Stands in for a list of ids that `__any` is given."""

    name: str = ""


class Compiled:
    """A queryset of plain columns (`values_list`) as one statement; its rows come as the database gives them.

    `keeps_plan` suits questions whose best plan is the same whatever is asked.
    """

    def __init__(self, make: Callable[[], QuerySet[Any]], *, keeps_plan: bool = True) -> None:
        self._make, self._keeps_plan = make, keeps_plan

    def __call__(self, given: Given) -> list[tuple[Any, ...]]:
        """The rows, with everything given in the place of what stands in for it."""
        statement, values = self._compiled
        if not statement:
            return []
        with plan_keeping() if self._keeps_plan else connection.cursor() as cursor:
            cursor.execute(statement, values.exchanged(given))
            return cursor.fetchall()

    @cached_property
    def _compiled(self) -> tuple[str, StandIns]:
        """Statement and parameters; no statement where no row can ever meet the conditions."""
        try:
            statement, values = self._make().query.sql_with_params()
        except EmptyResultSet:
            return "", StandIns(())
        return statement, StandIns(values)


class CompiledRows:
    """A queryset of rows, with those that `select_related` names and with annotations, as the ORM would make them."""

    def __init__(self, make: Callable[[], QuerySet[Any]]) -> None:
        self._make = make

    def __call__(self, given: Given) -> list[Any]:
        """The rows, with everything given in the place of what stands in for it."""
        if self._shape is None:
            return []
        with plan_keeping() as cursor:
            cursor.execute(self._shape.statement, self._shape.values.exchanged(given))
            found = cursor.fetchall()
        return [self._shape.row(columns) for columns in found]

    @cached_property
    def _shape(self) -> _Shape | None:
        """None where no row can ever meet the conditions."""
        compiler = self._make().query.get_compiler(connection=connection)
        try:
            statement, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return _Shape(statement, StandIns(values), compiler, converters)


class _Shape:
    """A statement as it was compiled, and how a row of its answer becomes an instance of the model."""

    def __init__(self, statement: str, values: StandIns, compiler: Any, converters: Mapping[int, Any]) -> None:
        self.statement, self.values = statement, values
        select, klass_info = compiler.select, compiler.klass_info
        first, last = klass_info["select_fields"][0], klass_info["select_fields"][-1] + 1
        self._model: type[Model] = klass_info["model"]
        self._own = slice(first, last)
        self._names = [column.target.attname for column, *_ in select[self._own]]
        self._converters = converters
        self._annotated: Mapping[str, int] = compiler.annotation_col_map
        self._related = get_related_populators(klass_info, select, connection.alias)  # type: ignore[call-arg]

    def row(self, columns: Iterable[Any]) -> Model:
        values = list(columns)
        for place, (convert, expression) in self._converters.items():
            for one in convert:
                values[place] = one(values[place], expression, connection)
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, values[self._own])
        for name, place in self._annotated.items():
            setattr(made, name, values[place])
        for related in self._related:
            related.populate(values, made)
        return made


def several(ids: Sequence[UUID]) -> str:
    """Ids for what stands in for several, as PostgreSQL writes an array: converted one by one they cost more.

    Never fewer than it supposes of an array it does not know, the last one repeated: for fewer it would make a new plan
    every time, which takes longer than reading them.
    """
    filled = [*ids, *list(ids[-1:]) * (SUPPOSED - len(ids))]
    return f"{{{','.join(map(str, filled))}}}"


class StandIns:
    """The parameters of a statement, some of which stand in for what is asked."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._values = list(values)
        self._places: dict[tuple[Hashable, ...], list[tuple[int, Hashable]]] = {}

    def exchanged(self, given: Given) -> list[Any]:
        """With what was given instead of its stand-ins."""
        names, values = tuple(given), self._values[:]
        if names not in self._places:
            self._places[names] = list(self._found(given))
        for place, name in self._places[names]:
            values[place] = given[name]
        return values

    def _found(self, given: Given) -> Iterator[tuple[int, Hashable]]:
        for place, value in enumerate(self._values):
            bare = getattr(value, "obj", value)  # without the wrapping that says it is binary
            if bare.__hash__ and bare in given:
                yield place, bare


@ForeignKey.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """`office__any=ids`: one of these, as one value, so that the statement is the same for however many."""

    lookup_name = "any"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value if isinstance(value, Several) else list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, values = self.process_lhs(compiler, connection)
        mark, given = self.process_rhs(compiler, connection)
        return f"{column} = ANY({mark})", [*values, *given]


class PreparingCursor(psycopg.RawCursor[Any]):
    """Has the server keep the plan of what it executes; Django's own cursors put the values into the statement."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> PreparingCursor:
        return super().execute(_numbered(query), params, **{**options, "prepare": True})


@lru_cache(maxsize=MOST_PLANS)
def _numbered(statement: str) -> bytes:
    """With `$1`, `$2`, … as the server has them: in a long statement psycopg would look for each `%s` every time."""
    numbers = count(1)
    return re.sub("%[%s]", lambda mark: "%" if mark[0] == "%%" else f"${next(numbers)}", statement).encode()


class Plans(PrepareManager):
    """A rollback takes back rows, not plans.

    Psycopg forgets them all, in case a table was made in what is undone: ours are made by migrations alone, and each
    refusal rolls back.
    """

    prepare_threshold = 2**31  # only what `PreparingCursor` executes
    prepared_max = MOST_PLANS

    def clear(self) -> bool:
        return False


def _keep_plans(connected: psycopg.Connection[Any]) -> None:
    if not isinstance(connected._prepared, Plans):
        connected._prepared = Plans()


def plan_keeping() -> CursorWrapper:
    """A cursor of the same connection and transaction, logged like any other."""
    database = connections[DEFAULT_DB_ALIAS]  # itself: each look through `connection` finds it anew
    database.close_if_health_check_failed()
    database.ensure_connection()
    _keep_plans(database.connection)
    cursor: Any = PreparingCursor(database.connection)
    return database.make_debug_cursor(cursor) if database.queries_logged else database.make_cursor(cursor)
