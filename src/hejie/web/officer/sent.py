"""`/office/sent/`: what an office sent away, and where it is now; nothing of what the cases say (decision 0052)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hejie.dispatch.queries import sent_away
from hejie.rules.model import Text
from hejie.web.officer.own_office import office_of
from hejie.web.show import EmptyShown

NONE = Text("没有移走的案件", "No case was sent away")
HOW = Text("分送、退回、移送给别的部门的，在这里查去向。", "Cases passed to other offices are found here.")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The last fifty, the newest first."""
    actor, office = office_of(request)
    context = {"org": office.name, "rows": sent_away(actor), "empty": EmptyShown(NONE, HOW)}
    return render(request, "officer/sent.html", context)
