"""One address for every move of every role: show its form, make it, or show it again with nothing lost.

GET  /cases/<ref>/moves/<move>/   the form on a page of its own (also the confirm page without script)
POST /cases/<ref>/moves/<move>/   make it; then back to the reader's own page of the case

A post by htmx is answered with the form alone (422), or with the address to go to (`HX-Redirect`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.base.ids import show_case_number
from hejie.cases import access, queries
from hejie.cases.actions import Refused, perform, procedure_of
from hejie.evidence.actions import FileRefused, receive_file
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.filing import titled
from hejie.rules.inputs import check
from hejie.rules.model import Field, Kind, Move, Problem, Refusal, Role, Text
from hejie.web.caseparts import offer_answered
from hejie.web.forms import MoveForm, move_form
from hejie.web.posted import read_inputs
from hejie.web.prefilled import OfCase, prefilled
from hejie.web.taken import note_taken
from hejie.web.words import say

DANGER = frozenset(
    {"withdraw", "decline_signing", "refuse", "terminate", "close_unperformed", "decline_mediation", "decline_oral"}
)
FILES, UNSENT_FILES = "files", "unsent_files"
CHOOSE_AGAIN = Text("核对好了。文件请再选一次", "Confirmed. Please choose the files again")
HOMES = {
    Role.OFFICER: "office/cases",
    Role.HEAD: "office/cases",
    Role.OPERATOR: "office/cases",
    Role.SUPERIOR: "office/cases",
    Role.ASKED: "office/cases",
    Role.COMMON_SUPERIOR: "office/cases",
    Role.MEDIATOR: "rooms",
    Role.RESPONDENT: "desk/cases",
}
DRAFT = frozenset({"edit_draft", "agree_draft", "retract_draft", "comment_draft", "resolve_comment"})
DRAFT |= {"note_on_draft", "resolve_note"}
MEETING_OF_SIDES = ("choose_times", "decline_times", "move_meeting")
MEETING_OF_STAFF = ("propose_times", "call_meeting", "cancel_meeting", "record_absence")
MEETING = frozenset({*MEETING_OF_SIDES, *MEETING_OF_STAFF})
ANSWERS = frozenset({"accept_offer", "make_offer", "reject_offer", "withdraw_offer"})
LAST_ONES = frozenset({"confirm_promise"})  # whose target is known from the case alone
QUIET = frozenset({"say", "edit_draft"})  # what was done stands on the page; saying so once more is noise
PLACES = {"say": "#talk", "make_offer": "#next-step", "confirm_promise": "#promises", "report_missed": "#promises"}
PLACES |= {"report_sent": "#promises", "confirm_part": "#promises"}
PLACES |= dict.fromkeys(("lay_minutes", "confirm_minutes", "object_minutes"), "#minutes")
PLACES |= dict.fromkeys(DRAFT, "#draft")
PLACES |= dict.fromkeys(MEETING, "#meeting")
PLACES |= dict.fromkeys(("ask_proof", "link_proof"), "#proofs")
PLACES |= dict.fromkeys(("ask_help", "call_panel", "cancel_panel"), "#consult")
AWAY = {"recuse": "/rooms/"}  # whoever did it has no part in the case any more


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that somebody tried to make: what was typed, and the refusal (None when it is done)."""

    move: Move
    inputs: Mapping[str, Any]
    refusal: Refusal | None = None


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


def view_of(request: HttpRequest, ref: str) -> queries.CaseView:
    """The case as this reader may see it; 404 when it is not theirs or does not exist."""
    try:
        return queries.view_case(actor_of(request), ref, timezone.now(), sends_files=True)
    except access.NotFound as error:
        raise Http404 from error


def seen_case(request: HttpRequest, ref: str) -> Any:
    """The case alone, if this reader may see it; 404 otherwise."""
    try:
        return access.case_for(actor_of(request), ref)
    except access.NotFound as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, ref: str, move: str) -> HttpResponse:
    view = view_of(request, ref)
    return _make(request, view, move) if request.method == "POST" else _ask(request, view, move)


def _ask(request: HttpRequest, view: queries.CaseView, key: str) -> HttpResponse:
    """The form; a move that is not open now sends back to the case, which says what is."""
    found = next((one for one in view.moves if one.key == key), None)
    if not found:
        messages.info(request, _("这一步现在不能办，案件页面上是现在能办的。"))
        return HttpResponseRedirect(_back(request, view))
    typed = read_inputs(found.fields, request.GET)
    return _show(request, view, found, form_of(request, view, Attempt(found, prefilled(key, OfCase(view)) | typed)))


