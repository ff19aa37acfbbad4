"""One case at the office: what the law asks and by when, who and what, and every decision that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hejie.base.text import mask_id, mask_name, mask_phone
from hejie.cases.access import takes_part
from hejie.cases.queries import DeadlineShown
from hejie.desk.queries import replies_of
from hejie.rules.citation import cite
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.casepage import CasePage, case_page
from hejie.web.caseparts import due_shown
from hejie.web.forms import MoveForm
from hejie.web.moves import actor_of
from hejie.web.officer.frame import SEARCH, SEARCH_HINT, may_work, office_topics
from hejie.web.officer.speakers import speakers_shown
from hejie.web.officer.worklist import CHANNELS
from hejie.web.reached import Fact, facts_of
from hejie.web.stream import MAX_TOPICS, Here, live_url

OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR})
# Decisions in the order they are weighed, each with the key that opens it.
KEYS = {
    "accept": "a",
    "assign_mediator": "a",
    "notify_termination": "a",
    "decide_recusal": "a",
    "end_testing": "a",
    "answer": "a",
    "open_case": "a",
    "decide_case": "a",
    "tell_reporter": "a",
    "tell_not_opened": "a",
    "dispatch": "t",
    "return_case": "t",
    "redirect": "t",
    "request_identity": "i",
    "refuse": "r",
    "not_open_case": "r",
    "terminate": "r",
    "decide_review": "a",
    "grade_reward": "a",
    "decide_reward": "a",
    "pay_reward": "a",
}
DECISIONS = (*KEYS, "merge_repeated", "extend_check", "extend_decision", "start_testing", "tell_result")
QUIET = frozenset({"say", "add_evidence"})
SAYS = {
    "accept": Text("开始计算调解期限；系统写好受理决定书", "The mediation period begins; the paper is printed"),
    "refuse": Text(
        "选法定情形并说明理由，系统写好决定书", "Choose the ground in law and give reasons; the paper is printed"
    ),
    "return_case": Text(
        "本部门没有处理权限的，退回分送单位", "Where this office has no power, back to who dispatched it"
    ),
    "request_identity": Text(
        "真实身份核实不了的，限期补充", "Where identity cannot be verified, ask for proof by a date"
    ),
    "dispatch": Text("送到有权处理的县级部门，那边重新计时", "To the county office with power; its clock begins anew"),
    "assign_mediator": Text("双方会马上收到通知", "Both sides are told at once"),
    "terminate": Text("选法定情形并说明理由", "Choose the ground in law and give reasons"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A move to decide on, folded until it is chosen."""

    form: MoveForm
    says: Text | None
    key: str
    article: Text


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline with its sentence, its article, and every day of its count."""

    due: show.DueShown
    deadline: DeadlineShown
    article: Text


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    page = _page(request, ref)
    context = {
        **_context(page),
        "clocks": [Clock(due_shown(one), one, cite(one.term.article)) for one in page.view.deadlines],
        "others": _others(page),
        "live": _live(request, page),
        "org": page.view.case.office.name,
        "search_url": SEARCH,
        "search_hint": SEARCH_HINT,
    }
    return render(request, "officer/case.html", context)


@require_safe
def pane(request: HttpRequest, ref: str) -> HttpResponse:
    """The case beside the worklist: summary and decisions, fetched as the reader moves through the list."""
    page = _page(request, ref)
    live = _live(request, page, *office_topics(actor_of(request)))
    return render(request, "officer/_pane.html", {**_context(page), "live": live})


def _live(request: HttpRequest, page: CasePage, *topics: str) -> str:
    """The stream of a page that has a case open: colleagues on the same case see each other."""
    actor, case_id = actor_of(request), str(page.view.case.pk)
    here = Here(case_id, str(actor.person_id), actor.name)
    return live_url(request, [f"case:{case_id}", *topics][:MAX_TOPICS], here)


def _page(request: HttpRequest, ref: str) -> CasePage:
    """For those with a post who are no side of this case."""
    if not may_work(actor_of(request)):
        raise Http404
    page = case_page(request, ref)
    if page.view.roles & {Role.COMPLAINANT, Role.RESPONDENT}:
        raise Http404
    return page


def _context(page: CasePage) -> dict[str, Any]:
    view = page.view
    return {
        "page": page,
        "step": page.step,
        "law": _law(page),
        "decisions": _decisions(page),
        "complainant": _complainant(page),
        "speakers": speakers_shown(view, in_full=bool(view.roles & OFFICE)),
        "reached": _reached(page),
        "channel": CHANNELS.get(view.case.channel, view.case.channel),
        "watches": not takes_part(view.roles),
        "replies": replies_of(view.case.office_id) if view.roles & OFFICE else (),
    }


def _law(page: CasePage) -> Text | None:
    """The article of this state, unless the clock cites it already."""
    article = page.view.state.article
    return None if page.due and page.due.article == article else cite(article)


def _decisions(page: CasePage) -> list[Decision]:
    moves = {move.key: move for move in page.view.moves}
    return [
        Decision(page.forms[key], SAYS.get(key), KEYS.get(key, ""), cite(moves[key].article))
        for key in DECISIONS
        if key in moves
    ]


def _others(page: CasePage) -> list[Any]:
    return [act for act in page.acts if act.key not in {*DECISIONS, *QUIET}]


def _complainant(page: CasePage) -> list[tuple[Text, str]]:
    """Who complains: in full for the office that handles the case, masked for every office above."""
    party = page.view.parties.get(Role.COMPLAINANT)
    if not party:
        return []
    full = bool(page.view.roles & OFFICE)
    lines = [
        (Text("姓名", "Name"), party.name if full else mask_name(party.name)),
        (Text("手机", "Phone"), party.phone if full else mask_phone(party.phone)),
        (Text("身份证号", "Identity number"), party.id_number if full else mask_id(party.id_number)),
        (Text("地址", "Address"), party.address if full else ""),
    ]
    return [(label, str(value)) for label, value in lines if value]


def _reached(page: CasePage) -> Sequence[Fact]:
    """Reached, silent and refused are three facts; of a report its respondent is told nothing (Order 121 Art 37)."""
    if page.view.case.kind != "complaint":
        return ()
    facts = facts_of(page.view, page.offers, Role.RESPONDENT)
    declined = next((one for one in page.view.records if one.fact == "mediation_declined"), None)
    if declined and declined.role is Role.RESPONDENT:
        facts.append(Fact("x", Text("明确不同意调解", "Clearly declined mediation"), declined.at))
    return facts
