"""How two browsers find each other: STUN and TURN servers with a password that is good for a while (coturn
`use-auth-secret`). Without settings there are none, and browsers of one network still meet."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

GOOD_FOR = timedelta(hours=2)


def servers(guest_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """What `RTCPeerConnection` takes as `iceServers`, for one guest."""
    turn = [url for url in settings.TURN_URLS if url.startswith("turn")]
    stun = [url for url in settings.TURN_URLS if url.startswith("stun")]
    found: list[dict[str, Any]] = [{"urls": stun}] if stun else []
    if turn and settings.TURN_SECRET:
        name = f"{int((now + GOOD_FOR).timestamp())}:{guest_id}"
        found.append({"urls": turn, "username": name, "credential": password(name, settings.TURN_SECRET)})
    return found


def password(name: str, secret: str) -> str:
    """What coturn computes too: HMAC-SHA1 of the name, whose first part says until when it is good."""
    return base64.b64encode(hmac.digest(secret.encode(), name.encode(), hashlib.sha1)).decode()
