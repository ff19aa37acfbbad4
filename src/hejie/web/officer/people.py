"""`/office/people/`: who works at an office, who worked there, who gave and ended each post. For its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.desk.actions import give_post, take_post
from hejie.desk.queries import PostShown, posts_at
from hejie.dispatch.staff import staff_at
from hejie.intake.team import TEAM
from hejie.people.queries import person_named
from hejie.rules.model import Text
from hejie.web.forms import Option, ProblemShown
from hejie.web.officer.heads import headed

ADDRESS = "/office/people/"
ROLES = {
    "officer": Text("承办人", "Officer"),
    "head": Text("负责人", "Head"),
    "mediator": Text("调解员", "Mediator"),
    "operator": Text("话务员", "Operator"),
    "station": Text("所工作人员", "Station staff"),
    "supervisor": Text("督办人员", "Supervisor"),
    TEAM: Text("重复件专办人员", "Repeat cases team"),
}
NOT_TYPED = Text("请填对方的用户名，或者验证过的手机号。", "Please give the user name, or a verified phone.")
NOBODY = Text(
    "没有找到这个人。请核对用户名；用手机号的，对方要先用它登录过一次。",
    "Nobody found. Please check the user name; with a phone, they must have signed in with it once.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One post; `may_end` where this reader may end it: nobody ends their own headship."""

    post: PostShown
    role: Text
    may_end: bool


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """POST `who` (user name or verified phone) and `role` gives a post; `end` is the id of one to end."""
    office, person_id = headed(request)
    if request.method != "POST":
        return _show(request, office, person_id)
    if "end" in request.POST:
        return _end(request, office, person_id)
    return _give(request, office, person_id)


def _give(request: HttpRequest, office: Any, by_id: UUID) -> HttpResponse:
    typed, role = request.POST.get("who", "").strip(), request.POST.get("role", "")
    person = person_named(typed) if typed else None
    if person is None or role not in ROLES:
        return _show(request, office, by_id, typed, NOBODY if typed else NOT_TYPED)
    give_post(person=person, role=role, authority=office, by_id=by_id, now=timezone.now())
    messages.success(request, _("岗位已给出，对方下次登录就能用。"))
    return HttpResponseRedirect(ADDRESS)


def _end(request: HttpRequest, office: Any, by_id: UUID) -> HttpResponse:
    chosen = request.POST.get("end", "")
    post = next((line.post for line in _lines(office, by_id) if str(line.post.id) == chosen and line.may_end), None)
    if post and take_post(post_id=post.id, authority_id=office.pk, by_id=by_id, now=timezone.now()):
        messages.success(request, _("岗位已收回，对方马上不能再办这里的案件。"))
    else:
        messages.error(request, _("这个岗位现在收不回：可能已经结束，或者是您自己的负责人岗位。"))
    return HttpResponseRedirect(ADDRESS)


def _show(request: HttpRequest, office: Any, reader: UUID, typed: str = "", wrong: Text | None = None) -> HttpResponse:
    lines = _lines(office, reader)
    context = {
        "org": office.name,
        "office": office,
        "now": [line for line in lines if line.post.until is None],
        "staff": staff_at(office, timezone.now()),
        "earlier": [line for line in lines if line.post.until],
        "roles": [Option(key, label) for key, label in ROLES.items()],
        "typed": typed,
        "chosen": request.POST.get("role", ""),
        "problems": [ProblemShown(wrong, "who")] if wrong else [],
    }
    return render(request, "officer/people.html", context, status=422 if wrong else 200)


def _lines(office: Any, reader: UUID) -> list[Line]:
    return [
        Line(
            post=post,
            role=ROLES.get(post.role, Text(post.role, post.role)),
            may_end=post.until is None and not (post.role == "head" and post.person_id == reader),
        )
        for post in posts_at(office.pk)
    ]
