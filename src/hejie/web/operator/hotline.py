"""`/hotline/`: whoever answers the telephone files what is said while it is said, and reads out the number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hejie.web import entrypages
from hejie.web.entry import Desk, desk_of

TEMPLATE = "operator/hotline.html"


def _desk(request: HttpRequest) -> Desk:
    return desk_of(request, "hotline", "/hotline/")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hotline(request: HttpRequest) -> HttpResponse:
    """The screen, and the filing itself."""
    return entrypages.screen(request, _desk(request), TEMPLATE)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    return entrypages.keep(request, _desk(request))


@require_POST
def caller(request: HttpRequest) -> HttpResponse:
    return entrypages.caller(request, _desk(request))


@require_safe
def traders(request: HttpRequest) -> HttpResponse:
    return entrypages.traders(request, _desk(request))


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    return entrypages.similar(request, _desk(request))
