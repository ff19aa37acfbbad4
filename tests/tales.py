"""What many tests begin with is played once: each of them goes on from there, and what it writes is undone.

    SCENE = Tale(set_scene)                 # given the day on which tests begin
    PERFORMING = SCENE.then(settle_and_sign)  # given what came out of the tale before
    performing = PERFORMING.fixture()
    case = each_of({"settled": SETTLED, "performing": PERFORMING})

A tale stays as open work on a connection of its own to a database of its own, told anew when another one was told in
between: so the tests of a file that begin alike follow each other and share one. Every test gets a copy of what came
out of it. A tale ends where the test's own fixtures begin: whatever those change (settings, subscribers, storages), it
has not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg_pool import ConnectionPool
from pytest_django import DjangoDbBlocker

from tests.databases import drop_database, new_copy, undone

OTHER_DATABASES = {"db", "own_database", "world", "own_world"}


@dataclass(frozen=True, eq=False)
class Tale:
    """`tell` is given what came out of the tale before (the first: day or world); it may return something new.

    `under` are settings, while it is told and in the tests that go on from it.
    """

    tell: Callable[[Any], Any]
    before: Tale | None = None
    place: str = "empty_stage"
    under: Mapping[str, Any] = field(default_factory=dict)
    number: int = field(default_factory=count().__next__, init=False)

    @property
    def way(self) -> tuple[int, ...]:
        """The numbers of all tales up to this one."""
        return (*(self.before.way if self.before else ()), self.number)

    def then(self, tell: Callable[[Any], Any]) -> Tale:
        return Tale(tell, self, self.place, self.under)

    def fixture(self) -> Any:
        """What came out of this tale, for one test."""

        def told(request: pytest.FixtureRequest) -> Iterator[Any]:
            yield from self._for(request)

        told.way_of = lambda _given: self.way  # type: ignore[attr-defined]
        return pytest.fixture(told)

    def _for(self, request: pytest.FixtureRequest) -> Iterator[Any]:
        beside = OTHER_DATABASES.intersection(request.fixturenames)
        assert not beside, f"{beside}: another database than that of a tale; take one of them"
        teller: Teller = request.getfixturevalue(self.place)
        settings = request.getfixturevalue("settings")
        for name, value in self.under.items():
            setattr(settings, name, value)
        with teller.after(self) as came_out:
            yield came_out


def each_of(tales: Mapping[str, Tale]) -> Any:
    """A fixture with what came out of each tale, for one test after another."""

    def told(request: pytest.FixtureRequest) -> Iterator[Any]:
        yield from tales[request.param]._for(request)

    told.way_of = lambda given: tales[given].way  # type: ignore[attr-defined]
    return pytest.fixture(told, params=tales)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a file each tale is told once: whoever goes on from it follows, before another begins."""
    files = groupby(items, key=lambda item: item.path)
    items[:] = [item for _path, tests in files for item in sorted(tests, key=_way_of)]


def _way_of(item: pytest.Item) -> tuple[int, ...]:
    fixtures = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    ways = [(name, getattr(found[-1].func, "way_of", None)) for name, found in fixtures.items()]
    return max((way_of(given.get(name)) for name, way_of in ways if way_of), default=())


@dataclass(frozen=True)
class Told:
    """A tale, what came out of it, the savepoint behind it, and how to take it back."""

    tale: Tale
    came_out: Any
    mark: str
    kept: ExitStack


@dataclass
class Teller:
    """The tales told so far, each inside the one before, and what came out of them."""

    blocker: DjangoDbBlocker
    database: BaseDatabaseWrapper
    begin_with: Any
    pool: ConnectionPool[Any] | None = None
    tales: list[Told] = field(default_factory=list)

    @contextmanager
    def after(self, tale: Tale) -> Iterator[Any]:
        with self.blocker.unblock(), self._speaking():
            one = self._told(tale)
            with self._put_back(one.mark):
                yield deepcopy(one.came_out)

    @contextmanager
    def _put_back(self, mark: str) -> Iterator[None]:
        """What is written inside is undone by one statement: the mark stays where it is, for whoever is next."""
        later = list(self.database.run_on_commit)
        try:
            yield
        finally:
            self.database.run_on_commit, self.database.needs_rollback = later, False
            transaction.savepoint_rollback(mark)

    def _told(self, tale: Tale) -> Told:
        known = next((n for n, one in enumerate(self.tales) if one.tale is tale), None)
        if known is None:
            given = self._told(tale.before).came_out if tale.before else self._back_to(0)
            came_out = deepcopy(given)
            with ExitStack() as kept:  # a tale that fails leaves nothing
                kept.enter_context(undone())
                came_out = tale.tell(came_out) or came_out
                self.tales.append(Told(tale, came_out, transaction.savepoint(), kept.pop_all()))
            known = len(self.tales) - 1
        self._back_to(known + 1)
        return self.tales[known]

    def _back_to(self, how_many: int) -> Any:
        while len(self.tales) > how_many:
            self.tales.pop().kept.close()
        return self.begin_with

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Django's default connection is the teller's meanwhile, and so is whatever it opens beside."""
        before, pools = connections[DEFAULT_DB_ALIAS], self.database._connection_pools  # type: ignore[attr-defined]
        others = pools.pop(DEFAULT_DB_ALIAS, None)
        connections[DEFAULT_DB_ALIAS] = self.database
        if self.pool:
            pools[DEFAULT_DB_ALIAS] = self.pool
        try:
            yield
        finally:
            self.pool = pools.pop(DEFAULT_DB_ALIAS, None)
            connections[DEFAULT_DB_ALIAS] = before
            if others:
                pools[DEFAULT_DB_ALIAS] = others

    def end(self) -> None:
        with self.blocker.unblock(), self._speaking():
            self._back_to(0)
            self.database.close()
            self.database.close_pool()  # type: ignore[attr-defined]


@contextmanager
def a_teller(blocker: DjangoDbBlocker, template: str, begin_with: Any) -> Iterator[Teller]:
    with blocker.unblock():
        name = new_copy(template)
    database = connection.copy()
    database.settings_dict["NAME"] = name
    teller = Teller(blocker, database, begin_with)
    yield teller
    teller.end()
    with blocker.unblock():
        drop_database(name)


@pytest.fixture(scope="session")
def empty_stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker, the_day: Any) -> Iterator[Teller]:
    """Tales that begin with the tables alone, on the day of the tests."""
    with a_teller(django_db_blocker, "", the_day) as teller:
        yield teller


@pytest.fixture(scope="session")
def world_stage(world_built: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[Teller]:
    """Tales that begin with the people of the demonstration."""
    name, world = world_built
    with a_teller(django_db_blocker, name, world) as teller:
        yield teller
