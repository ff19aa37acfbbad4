"""Where does my matter stand: case number and phone, and nothing that tells whether a number exists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hejie.base import throttle
from hejie.base.ids import read_case_number, show_case_number
from hejie.cases.queries import CaseView, find_by_number_and_phone, view_case
from hejie.people.access import link_actor
from hejie.rules.model import Role, Text
from hejie.web.callers import caller_address
from hejie.web.forms import ProblemShown
from hejie.web.show import NextStep, TimelineItem
from hejie.web.steps import next_step, way_so_far

DIGITS = 12  # of a case number
MISSES, WINDOW = 10, timedelta(minutes=15)
NOT_FOUND = Text(
    "没有找到。请核对案件号和手机号，两样都要和提交时一样。",
    "Nothing found. Please check number and phone; both must be as when you filed.",
)
NUMBER_MISSING = Text(
    "请填写案件号，12 位数字，在提交成功的短信里。", "Please enter the case number: 12 digits, in the text message."
)
TALKS = ("negotiating", "mediating")
TO_ANSWER, TO_ACT = Text("登录去答复", "Sign in to answer"), Text("登录去办理", "Sign in to act")
PHONE_MISSING = Text("请填写提交时用的手机号，11 位数字。", "Please enter the phone you filed with: 11 digits.")


@dataclass(frozen=True, slots=True)
class Progress:
    """What a look-up shows: where it stands and what comes next. No names, no words anybody wrote.

    `login` leads through the sign-in to the case. Where no account has it yet (`is_new`) the name is asked for there;
    a report without a name is nobody's, and `login` is empty.
    """

    number: str
    step: NextStep
    way: list[TimelineItem]
    login: str
    is_new: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """The form; posted, so that no phone stands in an address. A scanned code brings the number along."""
    if request.method != "POST":
        scanned = read_case_number(request.GET.get("number", ""))
        number = show_case_number(scanned) if scanned else ""
        return render(request, "visitor/progress.html", {"number": number, "problems": []})
    number, phone = (request.POST.get(name, "").strip() for name in ("number", "phone"))
    problems = missing(number, phone)
    if problems:
        return _again(request, problems, status=422)
    now = timezone.now()
    tries = _tries(request, number)
    if minutes := max(throttle.look(*one, now).minutes for one in tries):
        return _again(request, [ProblemShown(_wait(minutes))], status=429)
    found = look_up(number, phone, now)
    if found is None:
        for one in tries:
            throttle.hit(*one, now)
        return _again(request, [ProblemShown(NOT_FOUND, "number")], status=404)
    return render(request, "visitor/progress_found.html", {"found": found})


def missing(number: str, phone: str) -> list[ProblemShown]:
    """What is not filled in, or is no case number at all."""
    wrong = [] if sum(char.isdecimal() for char in number) == DIGITS else [ProblemShown(NUMBER_MISSING, "number")]
    return wrong if phone else [*wrong, ProblemShown(PHONE_MISSING, "phone")]


def look_up(number: str, phone: str, now: datetime) -> Progress | None:
    """The case that this phone filed under this number, as its complainant may see it."""
    case = find_by_number_and_phone(number, phone)
    if case is None:
        return None
    view = view_case(link_actor(case_id=case.pk, side=Role.COMPLAINANT), case.ref, now)
    login = _login(view)
    step = replace(next_step(view), href=login, button=_button(view)) if view.is_my_turn else next_step(view)
    is_new = view.parties[Role.COMPLAINANT].person_id is None
    return Progress(show_case_number(case.ref), step, way_so_far(view), login, is_new)


def _login(view: CaseView) -> str:
    filer = view.parties[Role.COMPLAINANT]
    return f"/accounts/login/?next=/cases/{show_case_number(view.case.ref)}/" if filer.name else ""


def _button(view: CaseView) -> Text:
    return TO_ANSWER if view.case.state in TALKS else TO_ACT


def _tries(request: HttpRequest, number: str) -> list[tuple[str, str, int, timedelta]]:
    """Wrong pairs are counted per internet address and per number, whether there is such a number or not.

    A right pair leaves the count as it is: a count that began anew would tell a guesser that the number exists.
    """
    asked = read_case_number(number) or number
    by = (("progress", caller_address(request)), ("progress:number", asked))
    return [(scope, subject, MISSES, WINDOW) for scope, subject in by]


def _wait(minutes: int) -> Text:
    return Text(
        f"查得太频繁了，请过 {minutes} 分钟再试，或者拨打 12315。",
        f"Too many tries. Please try again in {minutes} minutes, or call 12315.",
    )


def _again(request: HttpRequest, problems: list[ProblemShown], status: int) -> HttpResponse:
    """The form with what was typed in it, and what is wrong."""
    typed = {name: request.POST.get(name, "") for name in ("number", "phone")}
    wrong = {one.anchor for one in problems}
    return render(request, "visitor/progress.html", {**typed, "problems": problems, "wrong": wrong}, status=status)
