"""Every test runs on a real PostgreSQL. This file starts one before Django's settings are read.

The embedded server lies under var/test (`HEJIE_TEST_VAR`) and is shared by runs at the same time; `DATABASE_URL` names
another server instead. It runs with fsync off: a killed process, PostgreSQL itself included, still loses nothing, only
a power cut would. Files and keys of a run lie in a temporary folder, so no test touches a developer's data. What lies
on the server is told in tests/databases.py.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.browsers import NONE_FOUND, find_chromium
from tests.scheduling import longest_first

THE_DAY = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
GARBAGE_AFTER = 1_000_000  # objects more than there were
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
ROOT = Path(__file__).resolve().parents[1]
until_the_end = ExitStack()
atexit.register(until_the_end.close)  # also when the tests cannot even be collected


def keep_bytecode() -> None:
    """A run starts dozens of Python processes: none of them is to compile Django anew, whatever the shell says."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def prepare_environment() -> None:
    from django.conf import settings

    from hejie.base import embedded

    if settings.configured:  # pytest-django found DJANGO_SETTINGS_MODULE in the environment: keep to what was read
        os.environ["HEJIE_VAR"] = str(settings.VAR)
    else:
        os.environ["HEJIE_VAR"] = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="hejie-test-"))
        Path(os.environ["HEJIE_VAR"], "static").mkdir()  # as set-up leaves it
    if "DATABASE_URL" not in os.environ:  # pytest-xdist workers find the one of their controller
        var = Path(os.environ.get("HEJIE_TEST_VAR", ROOT / "var" / "test"))
        os.environ["DATABASE_URL"] = until_the_end.enter_context(embedded.running(var, durable=False))


def load_django() -> None:
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "hejie.settings"
    django.setup()
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # as a set-up makes it: every test client would warn of its absence
    settings.PASSWORD_HASHERS = [QUICK_HASHER, *settings.PASSWORD_HASHERS]  # a password of a test is no secret


def shares_out() -> bool:
    """Whether this process gives all files of the suite to others (`-n 3`) and reads none itself."""
    return "-n" in sys.argv and not any(Path(word.partition("::")[0]).exists() for word in sys.argv[1:])


gc.disable()  # until all is collected
keep_bytecode()
prepare_environment()
if not shares_out():
    load_django()
pytest_plugins = ["tests.databases", "tests.tales"]


@pytest.fixture
def now() -> datetime:
    """Thursday 19 November 2026, ten in the morning in Shanghai."""
    return THE_DAY


@pytest.fixture(scope="session")
def the_day() -> datetime:
    """The same, for what is made once a run."""
    return THE_DAY


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that the journeys drive."""
    path = find_chromium()
    assert path, NONE_FOUND
    return path


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the garbage collector never looks at it."""
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)
    gc.enable()


def draw_alike() -> None:
    """Hypothesis draws by its seed alone.

    It would read every module of the house for constants to try: seconds in each process, and other steps of a walk
    with every line somebody writes.
    """
    if "hypothesis" in sys.modules:
        from hypothesis.internal.conjecture import providers

        providers.is_local_module_file = lambda _path: False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each xdist worker reads settings of its own: with keys and files apart, as its processes will find them."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    gc.enable()  # this process collects no tests


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    from tests.scheduling import ByFile

    return ByFile(config, log)


def is_for_browsers(path: Path) -> bool:
    return path.name.endswith("_in_browser.py") or (path.name.startswith("test_") and path.parent.name == "browser")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Chosen by `browser` or `not browser`, the files of the others are not even read."""
    wanted = {"browser": True, "not browser": False}.get(config.option.markexpr)
    if wanted is None:
        return None
    if collection_path.is_dir():
        return True if collection_path == ROOT / "tests" / "browser" and not wanted else None
    return True if collection_path.match("test_*.py") and is_for_browsers(collection_path) is not wanted else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    astray = [item.nodeid for item in items if bool(item.get_closest_marker("browser")) != is_for_browsers(item.path)]
    assert not astray, f"marked `browser` and in a file of browsers, or neither: {astray}"
    draw_alike()  # before Hypothesis looks at them
    yield
    longest_first(items)
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE_FOUND))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if skipped:
        terminalreporter.write_line(f"Browser journeys skipped: {len(skipped)}, {NONE_FOUND}", yellow=True)
