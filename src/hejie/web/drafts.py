"""The draft everybody in mediation writes, clause by clause. Nobody overwrites what another has just saved.

GET  /cases/<ref>/draft/            the draft on a page of its own, with what changed between two versions (?from=&to=)
POST /cases/<ref>/draft/            save what differs from the versions that were shown, merged into the newest

A post may carry one more thing to do: `add` a clause of the library, `first` (a whole draft from the last offer),
`remove`, `up` or `settle` a clause. A post by script (`HX-Request`) is answered with the page as it is then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.cases.actions import Refused, perform
from hejie.drafting.clauses import CLAUSES, first_draft
from hejie.drafting.merge import settle
from hejie.drafting.queries import between, clauses_at, draft_of, versions_of
from hejie.drafting.records import Clause
from hejie.rules.clauses import BEGINNING
from hejie.rules.model import Problem, Refusal
from hejie.web.casepage import CasePage, case_page
from hejie.web.draftpage import draft_shown
from hejie.web.moves import actor_of, is_htmx
from hejie.web.words import say

NEW = "new"

Change = dict[str, Any]


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    page = case_page(request, ref)
    if draft_shown(page) is None:
        messages.info(request, _("现在没有协议草稿，案件页面上是现在能办的。"))
        return HttpResponseRedirect(page.home)
    return _save(request, page) if request.method == "POST" else _show(request, page)


def _show(request: HttpRequest, page: CasePage, problems: Sequence[Problem] = ()) -> HttpResponse:
    shown = draft_shown(page, typed=request.POST if problems else None)
    newest = shown.version if shown else 0
    before = _number(request.GET.get("from"), shown.agreed_before if shown else 0, newest)
    after = _number(request.GET.get("to"), newest, newest)
    context = {
        "page": page,
        "live": page.live,
        "draft": shown,
        "problems": problems,
        "before": before,
        "after": after,
        "versions": [(one, page.names(one.by)) for one in versions_of(page.view.case.pk)],
        "changes": between(page.view.case.pk, before, after) if before != after else [],
    }
    return render(request, "layouts/draft.html", context, status=422 if problems else 200)


def _number(raw: str | None, default: int, newest: int) -> int:
    return min(int(raw), newest) if raw and raw.isdecimal() and len(raw) < len("1000000") else default


def _save(request: HttpRequest, page: CasePage) -> HttpResponse:
    """What was typed first, then the one more thing: so that a button never takes words with it."""
    refusal = _perform_all(request, page)
    if refusal and refusal.problems:
        return _show(request, page, refusal.problems)
    if is_htmx(request):
        return _show(request, case_page(request, page.view.case.ref))
    if refusal:
        messages.error(request, say(refusal.text))
        return HttpResponseRedirect(page.home)
    was, began = page.draft.version if page.draft else 0, request.POST.get("version", "")
    if began.isdecimal() and int(began) < was:
        messages.success(request, _("已保存，别人同时改的也并进来了。下面看得到改了什么。"))
        return HttpResponseRedirect(f"{page.address}/draft/?from={int(began)}#changes")
    messages.success(request, _("草稿已保存，大家都能看到新的一版。"))
    return HttpResponseRedirect(f"{page.home}#draft")


def _perform_all(request: HttpRequest, page: CasePage) -> Refusal | None:
    """One edit for each version that clauses were read at; None when all were taken."""
    case_id, post = page.view.case.pk, request.POST
    for version, changes in _typed(page, post).items():
        if changes and (refusal := _perform(request, page, changes, version, str(version))):
            return refusal
    more = _one_more(page, post, draft_of(case_id))
    newest = draft_of(case_id)
    if more:
        return _perform(request, page, more, newest.version if newest else 0, "more")
    return None


def _perform(request: HttpRequest, page: CasePage, changes: list[Change], version: int, part: str) -> Refusal | None:
    key = request.POST.get("key")
    try:
        perform(
            ref=page.view.case.ref,
            move="edit_draft",
            actor=actor_of(request),
            inputs={"clauses": changes, "version": version},
            now=timezone.now(),
            key=f"{key}:{part}" if key else None,
        )
    except Refused as error:
        return error.refusal
    return None


def _typed(page: CasePage, post: QueryDict) -> Mapping[int, list[Change]]:
    """What differs from the version each clause was shown at; a clause without words is taken out."""
    found: dict[int, list[Change]] = {}
    shown: dict[int, dict[str, Clause]] = {}
    for name in post:
        clause = name.removeprefix("text-")
        if clause in (name, NEW):
            continue
        version = _number(post.get(f"version-{clause}") or post.get("version"), 0, 1_000_000)
        if version not in shown:
            shown[version] = {one.id: one for one in clauses_at(page.view.case.pk, version)}
        if change := _difference(shown[version].get(clause), clause, post):
            found.setdefault(version, []).append(change)
    if text := post.get(f"text-{NEW}", "").strip():
        heading = post.get(f"heading-{NEW}", "").strip()
        version = _number(post.get("version"), 0, 1_000_000)
        found.setdefault(version, []).append({"text": text, "heading": heading})
    return found


def _difference(was: Clause | None, clause: str, post: QueryDict) -> Change | None:
    text, heading = " ".join(post.get(f"text-{clause}", "").split()), post.get(f"heading-{clause}", "").strip()
    if was and (text, heading) == (was.text, was.heading):
        return None
    return {"id": clause, "text": text, "heading": heading} if text else {"id": clause, "removed": True}


def _one_more(page: CasePage, post: QueryDict, now: Any) -> list[Change]:
    clauses = list(now.clauses) if now else []
    terms = page.offers[-1].terms if page.offers else page.view.case.wanted
    if "first" in post:
        return first_draft(terms)
    if (entry := CLAUSES.get(post.get("library", ""))) and "add" in post:
        return entry.filled(terms, clauses)
    if one := _named(clauses, post.get("remove", "")):
        return [{"id": one.id, "removed": True}]
    if one := _named(clauses, post.get("up", "")):
        return _up(clauses, one)
    return _settled(clauses, post.get("settle", ""))


def _named(clauses: Sequence[Clause], id: str) -> Clause | None:
    return next((one for one in clauses if one.id == id), None)


def _up(clauses: Sequence[Clause], one: Clause) -> list[Change]:
    place = [other.id for other in clauses].index(one.id)
    if place == 0:
        return []
    before = clauses[place - 2].id if place > 1 else BEGINNING
    return [{"id": one.id, "text": one.text, "after": before}]


def _settled(clauses: Sequence[Clause], chosen: str) -> list[Change]:
    """`<clause>.<place>.<version>`: one version taken at an open point; a clause left without words goes."""
    id, *numbers = chosen.split(".")
    one = _named(clauses, id)
    if not one or len(numbers) != 2 or not all(number.isdecimal() for number in numbers):  # noqa: PLR2004
        return []
    try:
        text = settle(one.text, int(numbers[0]), int(numbers[1])).strip()
    except IndexError:
        return []
    return [{"id": id, "text": text} if text else {"id": id, "removed": True}]
