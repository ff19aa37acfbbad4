"""`/office/mediators/`: who mediates at an office; `/office/mediators/<id>/`: what is known of one. For the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hejie.dispatch.assignment import set_profile
from hejie.dispatch.staff import Staffed, staffed
from hejie.mediation.roster import Mediator, NotAMentor, roster_of, set_mediator
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.mediators import GRADES, HALF_DAYS, LANGUAGES
from hejie.rules.model import Text
from hejie.web import tieform
from hejie.web.forms import Option, ProblemShown
from hejie.web.officer.heads import headed
from hejie.web.officer.profiles import come_back, options, skills_in, take_leave

GRADE_MISSING = Text("请选等级。", "Please choose the grade.")
NO_MENTOR = Text(
    "见习调解员要由正式的或者高级的调解员带，请另选一位。",
    "A trainee is guided by a mediator or a senior one: please choose somebody else.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the roster."""

    mediator: Mediator
    staffed: Staffed


@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    office, _by = headed(request)
    everybody = roster_of(office)
    known = staffed([one.person for one in everybody], timezone.now())
    lines = [Line(*pair) for pair in zip(everybody, known, strict=True)]
    return render(request, "officer/roster.html", {"org": office.name, "office": office, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def mediator(request: HttpRequest, mediator_id: UUID) -> HttpResponse:
    """POST `act`: `profile`; `leave` and `back` as of everybody's; `tie` and `tie_over`, see `web.tieform`."""
    office, by_id = headed(request)
    now = timezone.now()
    everybody = roster_of(office)
    one = next((line for line in everybody if line.person.pk == mediator_id), None)
    if one is None:
        raise Http404
    [known] = staffed([one.person], now)
    if request.method != "POST":
        return _show(request, office, Shown(one, known, everybody))
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    wrong = act(request, office, known, by_id, now)
    if wrong:
        return _show(request, office, Shown(one, known, everybody), wrong)
    return HttpResponseRedirect(request.path)


def _profile(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> ProblemShown | None:
    """POST `grade`, `mentor`, `languages`, `hours`, `skills`. What is not on offer is left out."""
    grade = request.POST.get("grade", "")
    if grade not in GRADES:
        return ProblemShown(GRADE_MISSING, "grade")
    chosen = request.POST.get("mentor")
    mentor = next((line.person for line in roster_of(office) if str(line.person.pk) == chosen), None)
    try:
        set_mediator(
            person=one.person,
            grade=grade,
            languages=[key for key in request.POST.getlist("languages") if key in LANGUAGES],
            hours=[key for key in request.POST.getlist("hours") if key in HALF_DAYS],
            mentor=mentor if grade == "trainee" else None,
            by_id=by_id,
            now=now,
        )
    except NotAMentor:
        return ProblemShown(NO_MENTOR, "mentor")
    set_profile(person=one.person, skills=skills_in(request), grid=one.grid, by_id=by_id, now=now)
    messages.success(request, _("记下了，推荐调解员时会照这个来，并写明原因。"))
    return None


def _tie(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> tieform.Wrong | None:
    wrong = tieform.declare(request, one.person, now)
    if not wrong:
        messages.success(request, _("记下了，和这一方有关的投诉不会再指定他调解。"))
    return wrong


def _tie_over(request: HttpRequest, office: Any, one: Staffed, by_id: UUID, now: datetime) -> None:
    tieform.end(request, one.person, now)


ACTS: Mapping[str, Callable[[HttpRequest, Any, Staffed, UUID, datetime], ProblemShown | tieform.Wrong | None]] = {
    "profile": _profile,
    "leave": take_leave,
    "back": come_back,
    "tie": _tie,
    "tie_over": _tie_over,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One mediator with everybody who could guide them."""

    mediator: Mediator
    staffed: Staffed
    everybody: Sequence[Mediator]


def _show(
    request: HttpRequest, office: Any, shown: Shown, wrong: ProblemShown | tieform.Wrong | None = None
) -> HttpResponse:
    tie = wrong if isinstance(wrong, tieform.Wrong) else None
    problem = tie.problem if tie else wrong
    typed = request.POST if isinstance(wrong, ProblemShown) else {}
    context = {
        "org": office.name,
        "one": shown.staffed,
        "mediator": shown.mediator,
        "typed": typed,
        "problems": [problem] if problem else [],
        "categories": options(CATEGORIES, _chosen(request, typed, "skills", shown.staffed.skills)),
        "matters": options(PROBLEMS, _chosen(request, typed, "skills", shown.staffed.skills)),
        **_grade(request, typed, shown),
        **tieform.tie_context(request, shown.staffed.person, tie),
    }
    return render(request, "officer/mediator.html", context, status=422 if wrong else 200)


def _grade(request: HttpRequest, typed: Any, shown: Shown) -> dict[str, Any]:
    """The choices of the profile, with what was typed while something was wrong with it, else with what is known."""
    known = shown.mediator
    grade, mentor = typed.get("grade", known.grade), typed.get("mentor", str(known.mentor_id or ""))
    others = [one for one in shown.everybody if one.person != known.person and one.grade != "trainee"]
    return {
        "grades": [Option(key, text, key == grade) for key, text in GRADES.items()],
        "mentors": [Option(str(one.person.pk), one.name, str(one.person.pk) == mentor) for one in others],
        "languages": options(LANGUAGES, _chosen(request, typed, "languages", known.languages)),
        "week": _week(_chosen(request, typed, "hours", known.hours)),
    }


def _chosen(request: HttpRequest, typed: Any, key: str, known: Sequence[str]) -> Sequence[str]:
    return request.POST.getlist(key) if typed.get("act") == "profile" else known


def _week(chosen: Sequence[str]) -> list[Option]:
    """Half days, two for each day of the week."""
    return [Option(key, text, key in chosen) for key, text in HALF_DAYS.items()]
