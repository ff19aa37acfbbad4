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
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import django
import psycopg
import pytest
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from hejie.base import embedded
from tests.browsers import NONE_FOUND, find_chromium

ROOT = Path(__file__).resolve().parents[1]
until_the_end = ExitStack()
atexit.register(until_the_end.close)  # also when the tests cannot even be collected


def prepare_environment() -> None:
    os.environ["HEJIE_VAR"] = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="hejie-test-"))
    if "DATABASE_URL" not in os.environ:  # pytest-xdist workers find the one of their controller
        var = Path(os.environ.get("HEJIE_TEST_VAR", ROOT / "var" / "test"))
        os.environ["DATABASE_URL"] = until_the_end.enter_context(embedded.running(var, durable=False))
    os.environ["DJANGO_SETTINGS_MODULE"] = "hejie.settings"
    django.setup()


def is_about_rules_only() -> bool:
    """`pytest tests/rules` needs neither Django nor a database, and starts none."""
    paths = [argument for argument in sys.argv[1:] if argument.startswith("tests")]
    return bool(paths) and all(path.startswith("tests/rules") for path in paths)


if not is_about_rules_only():
    prepare_environment()


@pytest.fixture
def now() -> datetime:
    """Thursday 19 November 2026, ten in the morning in Shanghai."""
    return datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


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
    from django.db import connection

    assert "db" not in request.fixturenames, "own_database commits; `db` rolls back: take one of them"
    template, copy = str(connection.settings_dict["NAME"]), f"{connection.settings_dict['NAME']}_{uuid4().hex[:8]}"
    with django_db_blocker.unblock():
        leave(template)
        on_server("CREATE DATABASE {} TEMPLATE {}", copy, template)
        connection.settings_dict["NAME"] = copy
        parts = urlsplit(os.environ["DATABASE_URL"])
        monkeypatch.setenv("DATABASE_URL", urlunsplit(parts._replace(path=f"/{copy}")))
        try:
            yield os.environ["DATABASE_URL"]
        finally:
            leave(copy)
            connection.settings_dict["NAME"] = template
            on_server("DROP DATABASE {} WITH (FORCE)", copy)


def leave(name: str) -> None:
    """Close this process's connections to a database: it cannot be copied while somebody is in it."""
    from django.db import connection

    assert connection.settings_dict["NAME"] == name
    connection.close()
    connection.close_pool()


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE_FOUND))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(f"Browser journeys skipped: {len(skipped)}, {NONE_FOUND}", yellow=True)
