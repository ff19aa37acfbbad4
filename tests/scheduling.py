"""How the workers share the tests: a file at a time, so that what a file or a run makes once is made once.

Three of them on two cores: tests that kill processes, or wait for a lease to run out, leave their core to another.

The longest begin, or one worker would end them alone: tests marked `long` (or `walk`, `processes`). Each walk is shared
out by itself; the demonstration's files stay together, for it is played once by whoever has them.
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
    items.sort(key=lambda item: next((n for n, mark in enumerate(LONG) if item.get_closest_marker(mark)), len(LONG)))
