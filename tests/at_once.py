"""Several people at the same moment, each on a database connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from hejie.cases.actions import Refused
from hejie.rules.model import Refusal


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the refusal it met; all begun at the same moment."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Refused as refused:
            return refused.refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def outcomes(*acts: Callable[[], Any]) -> list[str]:
    """The same in words: done, or the code of the refusal."""
    return [one.code if isinstance(one, Refusal) else "done" for one in at_once(*acts)]
