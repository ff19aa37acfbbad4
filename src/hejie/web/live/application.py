"""The ASGI application: one stream for each open page, and the answer whether the database is there."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from hejie.web.live.cursor import Cursor
from hejie.web.live.happenings import Reader
from hejie.web.live.hub import Hub, Listener
from hejie.web.live.rooms import Rooms, Row, Seat
from hejie.web.live.watcher import Watcher
from hejie.web.stream import read_ticket

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

STALE_SECONDS = 5

hub = Hub()
watcher = Watcher(hub)
rooms = Rooms()
reader = Reader(rooms)


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
    tasks = [asyncio.create_task(watcher.run()), asyncio.create_task(reader.run())]
    await send({"type": "lifespan.startup.complete"})
    await receive()
    hub.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
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
    query = parse_qs(scope["query_string"].decode("latin-1"))
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    ticket = read_ticket(query.get("ticket", [""])[0])
    cursor = Cursor.read(headers.get(b"last-event-id", ""), query.get("after", [""])[0])
    seat = await reader.seat_of(ticket.room, cursor.seq) if ticket and ticket.room else None
    if ticket is None or (ticket.room and seat is None):
        await _answer(send, 403, "forbidden")
        return
    listener = hub.join(ticket, cursor.record)
    gone = asyncio.create_task(_watch_leaving(receive, listener))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _stream_headers(headers)})
        await _body(send, b"retry: 2000\n\n")
        await (_tell_room(send, listener, seat) if seat else _tell(send, listener))
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        hub.leave(listener)
        if seat:
            rooms.leave(seat)


async def _tell(send: Send, listener: Listener) -> None:
    """What changed, until the page is gone."""
    while listener.is_open:
        changes = await listener.take()
        said = b"".join(_event(topic, str(record)) for topic, record in changes.items())
        await _body(send, said + _company(listener.news_of_company()) or b": still here\n\n")


async def _tell_room(send: Send, listener: Listener, seat: Seat) -> None:
    """The same, and what this guest may hear: first what the page missed, then what comes."""
    cursor = Cursor(listener.newest, seat.told)
    seat.wake, seat.close = listener.wake.set, listener.close
    upto = rooms.join(seat)
    async for rows in reader.missed(seat, upto):
        await _body(send, _happenings(rows, cursor))
    while listener.is_open and not seat.out:
        changes = await listener.take()
        said = [_happenings(seat.drain(), cursor)]
        for topic, record in changes.items():
            cursor.record = max(cursor.record or 0, record)
            said.append(_event(topic, str(cursor)))
        said.append(_present(rooms.company(seat)))
        await _body(send, b"".join(said) or b": still here\n\n")
    if seat.out:
        farewell = f"event: out\ndata: {json.dumps({'why': seat.out})}\n\n".encode()
        await _body(send, _happenings(seat.drain(), cursor) + farewell)


def _happenings(rows: list[Row], cursor: Cursor) -> bytes:
    said = []
    for row in rows:
        cursor.seq = row.seq
        said.append(f"event: happening\nid: {cursor}\ndata: {row.data}\n\n")
    return "".join(said).encode()


def _present(guests: tuple[str, ...] | None) -> bytes:
    return b"" if guests is None else f"event: present\ndata: {json.dumps({'guests': guests})}\n\n".encode()


def _event(topic: str, number: str) -> bytes:
    return f"event: changed\nid: {number}\ndata: {json.dumps({'topic': topic})}\n\n".encode()


def _company(names: tuple[str, ...] | None) -> bytes:
    return b"" if names is None else f"event: here\ndata: {json.dumps({'names': names})}\n\n".encode()


async def _body(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _watch_leaving(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


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
