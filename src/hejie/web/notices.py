"""Notices inside the house: what happened in the reader's cases while they were away."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.messaging.actions import mark_read
from hejie.messaging.queries import inbox
from hejie.web.moves import actor_of

ADDRESS = re.compile(r"(?:，?打开看看\s*)?(https?://[^\s，。；、]+)")  # the link says 打开看看 itself
LINK = ' <a class="hj-link hj-tap px-1" href="{}">{}</a> '


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The newest fifty; POST marks all of them read."""
    person = actor_of(request).person_id
    if not person:
        return HttpResponseRedirect(f"/accounts/login/?next={request.path}")
    if request.method == "POST":
        mark_read(person_id=person, now=timezone.now())
        return HttpResponseRedirect(request.path)
    found = inbox(person, get_language() or "")
    context = {"notices": [(one, linked(one.text)) for one in found], "has_new": any(one.is_new for one in found)}
    return render(request, "account/notices.html", context)


def linked(text: str) -> SafeString:
    """The words of a message; an address in them, which nobody reads, is a link to open."""
    parts = [conditional_escape(part) for part in ADDRESS.split(text)]
    parts[1::2] = [format_html(LINK, address, _("打开看看")) for address in parts[1::2]]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped
