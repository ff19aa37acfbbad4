"""Reads what happens in the rooms that have listeners: after a NOTIFY, and once a second where none came.

Numbers are given under the lock of the session's row, so that whoever reads "greater than the last" misses nothing. The
database may go away and come back; a page that opens meanwhile waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from hejie.rooms.feed import CHANNEL, COLUMNS
from hejie.rules.room import Side
from hejie.web.live.rooms import Rooms, Row, Seat
from hejie.web.live.watcher import conninfo
from hejie.web.stream import RoomSeat

POLL_SECONDS = 1.0
AGAIN_SECONDS = 0.25
MOST_AT_ONCE = 500
CONNECTIONS = 4
OUTAGE = (psycopg.Error, PoolTimeout, OSError)

NEW = f"""
SELECT {COLUMNS} FROM unnest(%s::uuid[], %s::int[]) AS wanted(session, after)
 CROSS JOIN LATERAL (SELECT * FROM rooms_happening WHERE session_id = wanted.session AND seq > wanted.after
                      ORDER BY seq LIMIT {MOST_AT_ONCE}) AS h
 ORDER BY session_id, seq
"""  # noqa: S608 - constants
BETWEEN = f"""
SELECT {COLUMNS} FROM rooms_happening WHERE session_id = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT {MOST_AT_ONCE}
"""  # noqa: S608 - constants
WHO = """
SELECT g.side, g.admitted_at IS NOT NULL, s.seq, s.ended_at IS NOT NULL
  FROM rooms_guest g JOIN rooms_session s ON s.id = g.session_id
 WHERE g.id = %s AND s.id = %s AND g.removed_at IS NULL AND g.is_here
"""

log = logging.getLogger("hejie.live")


class Reader:
    """Brings what is new to the rooms; looks guests up, and what a page missed."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.new: set[str] = set()
        self.wake = asyncio.Event()
        self.pool: AsyncConnectionPool | None = None

    async def run(self) -> None:
        """Read until cancelled."""
        self.pool = AsyncConnectionPool(
            conninfo(), min_size=1, max_size=CONNECTIONS, timeout=3, kwargs={"autocommit": True}, open=False
        )
        await self.pool.open(wait=False)
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                await self._next()
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            await self.pool.close()

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(*OUTAGE):
                await self._hear()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hear(self) -> None:
        """Until the connection breaks. Which sessions were written in; of ours alone there is something to read."""
        connection = await psycopg.AsyncConnection.connect(conninfo(), autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            async for note in connection.notifies():
                if note.payload in self.rooms.by_session:
                    self.new.add(note.payload)
                    self.wake.set()

    async def _next(self) -> None:
        """What was notified; every room where nothing was for a while."""
        try:
            await asyncio.wait_for(self.wake.wait(), POLL_SECONDS)
        except TimeoutError:
            self.new.update(self.rooms.by_session)
        self.wake.clear()
        wanted, self.new = self.new, set()
        try:
            await self._read(wanted)
        except OUTAGE:
            self.new |= wanted
            self.wake.set()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _read(self, wanted: set[str]) -> None:
        open_now = {session: room.seq for session in wanted if (room := self.rooms.by_session.get(session))}
        if not open_now:
            return
        rows = await self._rows(NEW, [list(open_now), list(open_now.values())])
        for row in rows:
            if room := self.rooms.by_session.get(row.session):
                room.tell(row)
        if len(rows) >= MOST_AT_ONCE:  # one of them may have more
            self.new |= open_now.keys()
            self.wake.set()

    async def _rows(self, statement: str, values: list[Any]) -> list[Row]:
        return [Row.of(columns) for columns in await self._fetch(statement, values)]

    async def _fetch(self, statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
        assert self.pool is not None
        async with self.pool.connection() as connection:
            return await (await connection.execute(statement.encode(), values)).fetchall()

    async def _answer(self, statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
        """The same, waiting as long as the database is away."""
        while True:
            with contextlib.suppress(*OUTAGE):
                return await self._fetch(statement, values)
            await asyncio.sleep(AGAIN_SECONDS)

    async def seat_of(self, room: RoomSeat, after: int | None) -> Seat | None:
        """The seat of a guest, to go on after a number; None for whoever was shut out or left."""
        found = await self._answer(WHO, [room.guest, room.session])
        if not found:
            return None
        side, is_in, seq, is_over = found[0]
        out = "ended" if is_over and (after is None or after >= seq) else ""
        known = seq - 1 if is_over else seq  # so that the last happening, the end, shuts the page
        told = seq if after is None else min(after, seq)
        return Seat(room.session, room.guest, Side(side), is_in, known=known, told=told, out=out)

    async def missed(self, seat: Seat, upto: int) -> AsyncIterator[list[Row]]:
        """What happened after the last number of a page, and before it was listening, for its audience."""
        while seat.told < upto and not seat.out:
            found = await self._answer(BETWEEN, [seat.session, seat.told, upto])
            if not found:
                return
            later = [*seat.waiting]
            seat.waiting.clear()
            for columns in found:
                seat.take(Row.of(columns))
            yield seat.drain()
            seat.told = max(seat.told, found[-1][1])
            seat.waiting.extendleft(reversed(later))
