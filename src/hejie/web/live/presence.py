"""Who has a case open right now, as far as the live process knows: in memory, gone with the page.

Only pages of the office say who opened them (`stream.Here`), and only such pages are told of each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Protocol

from hejie.web.stream import Here


class Visitor(Protocol):
    """An open page; `here` says whose it is, `meet` tells it who else is there."""

    here: Here | None

    def meet(self, names: tuple[str, ...]) -> None: ...


class Presence:
    """Open pages by case. Two tabs of one person are one person."""

    def __init__(self) -> None:
        self.inside: defaultdict[str, set[Visitor]] = defaultdict(set)

    def enter(self, visitor: Visitor) -> None:
        if visitor.here:
            self.inside[visitor.here.case].add(visitor)
            self._introduce(visitor.here.case)

    def leave(self, visitor: Visitor) -> None:
        if visitor.here:
            self.inside[visitor.here.case].discard(visitor)
            self._introduce(visitor.here.case)

    def _introduce(self, case: str) -> None:
        """Tell everybody there who else is; nobody is told of themselves."""
        people = {one.here.person: one.here.name for one in self.inside[case] if one.here}
        for visitor in self.inside[case]:
            others = [name for person, name in people.items() if visitor.here and person != visitor.here.person]
            visitor.meet(tuple(sorted(others)))
        if not people:
            del self.inside[case]
