"""The ASGI application: one stream for each open page, and the answer whether the database is there."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from hejie.web.live.hub import Hub, Listener
from hejie.web.live.watcher import Watcher
from hejie.web.stream import read_ticket

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

STALE_SECONDS = 5

hub = Hub()
watcher = Watcher(hub)


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
