"""One address for every move of every role: show its form, make it, or show it again with nothing lost.

GET  /cases/<ref>/moves/<move>/   the form on a page of its own (also the confirm page without script)
POST /cases/<ref>/moves/<move>/   make it; then back to the reader's own page of the case
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.base.ids import show_case_number
from hejie.cases import access, queries
from hejie.cases.actions import Refused, perform
from hejie.evidence.actions import FileRefused, receive_file
from hejie.people.access import Actor
from hejie.rules.model import Kind, Move, Problem, Refusal, Role
from hejie.web.forms import move_form, read_inputs
from hejie.web.words import say

DANGER = frozenset({"withdraw", "decline_signing", "refuse", "terminate", "close_unperformed", "decline_mediation"})
FILES = "files"
HOMES = {
    Role.OFFICER: "office/cases",
    Role.HEAD: "office/cases",
    Role.MEDIATOR: "rooms",
    Role.RESPONDENT: "desk/cases",
}


def actor_of(request: HttpRequest) -> Actor:
    return cast("Actor", request.actor)  # type: ignore[attr-defined]


def case_address(actor: Actor, roles: frozenset[Role], ref: str) -> str:
    """The reader's own page of a case: a desk for those who work here, `/cases/` for the sides."""
    number = show_case_number(ref)
    if actor.link:
        return f"/cases/{number}/"
    area = next((area for role, area in HOMES.items() if role in roles), "")
    watches = not roles and actor.posts
    return f"/{area}/{number}/" if area else f"/office/cases/{number}/" if watches else f"/cases/{number}/"


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, ref: str, move: str) -> HttpResponse:
    try:
        view = queries.view_case(actor_of(request), ref, timezone.now())
    except access.NotFound as error:
        raise Http404 from error
    return _make(request, view, move) if request.method == "POST" else _ask(request, view, move)


def _ask(request: HttpRequest, view: queries.CaseView, key: str) -> HttpResponse:
    """The form; a move that is not open now sends back to the case, which says what is."""
    found = next((one for one in view.moves if one.key == key), None)
    if not found:
        messages.info(request, _("这一步现在不能办，案件页面上是现在能办的。"))
        return HttpResponseRedirect(_back(request, view))
    return _show(request, view, found, request.GET.dict(), ())


def _make(request: HttpRequest, view: queries.CaseView, key: str) -> HttpResponse:
    found = queries.procedure_of(view.case).moves.get(key)
    if not found:
        raise Http404
    inputs = read_inputs(found.fields, request.POST)
    try:
        _take_files(request, view, found, inputs)
        perform(
            ref=view.case.ref,
            move=key,
            actor=actor_of(request),
            inputs=inputs,
            now=timezone.now(),
            key=request.POST.get("key"),
        )
    except Refused as error:
        return _refused(request, view, found, inputs, error.refusal)
    messages.success(request, _("已办好：%(act)s") % {"act": say(found.label)})
    number = show_case_number(view.case.ref)
    return HttpResponseRedirect(f"/cases/{number}/sign/" if key == "request_code" else _back(request, view))


def _take_files(request: HttpRequest, view: queries.CaseView, found: Move, inputs: dict[str, Any]) -> None:
    """Files posted with the move become evidence first; their ids are the input. Raises Refused with what is wrong."""
    field = next((one for one in found.fields if one.kind is Kind.EVIDENCE), None)
    uploads = request.FILES.getlist(FILES) if field else []
    if not field or not uploads:
        return
    now, actor = timezone.now(), actor_of(request)
    try:
        files = [receive_file(stream=one, name=one.name or "", actor=actor, now=now, case=view.case) for one in uploads]
    except FileRefused as error:
        wrong = Problem(field.key, error.problem.text)
        raise Refused(Refusal("inputs", wrong.text, found.article, (wrong,))) from error
    inputs[field.key] = [*inputs.get(field.key, []), *(str(file.pk) for file in files)]


def _refused(
    request: HttpRequest, view: queries.CaseView, found: Move, inputs: Mapping[str, Any], refusal: Refusal
) -> HttpResponse:
    if refusal.problems:
        return _show(request, view, found, inputs, refusal.problems)
    messages.error(request, say(refusal.text))
    return HttpResponseRedirect(_back(request, view))


def _show(
    request: HttpRequest,
    view: queries.CaseView,
    found: Move,
    values: Mapping[str, Any],
    problems: tuple[Problem, ...],
) -> HttpResponse:
    form = move_form(
        found,
        view.facts,
        action=f"/cases/{show_case_number(view.case.ref)}/moves/{found.key}/",
        key=request.POST.get("key", ""),
        values=values,
        problems=problems,
        tone="error" if found.key in DANGER else "primary",
    )
    context = {"form": form, "back": _back(request, view), "lead": view.case.title}
    return render(request, "layouts/confirm.html", context, status=422 if problems else 200)


def _back(request: HttpRequest, view: queries.CaseView) -> str:
    return case_address(actor_of(request), view.roles, view.case.ref)
