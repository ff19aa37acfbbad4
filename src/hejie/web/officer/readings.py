"""`/office/readings/`: what panels agreed on, by topic and problem; one reading, which its head may withdraw."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hejie.knowledge.readings import ReadingShown, find_readings, may_withdraw, reading, withdraw_reading
from hejie.rules.catalogue import PROBLEMS
from hejie.rules.model import Role, Text
from hejie.web.moves import actor_of
from hejie.web.show import EmptyShown

ADDRESS = "/office/readings/"
READERS = (Role.OFFICER, Role.HEAD, Role.MEDIATOR, Role.OPERATOR)
LONGEST = 500
EMPTY = EmptyShown(
    Text("没有找到指引", "No reading found"),
    Text("会商的主持人把结论定为指引，就会出现在这里。", "Readings appear here when the chair of a panel makes one."),
)


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """`q`: words of title or text; `problem`: a kind of problem; `all`: withdrawn ones too. For staff."""
    if not actor_of(request).has_post(*READERS):
        raise Http404
    topic, problem = request.GET.get("q", "").strip(), request.GET.get("problem", "")
    found = find_readings(topic=topic, problem=problem, in_force="all" not in request.GET)
    context = {
        "lines": found,
        "typed": topic,
        "problem": problem,
        "problems": PROBLEMS.items(),
        "with_withdrawn": "all" in request.GET,
        "empty": EMPTY,
    }
    return render(request, "officer/readings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one_reading(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """POST `why` (and `replaced_by`, a reading in force) withdraws it, for the head where it was agreed."""
    actor = actor_of(request)
    found = reading(reading_id) if actor.has_post(*READERS) else None
    if found is None:
        raise Http404
    is_head = may_withdraw(actor, reading_id)
    if request.method == "POST":
        if not is_head:
            raise Http404
        return _withdraw(request, found)
    return _show(request, found, is_head=is_head)


def _withdraw(request: HttpRequest, found: ReadingShown) -> HttpResponse:
    why, chosen = request.POST.get("why", "").strip(), request.POST.get("replaced_by", "")
    if not why or len(why) > LONGEST:
        messages.error(request, _("请写明为什么废止，不超过 500 个字。"))
        return _show(request, found, is_head=True, status=422)
    by_id = actor_of(request).person_id
    assert by_id, "whoever holds a post is a person"
    others = {str(one.id): one.id for one in _others(found)}
    done = withdraw_reading(
        reading_id=found.id, by_id=by_id, now=timezone.now(), why=why, replaced_by=others.get(chosen)
    )
    if done:
        messages.success(request, _("已废止，从今天起新案件里不再显示。"))
    else:
        messages.error(request, _("这条指引已经废止了。"))
    return HttpResponseRedirect(f"{ADDRESS}{found.id}/")


def _others(found: ReadingShown) -> list[ReadingShown]:
    return [one for one in find_readings() if one.id != found.id]


def _show(request: HttpRequest, found: ReadingShown, *, is_head: bool, status: int = 200) -> HttpResponse:
    may = is_head and found.withdrawn_on is None
    context = {"one": found, "may_withdraw": may, "others": _others(found) if may else ()}
    return render(request, "officer/reading.html", context, status=status)
