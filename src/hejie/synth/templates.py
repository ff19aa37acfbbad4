"""Texts with named slots, taken apart once and filled in many times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

Slot = str
_SLOT = re.compile(r"%\((\w+)\)s")


class Template:
    """A text with `%(slot)s` in it; a percent sign of the text itself is written twice. `slots`: their names."""

    __slots__ = ("_text", "_values", "slots")

    def __init__(self, text: str) -> None:
        parts = _SLOT.split(text)
        self.slots = frozenset(parts[1::2])
        self._text = "%s".join(parts[::2])
        self._values = itemgetter(*parts[1::2]) if self.slots else _none

    def fill(self, values: Mapping[Slot, str]) -> str:
        return self._text % self._values(values)


def _none(values: Mapping[Slot, str]) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that moves: `value` as played, the event that wrote it, whether it is a moment."""

    value: date
    tag: int


@dataclass(frozen=True, slots=True)
class RecordForm:
    """One link of a chain: slots of its hash, content digest, salt and sealed body, and the texts they cover."""

    case: int
    hash: Slot
    covered: Template
    content: Template | None
    row: Slot  # key of the content row


@dataclass(frozen=True, slots=True)
class SealForm:
    """One sealed value: its slot, the column, the slot of its row, the plain text."""

    slot: Slot
    place: str
    row: Slot
    plain: Template
