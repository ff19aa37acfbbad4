"""Leaving the wizard: what an account holds is safe; a visitor says whether the browser is their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hejie.intake.actions import drop_draft
from hejie.web.moves import actor_of
from hejie.web.visitor.filing.visit import held_draft, let_go_of_draft


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Whoever comes next to a shared computer must not read the draft. POST deletes it."""
    draft = held_draft(request)
    if request.method == "POST":
        if draft:
            drop_draft(draft_id=draft.id)
        messages.success(request, _("草稿已删掉，这台设备上没有留下您填的内容。"))
        response = HttpResponseRedirect("/")
        let_go_of_draft(response)
        return response
    if draft is None or draft.ref or actor_of(request).person_id:
        return HttpResponseRedirect("/")
    return render(request, "visitor/filing_leave.html")
