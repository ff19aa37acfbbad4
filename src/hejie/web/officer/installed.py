"""The visits as an app on the home screen: its manifest and its service worker. No data in either."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

SHELL = (
    "build/app.css",
    "js/page.js",
    "js/keys.js",
    "js/field.js",
    "js/signpad.js",
    "img/mark.svg",
)
PAPER, PINE = "#f4f6f2", "#0f5e4c"  # base-200 and primary of the tokens: a manifest takes no variables


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    icon = {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    described = {
        "name": _("和解 · 现场走访"),
        "short_name": _("走访"),
        "id": "/field/",
        "start_url": "/field/",
        "scope": "/field/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PINE,
        "icons": [icon],
    }
    return JsonResponse(described, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Its text changes when a file of the shell does, and then browsers fetch it anew."""
    shell = [static(name) for name in SHELL]
    version = hashlib.sha256("\n".join(shell).encode()).hexdigest()[:12]
    context = {"shell": shell, "version": version}
    kind = "text/javascript; charset=utf-8"
    answer = render(request, "officer/field_worker.js", context, content_type=kind)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
