"""`/panels/`: what awaits somebody's word; `/panels/<ref>/`: what they need to know for it, and the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hejie.base.ids import show_case_number
from hejie.base.together import one_reading
from hejie.cases.access import NotFound
from hejie.cases.queries import CaseView
from hejie.panels.access import adviser_for, was_ever_asked
from hejie.panels.queries import awaiting, consulted
from hejie.rules import machine, remedies
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.model import Role, Text
from hejie.web.forms import MoveForm, move_form
from hejie.web.moves import Attempt, actor_of, attempt, form_of, tell, view_of
from hejie.web.show import EmptyShown

ADDRESS = "/panels/"
ASKED_BY_POST = (Role.OFFICER, Role.HEAD, Role.MEDIATOR)
NOTHING = EmptyShown(
    Text("没有等您答复的", "Nothing awaits your word"),
    Text("同事问您问题，或者请您会商，会出现在这里。", "Questions of colleagues and panels you sit on appear here."),
)
OTHER = Text("其他", "Other")


@dataclass(frozen=True, slots=True)
class Matter:
    """What an adviser is told of the case: the dispute, and nobody's name or number."""

    title: str
    about: Sequence[Text]
    amount: object
    wanted: Sequence[Text]
    story: str


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """For whoever handles cases, or was asked once; to anyone else there is no such page."""
    actor = actor_of(request)
    if not (actor.has_post(*ASKED_BY_POST) or was_ever_asked(actor)):
        raise Http404
    return render(request, "adviser/waiting.html", {"lines": awaiting(actor), "empty": NOTHING})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, ref: str) -> HttpResponse:
    """POST `move` with its fields makes it; what is wrong is said beside the field, and nothing typed is lost."""
    try:
        adviser, _case = adviser_for(actor_of(request), ref, timezone.now())
    except NotFound as error:
        raise Http404 from error
    request.actor = adviser  # type: ignore[attr-defined]
    with one_reading():
        view = view_of(request, ref)
        if request.method == "POST":
            return _make(request, view)
        return _show(request, view)


def _make(request: HttpRequest, view: CaseView) -> HttpResponse:
    tried = attempt(request, view, request.POST.get("move", ""))
    if tried.refusal and tried.refusal.problems:
        return _show(request, view, tried)
    tell(request, tried)
    number = show_case_number(view.case.ref)
    return HttpResponseRedirect(f"{ADDRESS}{number}/")


def _show(request: HttpRequest, view: CaseView, tried: Attempt | None = None) -> HttpResponse:
    actor, number = actor_of(request), show_case_number(view.case.ref)
    context = {
        "ref": number,
        "state": view.state.label,
        "matter": _matter(view),
        "found": consulted(view.case.pk, actor.person_id),
        "forms": [_form(request, view, one.key, tried) for one in view.moves if Role.ADVISER in one.roles],
    }
    return render(request, "adviser/advice.html", context, status=422 if tried else 200)


def _form(request: HttpRequest, view: CaseView, key: str, tried: Attempt | None) -> MoveForm:
    move, action = next(one for one in view.moves if one.key == key), f"{ADDRESS}{show_case_number(view.case.ref)}/"
    if tried and tried.move.key == key:
        return form_of(request, view, tried, action=action, hidden={"move": key})
    facts = machine.as_role(move, view.roles, view.facts)
    return move_form(move, facts, action=action, hidden={"move": key})


def _matter(view: CaseView) -> Matter:
    case = view.case
    return Matter(
        title=case.title,
        about=(CATEGORIES.get(case.category, OTHER), PROBLEMS.get(case.problem, OTHER)),
        amount=case.amount,
        wanted=[remedies.describe(one) for one in case.wanted],
        story=case.story,
    )
