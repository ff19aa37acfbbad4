"""My cases, and one case as a side sees it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hejie.base.ids import show_case_number
from hejie.cases import queries
from hejie.web import show
from hejie.web.casepage import case_page
from hejie.web.moves import actor_of


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Cases in which the reader is a side, by time left."""
    actor = actor_of(request)
    if not actor.person_id:
        return HttpResponseRedirect(f"/accounts/login/?next={request.path}")
    rows = queries.cases_of_person(actor.person_id)
    lines, more = queries.list_cases(rows, timezone.now(), after=request.GET.get("after", ""))
    links = show.PageLinks(later=f"?after={more}" if more else "")
    return render(request, "party/mine.html", {"rows": [_row(line) for line in lines], "links": links})


def _row(line: queries.CaseLine) -> show.CaseRow:
    return show.CaseRow(
        ref=show_case_number(line.ref),
        href=f"/cases/{show_case_number(line.ref)}/",
        title=line.title,
        stage=line.label,
        due=show.due_of(line.next_due_on, line.left, line.overdue),
        amount=line.amount,
    )


@require_GET
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """The case page of a side; those who work on the case are sent to their desk."""
    page = case_page(request, ref)
    if page.home != f"{page.address}/":
        return HttpResponseRedirect(page.home)
    return render(request, "party/case.html", {"page": page, "live": page.live, "step": page.step})
