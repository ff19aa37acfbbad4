"""JSON over HTTPS, each body signed with HMAC-SHA256 under a shared secret: what the partners here have in common.

    POST <url>
    X-Hejie-Message: <id of the message; the same on every try>
    X-Hejie-Timestamp: <Unix seconds>
    X-Hejie-Signature: sha256=<HMAC-SHA256 of "<message>.<timestamp>.<body>">
    {"kind": "…", "about": "<id>" | null, "data": {…}}

2xx and 409 (already had it) mean that it arrived; other 4xx but 408, 425 and 429 are final; the rest is tried again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from hejie.exchange.partners import Fate, NotAuthentic, Notice, NotUnderstood

MESSAGE, TIMESTAMP, SIGNATURE = "X-Hejie-Message", "X-Hejie-Timestamp", "X-Hejie-Signature"
SECONDS = re.compile(r"[0-9]{1,12}")
PATIENCE_SECONDS = 300  # how far two clocks may be apart
TRY_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


def sign(secret: str, message: str, at: int, body: bytes) -> str:
    """What `X-Hejie-Signature` holds."""
    signed = f"{message}.{at}.".encode() + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def headers_for(secret: str, message: UUID, now: datetime, body: bytes) -> dict[str, str]:
    at = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        MESSAGE: str(message),
        TIMESTAMP: str(at),
        SIGNATURE: sign(secret, str(message), at, body),
    }


def pack(kind: str, about: UUID | None, data: Mapping[str, object]) -> bytes:
    """The body, the same bytes for the same content."""
    content = {"kind": kind, "about": str(about) if about else None, "data": data}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fate(status: int) -> Fate:
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.CONFLICT:
        return Fate.TAKEN
    is_final = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in TRY_AGAIN
    return Fate.REFUSED if is_final else Fate.LATER


def check(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> UUID:
    """The id of a message that was signed with this secret just now. Raises NotAuthentic."""
    known = {name.lower(): value for name, value in headers.items()}
    message, at = known.get(MESSAGE.lower(), ""), known.get(TIMESTAMP.lower(), "")
    if not (secret and SECONDS.fullmatch(at) and abs(now.timestamp() - int(at)) <= PATIENCE_SECONDS):
        raise NotAuthentic
    if not hmac.compare_digest(
        known.get(SIGNATURE.lower(), "").encode(), sign(secret, message, int(at), body).encode()
    ):
        raise NotAuthentic
    return _id(message)


def unpack(message: UUID, body: bytes, takes: frozenset[str]) -> Notice:
    """What a signed body says. Raises NotUnderstood."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood("not_json") from None
    if not isinstance(content, dict) or not isinstance(content.get("data"), dict):
        raise NotUnderstood("not_a_message")
    kind = str(content.get("kind"))
    if kind not in takes:
        raise NotUnderstood("unknown_kind")
    about = content.get("about")
    return Notice(message, kind, _id(about) if about else None, content["data"])


def _id(raw: object) -> UUID:
    try:
        return UUID(str(raw))
    except ValueError:
        raise NotUnderstood("not_an_id") from None
