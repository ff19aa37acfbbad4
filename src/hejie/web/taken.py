"""Which form was taken: said to the browser, which forgets what it kept of it (`static/js/draft.js`).

A page that follows proves nothing: it may be an error, or the way to sign in. So the answer itself says it, in a
cookie that a script reads, because a redirect shows it nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "hejie_taken"
KEPT = 10 * 60  # seconds; the script takes it away as soon as it has read it


def note_taken(request: HttpRequest, draft: str) -> None:
    """`draft`: what the form calls itself in `data-draft`."""
    request.taken = draft  # type: ignore[attr-defined]


class TakenMiddleware:
    """Lays down which form was taken in the answer to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if taken := getattr(request, "taken", ""):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(COOKIE, quote(taken, safe=""), max_age=KEPT, samesite="Lax", secure=secure)
        return response
