"""Beginning a filing, and its pages one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from hejie.rules.filing import KINDS
from hejie.rules.model import Problem, Text
from hejie.web.taken import note_taken
from hejie.web.visitor.filing.once import SeeOther, said_once, say_once
from hejie.web.visitor.filing.step import Step, Taken
from hejie.web.visitor.filing.steps import CHECK, ORDER, first_unanswered, neighbours, steps_of
from hejie.web.visitor.filing.visit import GIVEN, PATH, Visit, age_mark, done_address, hold_draft, visit_of

View = Callable[..., HttpResponse]
START, LEAVE = PATH, f"{PATH}leave/"
MEGABYTE = 1024 * 1024
ABOUT = {
    "complaint": Text(
        "您买的东西或服务出了问题，想要退、换、修、赔",
        "Something you bought went wrong: refund, exchange, repair, damages",
    ),
    "report": Text(
        "您发现商家违法，请监管部门查处；不解决您个人的赔偿",
        "You found a trader breaking the law and want it checked; it brings you no compensation",
    ),
    "enquiry": Text("您想问规定、问流程", "You have a question about rules or the procedure"),
}


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which kind, or on with the draft that this browser holds. Makes no row: a link may be followed by machines."""
    visit = visit_of(request)
    asked = request.GET.get("kind", "")
    given = {name: request.GET[name] for name in GIVEN if request.GET.get(name)}
    if asked in KINDS and not is_open(visit):
        return HttpResponseRedirect(f"{first_address(asked)}?{urlencode({'kind': asked, **given})}")
    context: dict[str, Any] = {"kinds": _kinds(asked), "given": urlencode(given)}
    if visit.draft and is_open(visit):
        context |= {"draft": visit.draft, "draft_kind": KINDS[visit.kind], "replaces": age_mark(visit.draft)}
        context["goes_on"] = address(first_unanswered(visit))
    return render(request, "visitor/filing_start.html", context)


def is_open(visit: Visit) -> bool:
    """A draft that can be gone on with."""
    return visit.draft is not None and not visit.draft.ref


def first_address(kind: str) -> str:
    return address(ORDER[kind][0])


def _kinds(asked: str) -> list[tuple[str, Text, Text, str]]:
    """The one asked for first, or all of them: key, name, what it is for, where it begins."""
    keys = [asked] if asked in KINDS else list(KINDS)
    return [(key, KINDS[key], ABOUT[key], first_address(key)) for key in keys]


def unread_when_too_large(view: View) -> View:
    """Refuse a body larger than all files of a case before anything reads it, the check against forgery included.

    Single files above their limit are refused by name, with the others kept: see evidence.uploads.
    """
    protected = csrf_protect(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        announced = request.headers.get("Content-Length", "")
        if not announced.isdecimal() or int(announced) <= settings.EVIDENCE_CASE_BYTES + MEGABYTE:
            return protected(request, *args, **kwargs)
        most = settings.EVIDENCE_CASE_BYTES // MEGABYTE
        words = _("这次上传的太大了：一件案子的文件合计不能超过 %(most)d MB，请压缩或者挑几份最有用的。填过的都还在。")
        messages.error(request, words % {"most": most})
        return HttpResponseRedirect(request.path)

    return csrf_exempt(answer)


@never_cache
@unread_when_too_large
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: str) -> HttpResponse:
    """One page. GET shows what the draft says and what is wrong with it; POST keeps what was typed and leads on."""
    visit = visit_of(request)
    if visit.draft and visit.draft.ref:
        return HttpResponseRedirect(done_address(visit.draft.ref))
    if not visit.kind:
        messages.info(request, _("没有找到没写完的草稿：草稿保存 30 天，也可能是换了浏览器。请重新开始。"))
        return HttpResponseRedirect(START)
    page = next((one for one in steps_of(visit) if one.key == key), None)
    if page is None:
        return HttpResponseRedirect(address(first_unanswered(visit)))
    return _take(visit, page) if request.method == "POST" else _ask(visit, page)


def _ask(visit: Visit, page: Step) -> HttpResponse:
    """A page answered before shows what is wrong on it. One that does not begin a filing needs a draft."""
    if visit.draft is None and page is not ORDER[visit.kind][0]:
        return HttpResponseRedirect(START)
    was_posted = page.key in visit.answers.get("posted", ())
    return show(visit, page, said_once(visit, page.key) or (page.problems(visit) if was_posted else ()))


def _take(visit: Visit, page: Step) -> HttpResponse:
    is_late = visit.draft is None and page is not ORDER[visit.kind][0]
    if visit.draft is None:
        visit.keep({})
    taken = page.take(visit)
    posted = list(dict.fromkeys([*visit.answers.get("posted", ()), *([] if taken.stay else [page.key])]))
    visit.keep({**taken.answers, "posted": posted})
    note_taken(visit.request, _kept_as(visit, page))
    response = _answer(visit, page, taken)
    if is_late:
        messages.warning(visit.request, _("之前的草稿已经过期（保存 30 天）。这一页存下了，其他页请再填一次。"))
    hold_draft(response, visit.draft_id)
    return response


def _answer(visit: Visit, page: Step, taken: Taken) -> HttpResponse:
    back_to_check = visit.request.POST.get("then") == CHECK
    same = f"{address(page)}{'?then=check' if back_to_check else ''}"
    if taken.problems:
        say_once(visit, page.key, taken.problems)
        return SeeOther(same)
    if taken.stay:
        return HttpResponseRedirect(same)
    if page.problems(visit):
        return SeeOther(same)
    if back_to_check:
        return HttpResponseRedirect(address(first_unanswered(visit)))
    return HttpResponseRedirect(f"{START}{neighbours(visit, page.key)[1]}/")


def address(page: Step | None) -> str:
    """Of a page, or of the check page."""
    return f"{START}{page.key if page else CHECK}/"


def _kept_as(visit: Visit, page: Step) -> str:
    """What the browser calls the words it keeps until they are sent."""
    return f"file-{visit.kind}-{page.key}"


def show(visit: Visit, page: Step, problems: Sequence[Problem]) -> HttpResponse:
    """A page with the answers the draft holds and what is wrong with them."""
    before, _after, place = neighbours(visit, page.key)
    then = visit.request.GET.get("then", "")
    back = f"{START}{CHECK}/" if then == CHECK else f"{START}{before}/" if before else ""
    context = {
        "title": page.title(visit),
        "lead": page.lead(visit),
        "kind": visit.kind,
        "kind_name": KINDS[visit.kind],
        "step": place,
        "total": len(steps_of(visit)) + 1,
        "back": back,
        "then": then if then == CHECK else "",
        "draft": _kept_as(visit, page),
        "leave": LEAVE,
        **page.context(visit, problems),
    }
    return render(visit.request, page.template, context)
