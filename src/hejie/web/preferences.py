"""How a reader wants the pages: type size, light or dark, language. Kept in cookies, posted from a plain form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

MODE_COOKIE = "hejie_mode"
THEME_COOKIE = "hejie_theme"
MODES = {"standard", "elder"}
THEMES = {"light": "hejie", "dark": "hejie-dark", "system": ""}
YEAR = 365 * 24 * 3600


def mode_of(request: HttpRequest) -> str:
    """`standard`, or `elder` for large type."""
    mode = request.COOKIES.get(MODE_COOKIE, "")
    return mode if mode in MODES else "standard"


def theme_of(request: HttpRequest) -> str:
    """Name of the chosen theme; empty when the system decides."""
    return THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), "")


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember what was chosen (any of mode, theme, language) and go back to the page. Unknown values are ignored."""
    response = HttpResponseRedirect(_way_back(request))
    languages = {code for code, _name in settings.LANGUAGES}
    for name, cookie, allowed in (
        ("mode", MODE_COOKIE, MODES),
        ("theme", THEME_COOKIE, set(THEMES)),
        ("language", settings.LANGUAGE_COOKIE_NAME, languages),
    ):
        if (value := request.POST.get(name, "")) in allowed:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page it was posted from, if that is one of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else "/"
