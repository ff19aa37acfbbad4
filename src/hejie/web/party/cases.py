"""My cases, and one case as a side sees it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.agreements.queries import PromiseShown
from hejie.base.compiled import A_DAY, Compiled, Several, stand_in_id
from hejie.base.ids import show_case_number
from hejie.cases import queries
from hejie.cases.joining import is_waiting, waiting_for
from hejie.cases.lists import CaseLine, list_cases
from hejie.oversight.turns import whose_turn
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.rules.promises import Standing, Step, next_step, standing
from hejie.web import show
from hejie.web.acts import ActShown
from hejie.web.casepage import CasePage, case_page
from hejie.web.draftpage import draft_shown
from hejie.web.inbox import YOURS
from hejie.web.meetingcard import side_card_of
from hejie.web.moves import MEETING, actor_of
from hejie.web.party.joining import HERE
from hejie.web.party.promises import promise_rows
from hejie.web.party.ways import UNSETTLED
from hejie.web.prooflist import proofs_shown
from hejie.web.settling import tools_shown

# Acts with a place of their own on the page of a side.
PLACED = frozenset(
    {
        "confirm_promise",
        "confirm_part",
        "report_missed",
        "report_sent",
        "confirm_oral",
        "decline_oral",
        "rate",
        "make_offer",
        "accept_offer",
        "reject_offer",
    }
)
NO_CASES = show.EmptyShown(
    Text("您还没有案件", "You have no cases yet"),
    Text(
        "遇到消费纠纷，先看看自己有哪些权利，再决定怎么办。",
        "If something went wrong with a purchase, look at your rights first, then decide.",
    ),
    "/guide/",
    Text("看维权指南", "See the guide"),
)
FILER = Role.COMPLAINANT
A_READER, THESE = stand_in_id("reader"), Several()
WAYS_ON = ("turn_to_authority", "close_unperformed")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Cases in which the reader is a side, by time left, and whether it is their turn."""
    actor = actor_of(request)
    if not actor.person_id:
        return HttpResponseRedirect(f"/accounts/login/?next={request.path}")
    rows = queries.cases_of_person(actor.person_id)
    now = timezone.now()
    lines, more = list_cases(rows, now, after=request.GET.get("after", ""))
    mine = _turn_of(actor.person_id, [line.id for line in lines], shanghai_date(now))
    pages = show.PageLinks(later=f"?after={more}" if more else "", earlier="/my/" if "after" in request.GET else "")
    waiting = len(waiting_for(actor, now))
    rows_shown = [_row(line, line.id in mine) for line in lines]
    context = {"rows": rows_shown, "pages": pages, "empty": NO_CASES, "waiting": waiting}
    return render(request, "party/mine.html", context)


def _turn_of(reader: UUID, these: Collection[UUID], today: date) -> frozenset[UUID]:
    """Those of the cases that the reader filed in which it is their turn."""
    return frozenset(pk for (pk,) in _turns()({A_READER: reader, THESE: these, A_DAY: today}))


@cache
def _turns() -> Compiled:
    filed = queries.cases_of_person(A_READER).filter(pk__any=THESE, parties__person=A_READER, parties__side=FILER)
    return Compiled(lambda: whose_turn(filed, FILER, A_DAY).values_list("pk"))


def _row(line: CaseLine, is_mine: bool) -> show.CaseRow:
    return show.CaseRow(
        ref=show_case_number(line.ref),
        href=f"/cases/{show_case_number(line.ref)}/",
        title=line.title,
        stage=line.label,
        due=show.due_of(line),
        amount=line.amount or None,
        turn=YOURS if is_mine else "",
        is_mine=is_mine,
    )


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """The case page of a side; those who work on the case are sent to their desk.

    Whoever it was filed for by telephone first says the name it was filed under.
    """
    try:
        page = case_page(request, ref)
    except Http404:
        if is_waiting(actor_of(request), ref, timezone.now()):
            return HttpResponseRedirect(HERE)
        raise
    if page.home != f"{page.address}/":
        return HttpResponseRedirect(page.home)
    context = {
        "page": page,
        "live": page.live,
        "step": page.step,
        "promises": promise_rows(page),
        "draft": draft_shown(page),
        "meeting": side_card_of(page),
        "settling": tools_shown(page),
        "proofs": proofs_shown(page),
        "ways_on": _ways_on(page),
        "owes": bool(page.view.facts.missed_receivers) and not page.view.facts.missed_receivers & page.view.roles,
        "next_legal": _next_legal(page),
        "others": _others(page),
        "leads_on": _leads_on(page),
        "rate_form": page.forms.get("rate"),
        "ratings": page.ratings if page.view.state.final else (),
        "is_consumer": Role.COMPLAINANT in page.view.roles,
    }
    return render(request, "party/case.html", context)


def _leads_on(page: CasePage) -> bool:
    """Whether it is over without having been settled: then the ways on come first."""
    case = page.view.case
    return Role.COMPLAINANT in page.view.roles and case.kind == "complaint" and case.state in UNSETTLED


def _ways_on(page: CasePage) -> list[ActShown]:
    """What the receiver of a missed promise may choose, said on the card itself."""
    if not page.view.facts.missed_receivers & page.view.roles:
        return []
    return [act for act in page.acts if act.key in WAYS_ON]


def _next_legal(page: CasePage) -> Step | None:
    """The next legal step, once the days of grace of a promise to the reader are over."""
    promised = page.agreement.promises if page.agreement and page.view.case.state == "performing" else ()
    today = page.view.today
    over = [one for one in promised if one.receiver in page.view.roles and _is_given_up(one, today)]
    return next_step(page.view.facts) if over else None


def _is_given_up(one: PromiseShown, today: date) -> bool:
    return one.missed_at is not None and standing(one.due_on, today, received_on=one.received_on) is Standing.MISSED


def _others(page: CasePage) -> list[ActShown]:
    shown = {act.key for act in [*_ways_on(page), *(() if page.live_offer else page.main_acts)]}
    placed = PLACED | shown if page.live_offer else shown | (PLACED - {"make_offer"})
    return [act for act in page.other_acts if act.key not in placed | MEETING]
