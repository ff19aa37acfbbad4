"""The databases of the tests: migrated once a server, copied for every run, made anew for nobody.

    migrated template ── copied for a run ──┬── `db`, `own_database` (a copy of the test's own)
                                            ├── with the demonstration's people: `world`, `own_world` (a copy)
                                            └── with whatever else many tests look at: `built_once`

The template is named after its migrations, so it is used again until one of them changes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql
from psycopg_pool import ConnectionPool
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from hejie.demo.world import World

Built = TypeVar("Built")
TEMPLATES = "hejie_migrated_"
WARM: dict[str, ConnectionPool[Any] | None] = {}  # pools to databases that Django does not point at for the moment
COPYING = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"  # not page by page through the log: a third of the time
MAKING = 12315  # the advisory lock of whoever makes or copies a template


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated test database, also when only tests with a database of their own (a copy of it) were chosen."""
    name = str(connection.settings_dict["TEST"]["NAME"])
    with django_db_blocker.unblock():
        drop_database(name)  # what a killed run left
        copy_migrated(name)
        with connected_to(name):
            yield
        drop_database(name)


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """The address of a database of this test alone, for tests whose threads or processes really commit.

    A copy of the migrated test database; Django's default connection and `DATABASE_URL` point at it. Dropped
    afterwards, never truncated: append-only tables refuse that.
    """
    assert "db" not in request.fixturenames, "own_database commits; `db` rolls back: take one of them"
    with django_db_blocker.unblock(), a_copy() as copy:
        monkeypatch.setenv("DATABASE_URL", address_of(copy))
        yield os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def world_built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, the_day: datetime
) -> Iterator[tuple[str, World]]:
    """A database with the people, offices and traders of the demonstration, made once a run, and what is in it."""
    from hejie.demo.world import make_world

    with built_once(django_db_blocker, lambda: make_world(the_day)) as built:
        yield built


@pytest.fixture
def world(world_built: tuple[str, World], django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The people, offices and traders of the demonstration; whatever the test writes is rolled back."""
    name, built = world_built
    with django_db_blocker.unblock(), connected_to(name), undone():
        yield built


@pytest.fixture
def own_world(
    world_built: tuple[str, World], monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The same in a database of this test alone, for threads and processes that really commit."""
    name, built = world_built
    with django_db_blocker.unblock(), connected_to(name), a_copy() as copy:
        monkeypatch.setenv("DATABASE_URL", address_of(copy))
        yield built


# The migrated template


def copy_migrated(name: str) -> None:
    """A new database with all tables, from the template; that is made when it is missing."""
    template = TEMPLATES + digest_of_migrations()
    with the_server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database").fetchall()}
        if template not in known:
            for old in known:
                if old.startswith(TEMPLATES):
                    drop_database(old)
            make_template(template)
        run(server, COPYING, name, template)


def make_template(name: str) -> None:
    """Renamed at the end, so that a half-migrated one is never taken."""
    draft = f"{TEMPLATES}draft"
    on_server("CREATE DATABASE {}", draft)
    with connected_to(draft):
        call_command("migrate", verbosity=0, interactive=False)
    leave(draft)
    on_server("ALTER DATABASE {} RENAME TO {}", draft, name)


def digest_of_migrations() -> str:
    """Of every migration on disk, of what ours import, and of the library whose migrations read files of SQL."""
    folders = [Path(app.path, "migrations") for app in apps.get_app_configs()]
    files = [file for folder in (*folders, Path(apps.get_app_config("base").path)) for file in folder.glob("*.py")]
    digest = hashlib.sha256(version("procrastinate").encode())
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


# Copies


@contextmanager
def built_once(blocker: DjangoDbBlocker, build: Callable[[], Built], template: str = "") -> Iterator[tuple[str, Built]]:
    """A copy with what `build` makes in it, for many tests to look at in turn (`connected_to`, `undone`).

    Of the database in use, when no other template is named.
    """
    with blocker.unblock():
        name = new_copy(template)
        with connected_to(name), transaction.atomic():
            built = build()
    yield name, built
    drop_database(name)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def a_copy() -> Iterator[str]:
    """The connection points at a copy of the database it points at now; the copy is dropped at the end."""
    name = new_copy()
    try:
        with connected_to(name):
            yield name
    finally:
        drop_database(name)


def new_copy(template: str = "") -> str:
    template = template or str(connection.settings_dict["NAME"])
    name = f"{template}_{uuid4().hex[:8]}"
    leave(template)
    on_server(COPYING, name, template)
    return name


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's default connection points at another database. What led to the one before stays open, and warm."""
    before = str(connection.settings_dict["NAME"])
    go_to(name)
    try:
        yield
    finally:
        go_to(before)


def go_to(name: str) -> None:
    connection.close()
    pools = connection._connection_pools
    WARM[str(connection.settings_dict["NAME"])] = pools.pop(connection.alias, None)
    connection.settings_dict["NAME"] = name
    if pool := WARM.pop(name, None):
        pools[connection.alias] = pool


def address_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def leave(name: str) -> None:
    """Close this process's connections to a database: it cannot be copied while somebody is in it."""
    if connection.settings_dict["NAME"] == name:
        connection.close()
        connection.close_pool()
    elif pool := WARM.pop(name, None):
        pool.close()


def drop_database(name: str) -> None:
    """With whoever is still in it; a plain drop where that is the server's own housekeeping, which gives way to it."""
    leave(name)
    try:
        on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    except psycopg.errors.InsufficientPrivilege:
        on_server("DROP DATABASE {}", name)


def on_server(statement: str, *names: str) -> None:
    """Run a statement outside every test database."""
    with the_server() as server:
        run(server, statement, *names)


def the_server() -> psycopg.Connection:
    return psycopg.connect(address_of("postgres"), autocommit=True)


def run(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
