"""The fence around the pages of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

View = Callable[[HttpRequest], HttpResponse]


def only_in_the_demo(view: View) -> View:
    """Reading only, never cached, and 404 unless `HEJIE_DEMO` is set."""

    @never_cache
    @require_safe
    @wraps(view)
    def fenced(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return fenced
