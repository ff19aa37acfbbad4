"""The live process: tells open pages "changed". Plain ASGI on uvicorn, one small pool of connections, no ORM.

It reads the new rows of `cases_caserecord` four times a second and wakes the listeners of their topics. The writers
send no signal: NOTIFY would take a global lock through every commit. One process holds thousands of listeners.

    GET /live?ticket=…   text/event-stream: `event: changed`, `id: <record id>`, `data: {"topic": "case:…"}`;
                         to colleagues on one case `event: here`, `data: {"names": ["…"]}`, see `presence`
    GET /healthz         200 while the database answers, else 503
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import resource
import signal
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from types import FrameType
from typing import Any
from urllib.parse import parse_qs, urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.settings")

import psycopg
import uvicorn
from django.conf import settings
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from hejie.base.environment import TLS_OPTIONS
from hejie.web.presence import Presence
from hejie.web.stream import Here, Ticket, live_port, read_ticket

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

POLL_SECONDS = 0.25
HEARTBEAT_SECONDS = 15
# Ids are given before the commit, so a smaller id may appear after a greater one: the last seconds are read again.
LATE_SECONDS = 10
# What a reconnecting page may have missed is answered from memory; a page away for longer is simply told "changed".
REMEMBERED = 5000
# A change may commit between a page's reading and its ticket.
RENDER_SECONDS = 0.2
STALE_SECONDS = 5
OPEN_FILES = 16384

NEWEST = "SELECT id FROM cases_caserecord ORDER BY id DESC LIMIT 1"
IDS = "SELECT id FROM cases_caserecord WHERE id > %s ORDER BY id LIMIT 20000"
# Order 121 Art 37: the respondent of a report does not even hear that something happened.
TOPICS = """
SELECT r.id, extract(epoch FROM r.at)::float8,
       ARRAY['case:' || c.id, 'office:' || c.office_id, 'person:' || c.mediator_id,
             CASE c.kind WHEN 'complaint' THEN 'trader:' || c.trader_id END]
       || ARRAY(SELECT 'person:' || p.person_id FROM cases_party p
                 WHERE p.case_id = c.id AND (c.kind = 'complaint' OR p.side = 'complainant'))
  FROM cases_caserecord r JOIN cases_case c ON c.id = r.case_id
 WHERE r.id = ANY(%s) ORDER BY r.id
"""

log = logging.getLogger("hejie.live")


class Listener:
    """One open page. Keeps only the newest record of each topic, so a slow reader costs nothing."""

    __slots__ = ("company", "here", "is_open", "met", "pending", "topics", "wake")

    def __init__(self, topics: frozenset[str], here: Here | None = None) -> None:
        self.topics = topics
        self.here = here
        self.company: tuple[str, ...] = ()  # who else has the case open
        self.met: tuple[str, ...] = ()  # as far as the page was told
        self.pending: dict[str, int] = {}
        self.wake = asyncio.Event()
        self.is_open = True

    def tell(self, topic: str, record: int) -> None:
        self.pending[topic] = record
        self.wake.set()

    def meet(self, names: tuple[str, ...]) -> None:
        self.company = names
        self.wake.set()

    def news_of_company(self) -> tuple[str, ...] | None:
        """Who else is there, if that is not what the page was told last."""
        if self.company == self.met:
            return None
        self.met = self.company
        return self.met

    def close(self) -> None:
        self.is_open = False
        self.wake.set()

    async def take(self) -> dict[str, int]:
        """The next changes; empty when only a heartbeat is due."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), HEARTBEAT_SECONDS)
        self.wake.clear()
        changes, self.pending = self.pending, {}
        return changes


