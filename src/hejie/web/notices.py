"""Notices inside the house: what happened in the reader's cases while they were away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hejie.messaging.actions import mark_read
from hejie.messaging.queries import inbox
from hejie.web.moves import actor_of


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The newest fifty; POST marks all of them read."""
    person = actor_of(request).person_id
    if not person:
        return HttpResponseRedirect(f"/accounts/login/?next={request.path}")
    if request.method == "POST":
        mark_read(person_id=person, now=timezone.now())
        return HttpResponseRedirect(request.path)
    found = inbox(person)
    return render(request, "account/notices.html", {"notices": found, "has_new": any(one.is_new for one in found)})
