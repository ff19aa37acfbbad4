"""`/office/people/<id>/`: which cases suit somebody and when they are away, so that suggestions fit. For the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.dispatch.assignment import add_leave, end_leave, set_profile
from hejie.dispatch.staff import Staffed, one_of, places_of
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text
from hejie.web.forms import Option, ProblemShown
from hejie.web.officer.heads import headed

LONGEST = timedelta(days=366)  # a leave; a longer one is a slip of the year


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """POST `act`: `profile` with `skills` and `grid`, `leave` with `first_on` and `last_on`, `back` with `leave`."""
    office, by_id = headed(request)
    now = timezone.now()
    one = one_of(office, person_id, now)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _show(request, office, one)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    problem = act(request, office, one, by_id, now)
    return _show(request, office, one, problem) if problem else HttpResponseRedirect(request.path)


def _profile(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> ProblemShown | None:
    """What is not on offer is left out."""
    skills = skills_in(request)
    grid = [key for key in request.POST.getlist("grid") if key in places_of(office)]
    set_profile(person=one.person, skills=skills, grid=grid, by_id=by_id, now=now)
    messages.success(request, _("记下了，分派时的建议会照这个来，并写明原因。"))
    return None


def skills_in(request: HttpRequest) -> list[str]:
    """Which matters were ticked."""
    return [key for key in request.POST.getlist("skills") if key in CATEGORIES or key in PROBLEMS]


def take_leave(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> ProblemShown | None:
    """POST `first_on`, `last_on`. Answers with what is wrong with them."""
    first, last = _day(request, "first_on"), _day(request, "last_on")
    if first is None:
        return ProblemShown(Text("请填第一天，例如 2026-11-30。", "Give the first day, e.g. 2026-11-30."), "first_on")
    if last is None or not first <= last <= first + LONGEST:
        return ProblemShown(
            Text(
                "请填最后一天：不早于第一天，一次不超过一年。",
                "Give the last day: from the first on, within a year.",
            ),
            "last_on",
        )
    if last < shanghai_date(now):
        return ProblemShown(Text("这段日子已经过去了。", "These days are over already."), "last_on")
    add_leave(person=one.person, first_on=first, last_on=last)
    messages.success(request, _("记下了，这些天不会自动分派新案件给他。"))
    return None


def come_back(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> ProblemShown | None:
    """POST `leave`: the id of one that is over from today."""
    leave = next((leave for leave in one.leaves if str(leave.pk) == request.POST.get("leave")), None)
    if leave:
        end_leave(leave=leave, on=shanghai_date(now))
    messages.success(request, _("这次离岗已结束，从今天起可以分派案件。"))
    return None


def _day(request: HttpRequest, key: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(key, ""))
    except ValueError:
        return None


def _show(request: HttpRequest, office: Any, one: Staffed, problem: ProblemShown | None = None) -> HttpResponse:
    context = {
        "org": office.name,
        "one": one,
        "categories": options(CATEGORIES, one.skills),
        "matters": options(PROBLEMS, one.skills),
        "places": options(places_of(office), one.grid),
        "typed": request.POST,
        "problems": [problem] if problem else [],
    }
    return render(request, "officer/profile.html", context, status=422 if problem else 200)


def options(known: Mapping[str, Text], chosen: Any) -> list[Option]:
    """What may be ticked, with what is; "other" says nothing of anybody."""
    return [Option(key, label, key in chosen) for key, label in known.items() if key != "other"]


ACTS: Mapping[str, Callable[[HttpRequest, Any, Staffed, UUID, datetime], ProblemShown | None]] = {
    "profile": _profile,
    "leave": take_leave,
    "back": come_back,
}
