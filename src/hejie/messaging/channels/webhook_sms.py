"""Text messages through an HTTPS gateway: a signed POST, docs/howto/add-a-message-channel.md describes the protocol.

    POST <HEJIE_SMS_URL>
    Idempotency-Key: <message id>
    X-Hejie-Timestamp: <Unix seconds>
    X-Hejie-Signature: sha256=<HMAC-SHA256 of "<timestamp>.<body>" with HEJIE_SECRET_SMS>
    {"id": "…", "to": "13800000000", "text": "…"}

2xx and 409 (already had it) mean it arrived; other 4xx but 408 and 429 are final; the rest is tried again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from hejie.messaging.channels import DeliveryFailed, Parcel, channels

TIMEOUT_SECONDS = 8
TRY_AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class StayHere(HTTPRedirectHandler):
    """A redirect would carry text and phone somewhere else."""

    def redirect_request(self, *args: Any) -> None:
        return None


class WebhookSms:
    """A gateway that speaks the protocol above."""

    def deliver(self, parcel: Parcel) -> None:
        """Post the parcel to the gateway."""
        request = signed_request(parcel, settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET, int(time.time()))
        try:
            with build_opener(StayHere).open(request, timeout=TIMEOUT_SECONDS):
                return
        except HTTPError as answer:
            answer.close()
            _judge(answer.code)
        except OSError as error:
            raise DeliveryFailed(f"gateway_{type(error).__name__}") from None


def signed_request(parcel: Parcel, url: str, secret: str, at: int) -> Request:
    """The POST of one parcel. Raises DeliveryFailed when the gateway is not set up or its address is not HTTPS."""
    parts = urlsplit(url)
    is_private = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})
    if not (is_private and secret):
        raise DeliveryFailed("gateway_not_configured")
    body = json.dumps({"id": parcel.id, "to": parcel.address, "text": parcel.text}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": parcel.id,
        "X-Hejie-Timestamp": str(at),
        "X-Hejie-Signature": signature(secret, at, body),
    }
    return Request(url, data=body, headers=headers, method="POST")  # noqa: S310 - the scheme is checked above


def signature(secret: str, at: int, body: bytes) -> str:
    """What `X-Hejie-Signature` holds."""
    return "sha256=" + hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def _judge(status: int) -> None:
    if status == HTTPStatus.CONFLICT:
        return
    is_final = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in TRY_AGAIN
    raise DeliveryFailed(f"gateway_{status}", is_final=is_final)


channels.add("webhook", WebhookSms())
