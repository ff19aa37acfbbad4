"""Every test runs on a real PostgreSQL. This file starts one before Django's settings are read.

The embedded server lies under var/test (`HEJIE_TEST_VAR`) and is shared by runs at the same time; `DATABASE_URL` names
another server instead. It runs with fsync off: a killed process, PostgreSQL itself included, still loses nothing, only
a power cut would. Files and keys of a run lie in a temporary folder, so no test touches a developer's data.
"""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import django
import psycopg
import pytest
from django.conf import settings
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from hejie.base import embedded
from tests.browsers import NONE_FOUND, find_chromium

if TYPE_CHECKING:
    from hejie.demo.world import World

THE_DAY = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
ROOT = Path(__file__).resolve().parents[1]
until_the_end = ExitStack()
atexit.register(until_the_end.close)  # also when the tests cannot even be collected


def prepare_environment() -> None:
    if settings.configured:  # pytest-django found DJANGO_SETTINGS_MODULE in the environment: keep to what was read
        os.environ["HEJIE_VAR"] = str(settings.VAR)
    else:
        os.environ["HEJIE_VAR"] = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="hejie-test-"))
    if "DATABASE_URL" not in os.environ:  # pytest-xdist workers find the one of their controller
        var = Path(os.environ.get("HEJIE_TEST_VAR", ROOT / "var" / "test"))
        os.environ["DATABASE_URL"] = until_the_end.enter_context(embedded.running(var, durable=False))
    os.environ["DJANGO_SETTINGS_MODULE"] = "hejie.settings"
    django.setup()
    settings.PASSWORD_HASHERS = [QUICK_HASHER, *settings.PASSWORD_HASHERS]  # a password of a test is no secret


def is_about_rules_only() -> bool:
    """`pytest tests/rules` needs neither Django nor a database, and starts none."""
    paths = [argument for argument in sys.argv[1:] if argument.startswith("tests")]
    return bool(paths) and all(path.startswith("tests/rules") for path in paths)


if not is_about_rules_only():
    prepare_environment()


@pytest.fixture
def now() -> datetime:
    """Thursday 19 November 2026, ten in the morning in Shanghai."""
    return THE_DAY


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated test database, also when only tests with a database of their own (a copy of it) were chosen."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


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
def world_built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, World]]:
    """A database with the people, offices and traders of the demonstration, made once a run, and what is in it."""
    from hejie.demo.world import make_world

    with django_db_blocker.unblock():
        name = new_copy()
        with connected_to(name):
            world = make_world(THE_DAY)
    yield name, world
    drop_database(name)


@pytest.fixture
def world(world_built: tuple[str, World], django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The people, offices and traders of the demonstration; whatever the test writes is rolled back."""
    from django.db import transaction

    name, built = world_built
    with django_db_blocker.unblock(), connected_to(name), transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def own_world(
    world_built: tuple[str, World], monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The same in a database of this test alone, for threads and processes that really commit."""
    name, built = world_built
    with django_db_blocker.unblock(), connected_to(name), a_copy() as copy:
        monkeypatch.setenv("DATABASE_URL", address_of(copy))
        yield built


@contextmanager
def a_copy() -> Iterator[str]:
    """The connection points at a copy of the database it points at now; the copy is dropped at the end."""
    name = new_copy()
    try:
        with connected_to(name):
            yield name
    finally:
        drop_database(name)


def new_copy() -> str:
    from django.db import connection

    template = str(connection.settings_dict["NAME"])
    name = f"{template}_{uuid4().hex[:8]}"
    leave(template)
    on_server("CREATE DATABASE {} TEMPLATE {}", name, template)
    return name


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's default connection points at another database."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    leave(before)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        leave(name)
        connection.settings_dict["NAME"] = before


def address_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def leave(name: str) -> None:
    """Close this process's connections to a database: it cannot be copied while somebody is in it."""
    from django.db import connection

    assert connection.settings_dict["NAME"] == name
    connection.close()
    connection.close_pool()


def drop_database(name: str) -> None:
    """With whoever is still in it; a plain drop where that is the server's own housekeeping, which gives way to it."""
    try:
        on_server("DROP DATABASE {} WITH (FORCE)", name)
    except psycopg.errors.InsufficientPrivilege:
        on_server("DROP DATABASE {}", name)


def on_server(statement: str, *names: str) -> None:
    """Run a statement outside every test database."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres")
    with psycopg.connect(urlunsplit(url), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that the journeys drive."""
    path = find_chromium()
    assert path, NONE_FOUND
    return path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each xdist worker reads settings of its own: with keys and files apart, as its processes will find them."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE_FOUND))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(f"Browser journeys skipped: {len(skipped)}, {NONE_FOUND}", yellow=True)
