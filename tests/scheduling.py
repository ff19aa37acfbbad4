"""How the workers share the tests: a file at a time, so that what a file or a run makes once is made once.

Three of them on two cores: tests that kill processes, or wait for a lease to run out, leave their core to another.

The longest begin, or one worker would end them alone: tests marked `long` (or `walk`, `processes`). Each walk is shared
out by itself; the demonstration's files stay together, for it is played once by whoever has them. On a new server the
first to need a database makes the template of all: meanwhile the others do what needs none.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

LONG = ("long", "walk", "processes")
APART, TOGETHER = "tests/journeys/test_walk.py::", "tests/demo/"


class ByFile(LoadScopeScheduling):
    """Hands out files in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(APART):
            return nodeid
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]


def longest_first(items: list[pytest.Item]) -> None:
    """And of the long ones, after the very first, those that need no database."""
    items.sort(key=lambda item: next((n for n, mark in enumerate(LONG) if item.get_closest_marker(mark)), len(LONG)))
    if items:
        first = items[0].path
        items.sort(key=lambda item: 0 if item.path == first else 1 if _is_long_and_apart(item) else 2)


def _is_long_and_apart(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    needs_database = "django_db_setup" in fixtures or item.get_closest_marker("django_db")
    return not needs_database and any(item.get_closest_marker(mark) for mark in LONG)
