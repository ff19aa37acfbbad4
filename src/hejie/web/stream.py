"""Tickets that let a page listen: signed lists of topics, made while the page is rendered, read by the live process.

A topic is `case:<id>`, `office:<id>`, `trader:<id>` or `person:<id>`. A ticket opens nothing but the word "changed":
what changed is fetched again by the page, through the access functions.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

SALT = "hejie.live"
MAX_AGE_SECONDS = 24 * 3600
MAX_TOPICS = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says: its topics, and when the page was made (Unix seconds)."""

    topics: frozenset[str]
    made_at: float


def ticket(topics: Iterable[str]) -> str:
    """A ticket for these topics, good for 24 hours. The caller has checked that the reader may know of them."""
    chosen = sorted(set(topics))
    if not 0 < len(chosen) <= MAX_TOPICS:
        raise ValueError(f"a ticket has 1 to {MAX_TOPICS} topics, not {len(chosen)}")
    return signing.dumps([time.time(), chosen], salt=SALT, compress=True)


def read_ticket(text: str) -> Ticket | None:
    """The ticket, or None when it is forged, damaged or older than 24 hours."""
    try:
        made_at, topics = signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Ticket(frozenset(topics), made_at)


def live_url(request: HttpRequest, topics: Iterable[str]) -> str:
    """Where the page's EventSource connects: `HEJIE_LIVE_URL`, else this host's live port."""
    base = settings.LIVE_URL.rstrip("/") if settings.LIVE_URL else _beside(request)
    return f"{base}/live?ticket={quote(ticket(topics), safe=':')}"


def live_port() -> int:
    """`HEJIE_LIVE_PORT`, else the web port plus one."""
    return int(os.environ.get("HEJIE_LIVE_PORT") or int(os.environ.get("HEJIE_PORT", "8000")) + 1)


def _beside(request: HttpRequest) -> str:
    host = request.get_host()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return f"{request.scheme}://{name}:{live_port()}"