def _make(request: HttpRequest, view: queries.CaseView, key: str) -> HttpResponse:
    tried = attempt(request, view, key)
    if tried.refusal and tried.refusal.problems:
        now_held = view_of(request, view.case.ref) if request.FILES else view
        return _show(request, now_held, tried.move, form_of(request, now_held, tried), status=422)
    tell(request, tried)
    number = show_case_number(view.case.ref)
    if key in AWAY and not tried.refusal:
        return _go(request, AWAY[key])
    signs = key == "request_code" and not tried.refusal
    return _go(request, f"/cases/{number}/sign/" if signs else _back(request, view) + PLACES.get(key, ""))


def attempt(request: HttpRequest, view: queries.CaseView, key: str) -> Attempt:
    """Make the posted move, files included. 404 when the procedure has no such move."""
    found = procedure_of(view.case).moves.get(key)
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
        return Attempt(found, inputs, error.refusal)
    note_taken(request, request.path)
    return Attempt(found, inputs)


def tell(request: HttpRequest, tried: Attempt) -> None:
    """Say once, on the page that comes next, that it is done or why it is not."""
    if tried.refusal:
        messages.error(request, say(tried.refusal.text))
    elif tried.move.key not in QUIET:
        messages.success(request, _("已办好：%(act)s") % {"act": say(tried.move.label)})


def _take_files(request: HttpRequest, view: queries.CaseView, found: Move, inputs: dict[str, Any]) -> None:
    """Files posted with the move become evidence first; their ids are the input. Raises Refused with what is wrong.

    What could be taken stays in the case and ticked in the form, so that it need not be chosen again.
    """
    field = next((one for one in found.fields if one.kind is Kind.EVIDENCE and one.takes_new), None)
    uploads = request.FILES.getlist(FILES) if field else []
    if not field:
        return
    if not uploads:
        _needs_none(request, view, found, field, inputs)
        return
    now, actor, wrong = timezone.now(), actor_of(request), []
    readers = access.readers_of(found)
    for one in uploads:
        try:
            file = receive_file(
                stream=one, name=one.name or "", actor=actor, now=now, case=view.case, visible_to=readers
            )
        except FileRefused as error:
            wrong.append(_about(field.key, one.name or "", error.problem.text))
        else:
            inputs[field.key] = [*inputs.get(field.key, []), str(file.pk)]
    if wrong:
        raise Refused(Refusal("inputs", wrong[0].text, found.article, tuple(wrong)))


def _needs_none(request: HttpRequest, view: queries.CaseView, found: Move, field: Field, inputs: Any) -> None:
    """Raises Refused where a file was meant to come, or has to: with all else that is wrong."""
    if UNSENT_FILES in request.POST:
        raise Refused(Refusal("inputs", CHOOSE_AGAIN, found.article, (Problem(field.key, CHOOSE_AGAIN),)))
    if field.required and not inputs.get(field.key):
        _, wrong = check(found.fields, inputs, machine.as_role(found, view.roles, view.facts), view.today)
        raise Refused(Refusal("inputs", wrong[0].text, found.article, wrong))


def _about(key: str, name: str, text: Text) -> Problem:
    return Problem(key, Text(f"{name}：{text.zh}", f"{name}: {text.en}"))


def form_of(
    request: HttpRequest,
    view: queries.CaseView,
    tried: Attempt,
    *,
    action: str = "",
    hidden: Mapping[str, str] | None = None,
) -> MoveForm:
    """The form of a move again: what was typed, what is wrong with it, and the same key."""
    found = tried.move
    return move_form(
        found,
        machine.as_role(found, view.roles, view.facts),
        action=action or f"/cases/{show_case_number(view.case.ref)}/moves/{found.key}/",
        key=request.POST.get("key", ""),
        values=tried.inputs,
        problems=tried.refusal.problems if tried.refusal else (),
        tone="error" if found.key in DANGER else "primary",
        hidden=hidden,
    )


def _show(
    request: HttpRequest, view: queries.CaseView, move: Move, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    if is_htmx(request):
        return render(request, "components/move_form.html", {"form": form}, status=status)
    context = {
        "form": form,
        "back": _back(request, view),
        "lead": titled(view.case.title),
        "then": _then(view, move),
        "offer": offer_answered(view) if move.key in ANSWERS else None,
    }
    return render(request, "layouts/confirm.html", context, status=status)


def _then(view: queries.CaseView, move: Move) -> Text | None:
    """What follows, where the step is sure to lead somewhere else and does not warn of it already."""
    target = move.target(view.facts, {}) if callable(move.target) and move.key in LAST_ONES else move.target
    if move.warning or not isinstance(target, str) or target == view.case.state:
        return None
    follows, end = procedure_of(view.case).states[target], Text("确认后案件就了结。", "The case closes with this. ")
    return Text(end.zh + follows.next_step.zh, end.en + follows.next_step.en) if follows.final else follows.next_step


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _back(request: HttpRequest, view: queries.CaseView) -> str:
    return case_address(actor_of(request), view.roles, view.case.ref)