class Hub:
    """Who listens to what, and what happened lately, in the order it was seen."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.by_topic: defaultdict[str, set[Listener]] = defaultdict(set)
        self.lately: deque[tuple[int, frozenset[str], float]] = deque(maxlen=REMEMBERED)
        self.newest = 0
        self.presence = Presence()

    def join(self, ticket: Ticket, last_id: int | None) -> Listener:
        """Begin to listen; a page that missed something hears of it at once."""
        listener = Listener(ticket.topics, ticket.here)
        self.listeners.add(listener)
        self.presence.enter(listener)
        for topic in listener.topics:
            self.by_topic[topic].add(listener)
        for topic in self._missed(ticket, last_id):
            listener.tell(topic, self.newest)
        return listener

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        self.presence.leave(listener)
        for topic in listener.topics:
            self.by_topic[topic].discard(listener)
            if not self.by_topic[topic]:
                del self.by_topic[topic]

    def announce(self, record: int, topics: Iterable[str], at: float) -> None:
        """One new record: remember it and wake its listeners."""
        names = frozenset(topics)
        self.lately.append((record, names, at))
        self.newest = max(self.newest, record)
        for topic in names & self.by_topic.keys():
            for listener in self.by_topic[topic]:
                listener.tell(topic, record)

    def close(self) -> None:
        for listener in self.listeners:
            listener.close()

    def _missed(self, ticket: Ticket, last_id: int | None) -> frozenset[str]:
        """Topics of the ticket that changed unheard; all of them when memory does not reach back far enough."""
        later = self._since(ticket.made_at - RENDER_SECONDS) if last_id is None else self._after(last_id)
        return ticket.topics if later is None else frozenset().union(*later) & ticket.topics

    def _after(self, last_id: int) -> list[frozenset[str]] | None:
        later: list[frozenset[str]] = []
        for record, topics, _ in reversed(self.lately):
            if record == last_id:
                return later
            later.append(topics)
        return None

    def _since(self, moment: float) -> list[frozenset[str]] | None:
        if len(self.lately) == REMEMBERED and self.lately[0][2] > moment:
            return None
        return [topics for _, topics, at in self.lately if at >= moment]


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


hub = Hub()
watcher = Watcher(hub)


def conninfo() -> str:
    """libpq's line for the database of the settings."""
    values = settings.DATABASES["default"]
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: values[name] for key, name in names.items() if values.get(name)}
    secured = {key: value for key, value in values["OPTIONS"].items() if key in TLS_OPTIONS}
    return psycopg.conninfo.make_conninfo("", **given, **secured, application_name="hejie-live", connect_timeout=3)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] != "http":
        return
    elif scope["method"] == "GET" and scope["path"] == "/live":
        await _stream(scope, receive, send)
    elif scope["method"] == "GET" and scope["path"] == "/healthz":
        await _health(send)
    else:
        await _answer(send, 404, "not found")


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    task = asyncio.create_task(watcher.run())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    hub.close()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await send({"type": "lifespan.shutdown.complete"})


async def _health(send: Send) -> None:
    is_well = time.monotonic() - watcher.answered_at < STALE_SECONDS and watcher.answered_at > 0
    body = json.dumps({"database": is_well, "listeners": len(hub.listeners)})
    await _answer(send, 200 if is_well else 503, body, b"application/json")


async def _answer(send: Send, status: int, body: str, kind: bytes = b"text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


async def _stream(scope: Message, receive: Receive, send: Send) -> None:
    ticket = read_ticket(parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0])
    if ticket is None:
        await _answer(send, 403, "forbidden")
        return
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    listener = hub.join(ticket, _last_id(headers))
    gone = asyncio.create_task(_watch_leaving(receive, listener))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _stream_headers(headers)})
        await _body(send, b"retry: 2000\n\n")
        while listener.is_open:
            changes = await listener.take()
            said = b"".join(map(_event, changes.items())) + _company(listener.news_of_company())
            await _body(send, said or b": still here\n\n")
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        hub.leave(listener)


def _event(change: tuple[str, int]) -> bytes:
    topic, record = change
    return f"event: changed\nid: {record}\ndata: {json.dumps({'topic': topic})}\n\n".encode()


def _company(names: tuple[str, ...] | None) -> bytes:
    return b"" if names is None else f"event: here\ndata: {json.dumps({'names': names})}\n\n".encode()


async def _body(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _watch_leaving(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


def _last_id(headers: dict[bytes, str]) -> int | None:
    text = headers.get(b"last-event-id", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - fits in 64 bits


def _stream_headers(headers: dict[bytes, str]) -> list[tuple[bytes, bytes]]:
    answer = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"vary", b"origin"),
    ]
    origin = headers.get(b"origin", "")
    return [*answer, (b"access-control-allow-origin", origin.encode())] if may_listen(origin) else answer


def may_listen(origin: str) -> bool:
    """Whether pages of this origin are ours: the public address, a trusted origin, or this machine's own names."""
    ours = {settings.PUBLIC_URL.rstrip("/"), *settings.CSRF_TRUSTED_ORIGINS}
    return origin in ours or urlsplit(origin).hostname in {"localhost", "127.0.0.1", "::1"}


class LiveServer(uvicorn.Server):
    """Ends the open streams when asked to stop; uvicorn alone would wait for the readers to leave."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.loop.call_soon_threadsafe(hub.close)
        super().handle_exit(sig, frame)

    async def serve(self, sockets: list[Any] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().serve(sockets)


def serve(*, host: str, port: int) -> None:
    """Run until SIGTERM or SIGINT. The access log stays off: the address carries the ticket."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    config = uvicorn.Config(
        application, host=host, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=3
    )
    LiveServer(config).run()


def main() -> None:
    """`python -m hejie.web.live [--host HOST] [--port PORT]`."""
    parser = argparse.ArgumentParser(description="The live process of Hejie")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=live_port())
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        serve(host=options.host, port=options.port)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    main()
