"""`/field/`: visits on a phone. Today's list, a call, and the record of a visit that can wait for the network.

The pages are kept on the phone by a service worker of this folder; what is written without a network lies there too and
is sent later with a key of its own, so that nothing is lost and nothing is done twice (docs/decisions/0091).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hejie.agreements.text import png_of
from hejie.base.ids import show_case_number
from hejie.cases import access, worklists
from hejie.cases.queries import CaseView
from hejie.cases.wanted import Wanted
from hejie.desk.actions import drop_visit, plan_visit
from hejie.desk.queries import visits_of
from hejie.people.access import Actor
from hejie.rules import drawings
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Problem, Refusal, Role, Text
from hejie.rules.values import Wrong
from hejie.web.forms import MoveForm
from hejie.web.moves import FILES, Attempt, attempt, form_of, tell, view_of
from hejie.web.officer.frame import frame, officer_of
from hejie.web.officer.lists import OFFICE_RULES
from hejie.web.officer.worklist import Row, row_of
from hejie.web.words import say

MOVE = "record_visit"
HANDLING = frozenset({Role.OFFICER, Role.HEAD})
NO_PHOTO = "evidence"  # files come from the camera here, not from the list of those already in the case


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring up: who it is, and the number."""

    who: Text
    phone: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One case on the list of visits."""

    row: Row
    place: str
    calls: Sequence[Call]
    is_planned: bool

    @property
    def href(self) -> str:
        return f"/field/cases/{self.row.ref}/"


@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest) -> HttpResponse:
    """What is planned, then what falls due. POST `case` puts one on the list, `drop` takes it off it."""
    actor, person_id = officer_of(request)
    if request.method == "POST":
        return _change(request, actor, person_id)
    stops = _stops(actor, person_id, timezone.now())
    context = {**frame(actor), "stops": stops, "person": person_id, "today": timezone.localdate()}
    return render(request, "officer/field.html", context)


def _stops(actor: Actor, person_id: UUID, now: datetime) -> list[Stop]:
    on = shanghai_date(now)
    ids = visits_of(person_id, on)
    rows = access.visible_cases(actor).filter(pk__in=ids).select_related("office", "trader").defer("story", "details")
    planned = sorted(rows, key=lambda case: ids.index(case.pk))
    due = worklists.page(actor, Wanted(due_rules=OFFICE_RULES, due_to=on, owners=[person_id])).cases
    cases = [*planned, *(case for case in due if case.pk not in ids)]
    prefetch_related_objects(cases, "parties")
    lines = worklists.lines(cases, now)
    return [_stop(actor, case, row_of(line), case.pk in ids) for case, line in zip(cases, lines, strict=True)]


def _stop(actor: Actor, case: Any, row: Row, is_planned: bool) -> Stop:
    """Phones are for the office that handles the case."""
    handles = any(post.authority_id == case.office_id and post.role in HANDLING for post in actor.posts)
    parties = {party.side: party for party in case.parties.all()}
    return Stop(row, _place(case, parties), _calls(parties) if handles else (), is_planned)


def _place(case: Any, parties: Any) -> str:
    other = parties.get(Role.RESPONDENT)
    return (case.trader.address if case.trader else "") or (other.address if other else "") or ""


def _calls(parties: Any) -> list[Call]:
    sides = ((Role.COMPLAINANT, Text("投诉人", "Complainant")), (Role.RESPONDENT, Text("商家", "Trader")))
    return [Call(who, parties[role].phone) for role, who in sides if role in parties and parties[role].phone]


def _change(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponse:
    ref = request.POST.get("drop") or request.POST.get("case", "")
    try:
        case_id = access.case_for(actor, ref).pk
    except access.NotFound as error:
        raise Http404 from error
    if "drop" in request.POST:
        drop_visit(person_id=person_id, case_id=case_id)
        messages.success(request, _("已从走访清单拿掉，案件不变。"))
    else:
        now = timezone.now()
        plan_visit(person_id=person_id, case_id=case_id, on=shanghai_date(now), now=now)
        messages.success(request, _("已放进今天的走访。"))
    return HttpResponseRedirect("/field/")


@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """What one needs at the door, and the form of the visit."""
    view = _handled(request, ref)
    found = next((move for move in view.moves if move.key == MOVE), None)
    form = form_of(request, view, Attempt(found, _ready(view))) if found else None
    return _show(request, view, form)


def _ready(view: CaseView) -> dict[str, str]:
    """What can be filled in before anybody goes: the day, and the trader's address."""
    filled = {"visited_on": view.today.isoformat(), "place": _place(view.case, view.parties)}
    return {key: value for key, value in filled.items() if value}


def _show(request: HttpRequest, view: CaseView, form: MoveForm | None, status: int = 200) -> HttpResponse:
    actor, person_id = officer_of(request)
    context = {
        **frame(actor),
        "view": view,
        "ref": show_case_number(view.case.ref),
        "person": person_id,
        "seen": view.case.seq,
        "place": _place(view.case, view.parties),
        "calls": _calls(view.parties),
        "form": form,
        "fields": [field for field in form.fields if field.name != NO_PHOTO] if form else [],
        "visits": [record for record in reversed(view.records) if record.fact == "visit_recorded"],
    }
    return render(request, "officer/field_case.html", context, status=status)


def _handled(request: HttpRequest, ref: str) -> CaseView:
    """The case for those who handle it; 404 for everybody else."""
    officer_of(request)
    view = view_of(request, ref)
    if not view.roles & HANDLING:
        raise Http404
    return view


@require_POST
def visit(request: HttpRequest, ref: str) -> HttpResponse:
    """Record a visit. A script that asks for JSON hears `done`, or `refused` and why, and keeps what it sent."""
    view = _handled(request, ref)
    before = view.case.seq
    tried = _with_signature(request, view) or attempt(request, view, MOVE)
    if request.headers.get("Accept") == "application/json":
        return _told(request, before, tried)
    if tried.refusal and tried.refusal.problems:
        return _show(request, view, form_of(request, view, tried), status=422)
    tell(request, tried)
    return HttpResponseRedirect("/field/")


def _with_signature(request: HttpRequest, view: CaseView) -> Attempt | None:
    """What was signed on the glass becomes one of the photos; an attempt that failed when the picture is broken."""
    drawing = request.POST.get("drawing", "")
    if not drawing:
        return None
    try:
        picture = png_of(drawings.read(drawing))
    except Wrong as wrong:
        move = next(move for move in view.moves if move.key == MOVE)
        problem = Problem("signature", wrong.text)
        return Attempt(move, request.POST.dict(), Refusal("inputs", wrong.text, move.article, (problem,)))
    request.FILES.appendlist(FILES, SimpleUploadedFile(_("签字.png"), picture, "image/png"))
    return None


def _told(request: HttpRequest, before: int, tried: Attempt) -> JsonResponse:
    """`news`: records others added since the page was kept on the phone."""
    if tried.refusal is None:
        seen = request.POST.get("seen", "")
        news = max(before - int(seen), 0) if seen.isascii() and seen.isdigit() else 0
        return JsonResponse({"state": "done", "news": news})
    lines = [say(problem.text) for problem in tried.refusal.problems] or [say(tried.refusal.text)]
    return JsonResponse({"state": "refused", "text": " ".join(lines)}, status=422 if tried.refusal.problems else 409)


@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """Whose phone this is now, and the token that what waited is sent with."""
    _actor, person_id = officer_of(request)
    return JsonResponse({"person": str(person_id), "token": get_token(request)})
