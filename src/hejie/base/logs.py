"""Lines of the log: JSON, and of an exception where it happened and its kind, never its words.

What an exception says may be what somebody wrote: a database quotes the row it refused, a parser the text it read.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Any

from pythonjsonlogger.json import JsonFormatter


class JsonLine(JsonFormatter):
    """One JSON object a line."""

    def formatException(self, ei: Any) -> str:
        return "\n".join(_causes_first(ei[1])) if ei[1] else ""


def _causes_first(error: BaseException) -> Iterator[str]:
    """Every exception of the chain: the lines it passed through, then its kind."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    for one in reversed(chain):
        yield "".join(traceback.format_tb(one.__traceback__)) + _kind(one)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"
