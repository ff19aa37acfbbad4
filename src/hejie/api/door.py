"""Who calls: bearer tokens."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from hejie.api import pace
from hejie.people.access import Actor, actor_for_token, token_hash


class Bearer(HttpBearer):
    """`Authorization: Bearer hj_…` as `hejie token` or a partner's registration gave it."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        now = timezone.now()
        pace.count(token_hash(token), now)
        return actor_for_token(token, now)


def caller(request: HttpRequest) -> Actor:
    """The actor behind the token of this request."""
    return cast("Actor", request.auth)  # type: ignore[attr-defined]
