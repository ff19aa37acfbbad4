"""Reads the new records of all cases and announces their topics to the hub."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from typing import Any

import psycopg
from django.conf import settings
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from hejie.base.environment import TLS_OPTIONS
from hejie.web.live.hub import REMEMBERED, Hub

POLL_SECONDS = 0.25
# Ids are given before the commit, so a smaller id may appear after a greater one: the last seconds are read again.
LATE_SECONDS = 10

NEWEST = "SELECT id FROM cases_caserecord ORDER BY id DESC LIMIT 1"
IDS = "SELECT id FROM cases_caserecord WHERE id > %s ORDER BY id LIMIT 20000"
# Who may not read a record does not hear of it either, unless the state changed, which all see. Order 121 Art 37:
# the respondent of a report does not even hear that something happened.
TOPICS = """
SELECT r.id, extract(epoch FROM r.at)::float8,
       CASE WHEN told.to_all THEN ARRAY['case:' || c.id]
            ELSE ARRAY(SELECT 'case:' || c.id || ':' || reader FROM unnest(told.readers) reader) END
       || ARRAY['office:' || c.office_id,
                CASE WHEN told.to_all OR 'mediator' = ANY(told.readers) THEN 'person:' || c.mediator_id END,
                CASE WHEN c.kind = 'complaint' AND (told.to_all OR 'respondent' = ANY(told.readers))
                     THEN 'trader:' || c.trader_id END]
       || ARRAY(SELECT 'person:' || p.person_id FROM cases_party p
                 WHERE p.case_id = c.id AND (told.to_all OR p.side = ANY(told.readers))
                   AND (c.kind = 'complaint' OR p.side = 'complainant'))
  FROM cases_caserecord r JOIN cases_case c ON c.id = r.case_id
       CROSS JOIN LATERAL (SELECT r.visible_to = 'all' OR r.source <> r.target AS to_all,
                                  string_to_array(r.visible_to, ' ') AS readers) told
 WHERE r.id = ANY(%s) ORDER BY r.id
"""

log = logging.getLogger("hejie.live")


class Watcher:
    """Reads new records and announces them. The database may go away and come back: nothing is skipped."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.seen: set[int] = set()
        self.marks: deque[tuple[float, int]] = deque()
        self.answered_at = 0.0
        self.trouble = ""
        self.low: int | None = None

    async def run(self) -> None:
        """Poll until cancelled."""
        pool = AsyncConnectionPool(
            conninfo(), min_size=1, max_size=2, timeout=3, kwargs={"autocommit": True}, open=False
        )
        await pool.open(wait=False)
        try:
            while True:
                await self._poll_once(pool)
                await asyncio.sleep(POLL_SECONDS)
        finally:
            await pool.close()

    async def _poll_once(self, pool: AsyncConnectionPool) -> None:
        try:
            async with pool.connection() as connection:
                await self.look(connection)
            self.answered_at = time.monotonic()
            self._say_once("")
        except (psycopg.Error, PoolTimeout) as error:
            self._say_once(type(error).__name__)

    def _say_once(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("database: %s", trouble or "answers again")
        self.trouble = trouble

    async def look(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Announce the records that were not there at the last look."""
        if self.low is None:
            newest = await (await connection.execute(NEWEST)).fetchone()
            self.low = max(0, (newest[0] if newest else 0) - REMEMBERED)
        ids = [row[0] for row in await (await connection.execute(IDS, [self.low])).fetchall()]
        if fresh := [number for number in ids if number not in self.seen]:
            rows = await (await connection.execute(TOPICS, [fresh])).fetchall()
            self._announce(rows)
        self._move_window(ids)

    def _announce(self, rows: list[Any]) -> None:
        is_first_look = not self.answered_at
        now = time.time()
        for number, written_at, topics in rows:
            self.seen.add(number)
            self.hub.announce(number, filter(None, topics), written_at if is_first_look else now)

    def _move_window(self, ids: list[int]) -> None:
        """Forget the ids that were already there LATE_SECONDS ago: nothing smaller is still to come."""
        now = time.monotonic()
        if ids and (not self.marks or ids[-1] > self.marks[-1][1]):
            self.marks.append((now, ids[-1]))
        while self.marks and self.marks[0][0] < now - LATE_SECONDS:
            self.low = self.marks.popleft()[1]
            self.seen = {number for number in self.seen if number > self.low}


def conninfo() -> str:
    """libpq's line for the database of the settings."""
    values = settings.DATABASES["default"]
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: values[name] for key, name in names.items() if values.get(name)}
    secured = {key: value for key, value in values["OPTIONS"].items() if key in TLS_OPTIONS}
    return psycopg.conninfo.make_conninfo("", **given, **secured, application_name="hejie-live", connect_timeout=3)
