"""Tickets that let a page listen: signed lists of topics, made while the page is rendered, read by the live process.

A topic is `case:<id>` (what everybody in the case may read), `case:<id>:<role>` (what is for some roles alone),
`office:<id>`, `trader:<id>` or `person:<id>`. A ticket opens nothing but the word "changed":
what changed is fetched again by the page, through the access functions. A page of the office may say in its ticket who
opened which case, so that colleagues on the same case see each other; names travel sealed. The page of a mediation
room says whose seat it is: the live process tells it what that guest may hear (decision 0120).
"""

from __future__ import annotations

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core import signing

from hejie.base.crypto import InvalidSeal, seal, unseal
from hejie.rules.model import Role

if TYPE_CHECKING:  # the live process reads tickets too, and has neither models nor forms
    from django.http import HttpRequest

SALT = "hejie.live"
PLACE = "live:here"  # what the seal around a name is bound to
MAX_AGE_SECONDS = 24 * 3600
MAX_TOPICS = 20


@dataclass(frozen=True, slots=True)
class Here:
    """Which case a page of the office has open, and for whom."""

    case: str
    person: str
    name: str


@dataclass(frozen=True, slots=True)
class RoomSeat:
    """Which guest of which session a page is for. The live process looks the guest up when the stream opens."""

    session: str
    guest: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says: its topics, when the page was made (Unix seconds), who has which case open, whose seat."""

    topics: frozenset[str]
    made_at: float
    here: Here | None = None
    room: RoomSeat | None = None


def case_topics(case_id: UUID | str, roles: Iterable[Role]) -> list[str]:
    """What a page of a case listens to, for a reader with these roles."""
    return [f"case:{case_id}", *(f"case:{case_id}:{role}" for role in sorted(roles))]


def ticket(topics: Iterable[str], here: Here | None = None, room: RoomSeat | None = None) -> str:
    """A ticket for these topics, good for 24 hours. The caller has checked that the reader may know of them."""
    chosen = sorted(set(topics))
    if not (chosen or room) or len(chosen) > MAX_TOPICS:
        raise ValueError(f"a ticket has 1 to {MAX_TOPICS} topics, not {len(chosen)}")
    seat = [room.session, room.guest] if room else []
    return signing.dumps([time.time(), chosen, _sealed(here), seat], salt=SALT, compress=True)


def read_ticket(text: str) -> Ticket | None:
    """The ticket, or None when it is forged, damaged or older than 24 hours."""
    try:
        made_at, topics, here, seat = signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS)
        return Ticket(frozenset(topics), made_at, _opened(here), RoomSeat(*seat) if seat else None)
    except (signing.BadSignature, InvalidSeal, ValueError):
        return None


def _sealed(here: Here | None) -> str:
    return urlsafe_b64encode(seal(json.dumps(asdict(here)).encode(), PLACE)).decode() if here else ""


def _opened(text: str) -> Here | None:
    return Here(**json.loads(unseal(urlsafe_b64decode(text), PLACE))) if text else None


def live_url(
    request: HttpRequest, topics: Iterable[str], here: Here | None = None, room: RoomSeat | None = None
) -> str:
    """Where the page's EventSource connects: `HEJIE_LIVE_URL`, else this host's live port."""
    base = settings.LIVE_URL.rstrip("/") if settings.LIVE_URL else _beside(request)
    return f"{base}/live?ticket={quote(ticket(topics, here, room), safe=':')}"


def live_port() -> int:
    """`HEJIE_LIVE_PORT`, else the web port plus one."""
    return int(os.environ.get("HEJIE_LIVE_PORT") or int(os.environ.get("HEJIE_PORT", "8000")) + 1)


def _beside(request: HttpRequest) -> str:
    host = request.get_host()
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    return f"{request.scheme}://{name}:{live_port()}"
