"""Texts with named slots, taken apart once and filled in many times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter

_SLOT = re.compile(r"%\((\w+)\)s")


class Template:
    """A text with `%(slot)s` in it; a percent sign of the text itself is written twice."""

    __slots__ = ("_text", "_values")

    def __init__(self, text: str) -> None:
        parts = _SLOT.split(text)
        slots = parts[1::2]
        self._text = "%s".join(parts[::2])
        self._values = itemgetter(*slots) if slots else _none

    def fill(self, values: Mapping[str, str]) -> str:
        return self._text % self._values(values)


def _none(values: Mapping[str, str]) -> tuple[str, ...]:
    return ()
