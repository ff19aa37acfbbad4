"""Up to where a page has heard: the last record of its cases, and the last number of its room.

As the `id` of an event it comes back by itself as Last-Event-ID: `812`, of a room `812.45`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHAPE = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,9}))?", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(slots=True)
class Cursor:
    """`None` where the page has said nothing."""

    record: int | None
    seq: int | None

    @classmethod
    def read(cls, last_event_id: str, after: str) -> Cursor:
        """From the header of a page that comes back, else from the address of one that opens (`after`)."""
        found = SHAPE.fullmatch(last_event_id)
        begun = int(after) if NUMBER.fullmatch(after) else None
        return cls(int(found[1]), int(found[2]) if found[2] else begun) if found else cls(None, begun)

    def __str__(self) -> str:
        return f"{self.record}.{self.seq}"
