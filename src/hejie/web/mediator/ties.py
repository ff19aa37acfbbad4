"""`/rooms/ties/`: what ties somebody who mediates to traders and people, as they declare it themselves (Art 21)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.people.queries import person_named
from hejie.rules.model import Role
from hejie.web import tieform
from hejie.web.moves import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """POST `act`: `tie` declares a relation, `tie_over` ends one; see `web.tieform`. For whoever mediates."""
    actor = actor_of(request)
    person = person_named(str(actor.person_id)) if actor.person_id and actor.has_post(Role.MEDIATOR) else None
    if person is None:
        raise Http404
    if request.method != "POST":
        return _show(request, person)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    wrong = act(request, person)
    return _show(request, person, wrong) if wrong else HttpResponseRedirect(request.path)


def _declare(request: HttpRequest, person: Any) -> tieform.Wrong | None:
    wrong = tieform.declare(request, person, timezone.now())
    if not wrong:
        messages.success(request, _("记下了，和这一方有关的投诉不会再指定您调解。"))
    return wrong


def _end(request: HttpRequest, person: Any) -> None:
    tieform.end(request, person, timezone.now())


ACTS: Mapping[str, Callable[[HttpRequest, Any], tieform.Wrong | None]] = {"tie": _declare, "tie_over": _end}


def _show(request: HttpRequest, person: Any, wrong: tieform.Wrong | None = None) -> HttpResponse:
    context = {"problems": [wrong.problem] if wrong else [], **tieform.tie_context(request, person, wrong)}
    return render(request, "mediator/ties.html", context, status=422 if wrong else 200)
