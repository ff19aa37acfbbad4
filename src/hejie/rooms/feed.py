"""How a happening is told: the same JSON on pages, in the API and in the stream of the live process (no ORM here)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hejie.base.crypto import unseal

CHANNEL = "hejie_rooms"  # NOTIFY carries the id of the session, nothing else
COLUMNS = "session_id, seq, at, kind, guest_id, about_id, audience, id, body"


def told(  # noqa: PLR0917 - the columns of a happening
    seq: int, at: datetime, kind: str, by: UUID | None, about: UUID | None, to: str, body: Mapping[str, Any] | None
) -> dict[str, Any]:
    """One happening for whoever may hear it."""
    return {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "kind": kind,
        "by": str(by) if by else None,
        "about": str(about) if about else None,
        "to": to,
        "body": dict(body or {}),
    }


def opened(row_id: UUID, sealed: bytes | None) -> dict[str, Any] | None:
    """The body of a happening as it lies in the database."""
    return json.loads(unseal(bytes(sealed), f"rooms_happening:body:{row_id}")) if sealed else None
