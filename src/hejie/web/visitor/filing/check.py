"""Everything once more, with a way to change it; then the filing itself, once, and the consumer is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hejie.cases.actions import Refused
from hejie.intake.actions import Answers, file_draft
from hejie.people.access import ANONYMOUS, Actor, actor_for_person
from hejie.people.actions import person_by_phone
from hejie.people.held import held_by_another, release_phone
from hejie.rules.filing import FIELDS, KINDS, SPEAKERS
from hejie.rules.model import Problem, Text
from hejie.web.forms import ProblemShown
from hejie.web.show import Words
from hejie.web.visitor.filing.fields import WHO
from hejie.web.visitor.filing.once import SeeOther, said_once, say_once
from hejie.web.visitor.filing.route import office_of
from hejie.web.visitor.filing.similar import own_repeats
from hejie.web.visitor.filing.steps import CHECK, first_unanswered, neighbours, steps_of
from hejie.web.visitor.filing.visit import Visit, done_address, hold_draft, visit_of
from hejie.web.words import say

BACKEND = "django.contrib.auth.backends.ModelBackend"
ATTEST = Text("请先确认内容属实", "Please confirm first that this is true")
ANOTHER_NAME = Text(
    "这个号码以前的账户是另一个姓名，三个月没有用过，已经和号码分开，这次用的是新账户。那也是您的，请拨打 12315 找回。",
    "The account this number had is in another name and was not used for three months: it has left that account, and "
    "you have a new one. If the earlier one is yours too, call 12315 to get it back.",
)
FILE_IT = {
    ("complaint", "direct"): Text("提交，通知商家来谈", "File it and call the trader to talk"),
    ("complaint", "authority"): Text("提交给监管部门", "File it with the authority"),
    ("report", "authority"): Text("提交举报", "File the report"),
    ("enquiry", "authority"): Text("发出咨询", "Send the enquiry"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the check page. `wrong` says what is still missing; `href` leads to the page that asks."""

    label: Words
    value: Words
    href: str
    wrong: Words = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the answers; posted, file them. The same draft again leads to the same case."""
    visit = visit_of(request)
    if visit.draft is None:
        messages.info(request, _("没有找到没写完的草稿：草稿保存 30 天，也可能是换了浏览器。请重新开始。"))
        return HttpResponseRedirect("/file/")
    if visit.draft.ref:
        return HttpResponseRedirect(done_address(visit.draft.ref))
    return _file(visit) if request.method == "POST" else _show(visit)


def _show(visit: Visit) -> HttpResponse:
    problems = said_once(visit, CHECK)
    before, _after, place = neighbours(visit, CHECK)
    context = {
        "rows": _rows(visit),
        "office": office_of(visit),
        "kind": visit.kind,
        "kind_name": KINDS[visit.kind],
        "step": place,
        "total": place,
        "back": f"/file/{before}/",
        "leave": "/file/leave/",
        "problems": [ProblemShown(problem.text, problem.field) for problem in problems],
        "attested": bool(problems) and visit.answers.get("attested"),
        "hints": own_repeats(visit),
        "cta": FILE_IT.get((visit.kind, how_of(visit)), FILE_IT["complaint", "authority"]),
    }
    return render(visit.request, "visitor/filing_check.html", context)


def _rows(visit: Visit) -> list[Row]:
    rows = []
    for step in steps_of(visit):
        href = f"/file/{step.key}/?then=check"
        wrong = step.problems(visit)
        lines = step.lines(visit)
        rows += [Row(*line, href, wrong[0].text if wrong and line is lines[-1] else "") for line in lines]
    return rows


def _file(visit: Visit) -> HttpResponse:
    if first_unanswered(visit):
        return _again(visit, [problem.text for step in steps_of(visit) for problem in step.problems(visit)])
    if not visit.request.POST.get("attest"):
        return _again(visit, [ATTEST], "check-attest")
    try:
        ref = _file_once(visit)
    except Refused as error:
        return _again(visit, [problem.text for problem in error.refusal.problems])
    response = HttpResponseRedirect(done_address(ref))
    hold_draft(response, visit.draft_id)
    return response


def _again(visit: Visit, wrong: Sequence[Text], anchor: str = "") -> HttpResponse:
    """The page once more. The tick is kept with what is wrong, no longer: what is changed is confirmed anew."""
    visit.keep({"attested": bool(visit.request.POST.get("attest"))})
    say_once(visit, CHECK, [Problem(anchor, text) for text in wrong])
    return SeeOther(visit.request.path)


def _file_once(visit: Visit) -> str:
    """The case's number. Person and case are written together; signing in comes after."""
    with transaction.atomic():
        before = _of_another_name(visit)
        person = _person(visit)
        filer = actor_for_person(person) if person else ANONYMOUS if visit.is_anonymous else visit.actor
        case = file_draft(draft_id=visit.draft_id, answers=answers_of(visit), actor=filer, now=visit.now)
    _sign_in(visit.request, person, filer)
    if before:
        messages.info(visit.request, say(ANOTHER_NAME))
    return case.ref


def _of_another_name(visit: Visit) -> Any:
    """The account that the phone belonged to before somebody of this name had it; it is theirs no more."""
    if visit.actor.person_id or visit.is_anonymous:
        return None
    name = str(visit.answers.get("name") or "")
    if before := held_by_another(phone=visit.phone, name=name, now=visit.now):
        release_phone(person=before, now=visit.now)
    return before


def _person(visit: Visit) -> Any:
    """Whose phone it is, for those not signed in; None for the others and for anonymous reporters."""
    if visit.actor.person_id or visit.is_anonymous:
        return None
    name, language = str(visit.answers.get("name") or ""), get_language() or "zh-hans"
    return person_by_phone(phone=visit.phone, name=name, now=visit.now, language=language)


def _sign_in(request: HttpRequest, person: Any, filer: Actor) -> None:
    """The code has proved the phone. Staff and clerks sign in with their second factor instead."""
    if person and filer.person_id and not filer.is_staff:
        login(request, person, backend=BACKEND)


def answers_of(visit: Visit) -> Answers:
    """The draft as a filing."""
    left_out = set(WHO) if visit.is_anonymous else set()
    left_out |= set() if visit.is_own_trader else {"trader_name", "trader_address"}
    fields = (*FIELDS[visit.kind], *SPEAKERS[visit.kind])
    asked = [field.key for field in fields if field.key not in left_out]
    return Answers(
        kind=visit.kind,
        how=how_of(visit),
        fields={key: value for key in asked if (value := visit.answers.get(key)) is not None},
        phone=None if visit.is_anonymous else visit.phone,
        trader_id=None if visit.kind == "enquiry" else visit.trader_id,
        region_code=str(visit.answers.get("region") or ""),
    )


def how_of(visit: Visit) -> str:
    """Only a complaint has a choice."""
    return str(visit.answers.get("how") or "") if visit.kind == "complaint" else "authority"
