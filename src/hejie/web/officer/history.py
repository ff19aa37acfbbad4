"""Repeat cases: the list of the special team, and everything one person brought on one page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.cases.access import NotFound, case_for, roles_of
from hejie.intake.histories import history_of
from hejie.intake.team import is_of_the_team, repeats_for
from hejie.rules.model import Role, Text
from hejie.web.moves import actor_of
from hejie.web.officer.frame import frame
from hejie.web.show import EmptyShown

READERS = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERIOR})
NONE = EmptyShown(
    Text("没有重复件", "No repeat cases"),
    Text(
        "同一个人就同一件事再来，会自动列在这里。", "When somebody comes again with the same matter, it appears here."
    ),
)


@require_safe
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who decide the case or watch it from above; nobody else, the sides and the mediator included."""
    actor = actor_of(request)
    try:
        case = case_for(actor, ref)
    except NotFound as error:
        raise Http404 from error
    if not roles_of(actor, case) & READERS:
        raise Http404
    context = {**frame(actor), "case": case, "ref": show_case_number(case.ref), "history": history_of(actor, case)}
    return render(request, "officer/history.html", context)


@require_safe
def repeats(request: HttpRequest) -> HttpResponse:
    """Open repeat cases of the own office, for its special team and its head."""
    actor = actor_of(request)
    if not is_of_the_team(actor):
        raise Http404
    return render(request, "officer/repeats.html", {**frame(actor), "rows": repeats_for(actor), "empty": NONE})
