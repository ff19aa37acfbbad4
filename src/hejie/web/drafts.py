"""The draft everybody in mediation writes: one text with a version. Nobody overwrites what another has just saved.

GET  /cases/<ref>/draft/   the draft on a page of its own
POST /cases/<ref>/draft/   save it; when it was changed meanwhile, both texts are shown and nothing typed is lost
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.cases.actions import Refused, perform
from hejie.mediation.queries import DraftShown as Draft
from hejie.mediation.queries import draft_of
from hejie.rules.model import Problem
from hejie.web.casepage import CasePage, case_page
from hejie.web.forms import ProblemShown
from hejie.web.moves import actor_of
from hejie.web.show import Words
from hejie.web.words import say

DRAFTING = frozenset({"mediating", "suspended", "testing"})


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft for one reader. `newer` is what somebody else saved while the reader was typing `text`."""

    text: str
    version: int
    by: Words
    at: datetime | None
    may_edit: bool
    address: str
    home: str
    newer: str = ""
    problems: Sequence[ProblemShown] = ()


def draft_shown(page: CasePage) -> DraftPage | None:
    """The draft for a case page; None while the case is not in mediation, or nobody may and nobody did write one."""
    if page.view.case.state not in DRAFTING:
        return None
    shown = _shown(page, page.draft)
    return shown if shown.version or shown.may_edit else None


def _shown(page: CasePage, draft: Draft | None) -> DraftPage:
    return DraftPage(
        text=draft.text if draft else "",
        version=draft.version if draft else 0,
        by=page.names(draft.edited_by) if draft else "",
        at=draft.edited_at if draft else None,
        may_edit="edit_draft" in page.forms,
        address=f"{page.address}/draft/",
        home=page.home,
    )


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, ref: str) -> HttpResponse:
    page = case_page(request, ref)
    if "edit_draft" not in page.forms:
        messages.info(request, _("现在不能改协议草稿，案件页面上是现在能办的。"))
        return HttpResponseRedirect(page.home)
    return _save(request, page) if request.method == "POST" else _show(request, page, None, ())


def _save(request: HttpRequest, page: CasePage) -> HttpResponse:
    typed = {"text": request.POST.get("text", ""), "version": request.POST.get("version", "")}
    try:
        perform(
            ref=page.view.case.ref,
            move="edit_draft",
            actor=actor_of(request),
            inputs=typed,
            now=timezone.now(),
            key=request.POST.get("key"),
        )
    except Refused as error:
        if error.refusal.problems:
            return _show(request, page, typed["text"], error.refusal.problems)
        messages.error(request, say(error.refusal.text))
        return HttpResponseRedirect(page.home)
    messages.success(request, _("草稿已保存，大家都能看到新的一版。"))
    return HttpResponseRedirect(f"{page.home}#draft")


def _show(request: HttpRequest, page: CasePage, typed: str | None, problems: Sequence[Problem]) -> HttpResponse:
    """The newest version to start from; what was typed stays in the box, with the newer text beside it."""
    now = _shown(page, draft_of(page.view.case.pk))
    is_stale = any(problem.field == "version" for problem in problems)
    shown = DraftPage(
        text=now.text if typed is None else typed,
        version=now.version,
        by=now.by,
        at=now.at,
        may_edit=True,
        address=now.address,
        home=now.home,
        newer=now.text if is_stale else "",
        problems=tuple(ProblemShown(problem.text, "draft-text") for problem in problems),
    )
    context = {"page": page, "draft": shown, "key": page.forms["edit_draft"].key}
    return render(request, "layouts/draft.html", context, status=409 if is_stale else 422 if problems else 200)
