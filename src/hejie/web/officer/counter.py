"""`/office/entry/<channel>/`: an officer or a station enters what came to the counter, by letter or to a station."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hejie.web import entrypages
from hejie.web.entry import Desk, desk_of

TEMPLATE = "officer/entry.html"


def _desk(request: HttpRequest, channel: str) -> Desk:
    return desk_of(request, channel, f"/office/entry/{channel}/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, channel: str) -> HttpResponse:
    """The page, and the filing itself."""
    return entrypages.screen(request, _desk(request, channel), TEMPLATE)


@require_POST
def draft(request: HttpRequest, channel: str) -> HttpResponse:
    return entrypages.keep(request, _desk(request, channel))


@require_POST
def caller(request: HttpRequest, channel: str) -> HttpResponse:
    return entrypages.caller(request, _desk(request, channel))


@require_safe
def traders(request: HttpRequest, channel: str) -> HttpResponse:
    return entrypages.traders(request, _desk(request, channel))


@require_POST
def similar(request: HttpRequest, channel: str) -> HttpResponse:
    return entrypages.similar(request, _desk(request, channel))
