"""`/office/traders/`: traders with concentrated complaints, who goes on with each, talks, and what they promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.oversight import concentrated as talks
from hejie.oversight.days import staff_of
from hejie.people.access import Actor
from hejie.places.queries import below
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.model import Text
from hejie.web import show
from hejie.web.forms import ProblemShown
from hejie.web.officer.own_office import office_of

PROMISES = 3  # lines of promises in the form of a talk
NONE = Text("没有投诉集中的商家", "No trader has concentrated complaints")
COUNTED = Text("每天夜里数一次；门槛和天数在设置里改。", "Counted each night; the threshold is one of the settings.")


class Unfit(Exception):
    """Something typed cannot be taken; says which field and how to put it right."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__(field)
        self.problem = ProblemShown(text, field)


@require_http_methods(["GET", "HEAD", "POST"])
def traders(request: HttpRequest) -> HttpResponse:
    """The list; a post names one row and an act: `name`, `talk`, `check` or `end`."""
    actor, office = office_of(request)
    now = timezone.now()
    if request.method != "POST":
        return _show(request, office, now)
    row = talks.concentration(below(office), _number(request.POST.get("row", "")))
    act = ACTS.get(request.POST.get("act", ""))
    if row is None or act is None:
        raise Http404
    try:
        messages.success(request, act(request, actor, row, now))
    except Unfit as unfit:
        return _show(request, office, now, unfit.problem, row.pk)
    return HttpResponseRedirect("/office/traders/")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0  # noqa: PLR2004 - what a bigint holds


def _show(
    request: HttpRequest, office: Any, now: datetime, problem: ProblemShown | None = None, opened: int = 0
) -> HttpResponse:
    context = {
        "org": office.name,
        "office": office,
        "rows": talks.concentrated_at(below(office)),
        "staff": staff_of(office),
        "problems": [problem] if problem else [],
        "opened": opened,
        "typed": request.POST,
        "lines": range(PROMISES),
        "today": shanghai_date(now),
        "empty": show.EmptyShown(NONE, COUNTED),
    }
    return render(request, "officer/concentrated.html", context, status=422 if problem else 200)


def _name(request: HttpRequest, actor: Actor, row: Any, now: datetime) -> str:
    person = request.POST.get("person", "")
    if person not in staff_of(row.office):
        raise Unfit("person", Text("请从本部门的人里选一位。", "Please choose somebody of the office."))
    talks.name_officer(concentration=row, person_id=UUID(person))
    return _("已指定专人")


def _talk(request: HttpRequest, actor: Actor, row: Any, now: datetime) -> str:
    held = _day(request, "held_on")
    if held > shanghai_date(now):
        raise Unfit("held_on", Text("约谈的日子不能在今天以后。", "A talk cannot have been held after today."))
    words = {key: _words(request, key) for key in ("place", "present", "minutes")}
    promised = [_promised(request, n) for n in range(PROMISES) if request.POST.get(f"what-{n}", "").strip()]
    at = datetime.combine(held, time(9), SHANGHAI)
    talks.hold_talk(concentration=row, actor=actor, held_at=at, promises=promised, **words)
    return _("约谈已记下")


def _promised(request: HttpRequest, n: int) -> talks.Promised:
    return talks.Promised(_words(request, f"what-{n}"), _day(request, f"due-{n}"))


def _check(request: HttpRequest, actor: Actor, row: Any, now: datetime) -> str:
    try:
        promise = talks.talk_promise(row, UUID(request.POST.get("promise", "")))
    except ValueError as error:
        raise Http404 from error
    verdict = request.POST.get("kept", "")
    if promise is None:
        raise Http404
    if verdict not in ("yes", "no"):
        raise Unfit("kept", Text("请选兑现了还是没兑现。", "Please say whether it was kept."))
    note = _words(request, "note")
    talks.check_promise(promise=promise, actor=actor, is_kept=verdict == "yes", note=note, now=now)
    return _("检查结果已记下")


def _end(request: HttpRequest, actor: Actor, row: Any, now: datetime) -> str:
    talks.end_concentration(concentration=row, now=now)
    return _("已移出名单")


def _words(request: HttpRequest, key: str) -> str:
    said = request.POST.get(key, "").strip()[:4000]
    if not said:
        raise Unfit(key, Text("请填写这一项。", "Please fill this in."))
    return said


def _day(request: HttpRequest, key: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(key, ""))
    except ValueError as error:
        raise Unfit(key, Text("请填日期，例如 2026-11-30。", "Please give a date, e.g. 2026-11-30.")) from error


ACTS: dict[str, Callable[[HttpRequest, Actor, Any, datetime], str]] = {
    "name": _name,
    "talk": _talk,
    "check": _check,
    "end": _end,
}
