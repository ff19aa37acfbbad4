"""The mediation rooms with somebody listening: who sits where, what each may hear, who is here. In memory alone.

A seat is one open page of a guest. Happenings come in the order of their numbers; each seat gets those of its audience
(`rules.room.may_hear`), and is shut when its guest is removed, leaves or the session ends.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hejie.rooms.feed import opened, told
from hejie.rules.room import HELPERS, ONE_GUEST, Side, may_hear

MOST_WAITING = 2000  # a reader who is slower than that comes back and goes on from the last number it has
CONCERNED = {"admit": "", "turn_away": "turned_away", "remove": "removed"}  # told to the guest it is about, too


@dataclass(frozen=True, slots=True)
class Row:
    """One happening, encoded once for everybody who hears it."""

    session: str
    seq: int
    kind: str
    by: str
    about: str
    audience: str
    data: str

    @classmethod
    def of(cls, columns: tuple[Any, ...]) -> Row:
        """From the columns of `rooms.feed.COLUMNS`; opens the seal."""
        session, seq, at, kind, by, about, audience, row_id, body = columns
        event = told(seq, at, kind, by, about, audience, opened(row_id, body))
        data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
        return cls(str(session), seq, kind, str(by or ""), str(about or ""), audience, data)


@dataclass(eq=False, slots=True)
class Seat:
    """One open page of a guest. `known`: up to this number the guest's standing is what the database said."""

    session: str
    guest: str
    side: Side
    is_in: bool
    known: int
    told: int  # the last number this page has
    wake: Callable[[], None] = field(default=lambda: None)
    close: Callable[[], None] = field(default=lambda: None)
    waiting: deque[Row] = field(default_factory=deque)
    out: str = ""  # why the page is shut out
    met: tuple[str, ...] | None = None  # who is here, as far as the page was told

    def take(self, row: Row) -> None:
        """A new happening: heard or not, and what it means for this guest."""
        if self.out or row.seq <= self.told:
            return
        if self.hears(row):
            self.waiting.append(row)
            self.wake()
        if row.seq > self.known:
            self._stand(row)
        if len(self.waiting) > MOST_WAITING:
            self.close()

    def hears(self, row: Row) -> bool:
        """Who waits in the lobby hears what is about them, nothing else."""
        if row.about == self.guest and row.kind in CONCERNED:
            return True
        is_own = row.audience == f"{ONE_GUEST}{self.guest}"
        return (self.is_in or (row.about == self.guest)) and (is_own or may_hear(self.side, row.audience))

    def _stand(self, row: Row) -> None:
        if row.about == self.guest and row.kind in CONCERNED:
            self.is_in = row.kind == "admit"
            self.out = CONCERNED[row.kind]
        elif row.by == self.guest and row.kind == "leave":
            self.out = "left"
        elif row.kind == "end_session":
            self.out = "ended"
        if self.out:
            self.close()

    def drain(self) -> list[Row]:
        """What waits to be told, now told."""
        rows = list(self.waiting)
        self.waiting.clear()
        if rows:
            self.told = rows[-1].seq
        return rows


class Room:
    """A session with somebody listening. `seq`: everything up to it has been read."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.seats: set[Seat] = set()

    def tell(self, row: Row) -> None:
        if row.seq <= self.seq:
            return
        self.seq = row.seq
        for seat in tuple(self.seats):
            seat.take(row)
        if row.kind in CONCERNED or row.kind == "leave":
            self.say_who_is_here()

    def say_who_is_here(self) -> None:
        """Wake every page; each compares with what it was told last."""
        for seat in self.seats:
            seat.wake()

    def here(self, seat: Seat) -> tuple[str, ...]:
        """Whose page is open, as this one may know: who waits in the lobby is for mediator and support."""
        seen = (one for one in self.seats if not one.out and (one.is_in or one is seat or seat.side in HELPERS))
        return tuple(sorted({one.guest for one in seen})) if seat.is_in else (seat.guest,)


class Rooms:
    """Every room with somebody listening, by session."""

    def __init__(self) -> None:
        self.by_session: dict[str, Room] = {}

    def join(self, seat: Seat) -> int:
        """Listen from now on. Returns up to which number the seat has to be told from the database first."""
        room = self.by_session.setdefault(seat.session, Room(seat.known))
        room.seats.add(seat)
        room.say_who_is_here()
        return room.seq

    def leave(self, seat: Seat) -> None:
        room = self.by_session.get(seat.session)
        if room is None:
            return
        room.seats.discard(seat)
        room.say_who_is_here()
        if not room.seats:
            del self.by_session[seat.session]

    def company(self, seat: Seat) -> tuple[str, ...] | None:
        """Who is here, if that is not what the page was told last."""
        room = self.by_session.get(seat.session)
        here = room.here(seat) if room else ()
        if not here or here == seat.met:
            return None
        seat.met = here
        return here
