"""One case at the office: what the law asks and by when, who and what, and every decision that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hejie.base.text import mask_id, mask_name, mask_phone
from hejie.cases.access import takes_part
from hejie.cases.actions import procedure_of
from hejie.cases.queries import DeadlineShown
from hejie.desk.queries import replies_of
from hejie.dispatch.queries import TransferShown, transfers_of
from hejie.rules.citation import cite
from hejie.rules.clock import DayCount
from hejie.rules.identity_papers import KINDS
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.casepage import CasePage, case_page
from hejie.web.caseparts import due_shown
from hejie.web.consulting import consult_shown
from hejie.web.icons import icon
from hejie.web.meetingcard import staff_card
from hejie.web.moves import actor_of
from hejie.web.officer.choices import groups_of
from hejie.web.officer.frame import frame, may_work, office_topics
from hejie.web.officer.speakers import speakers_shown
from hejie.web.officer.worklist import CHANNELS
from hejie.web.prooflist import proofs_shown
from hejie.web.reached import Fact, facts_of
from hejie.web.show import Words
from hejie.web.stream import MAX_TOPICS, Here, case_topics, live_url
from hejie.web.words import say

OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR})
TRANSFERS = ("dispatch", "return_case", "hand_to_station", "agree_venue", "designate_office", "take_up")


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline with its sentence, its article, and every day of its count."""

    due: show.DueShown
    deadline: DeadlineShown
    article: Text

    @property
    def days(self) -> list[dict[str, str]]:
        """Every day of the count, as `officer/_clock_day.html` prints it."""
        return [_day_shown(one) for one in self.deadline.count.days] if self.deadline.count else []


def _day_shown(one: DayCount) -> dict[str, str]:
    return {
        "tone": "" if one.counted else "text-ink-3",
        "icon": icon("check", "text-ok mt-1") if one.counted else icon("minus", "mt-1"),
        "iso": one.date.isoformat(),
        "day": f"{one.date.month}-{one.date.day}",
        "why": say(one.why),
    }


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    page = _page(request, ref)
    context = {
        **_context(page),
        "meeting": staff_card(page.view, page.now, address=page.address),
        "consult": consult_shown(page),
        "proofs": proofs_shown(page),
        "clocks": [Clock(due_shown(one), one, cite(one.term.article)) for one in page.view.deadlines],
        "way": _way(page),
        "live": _live(request, page),
        **frame(actor_of(request)),
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
    return live_url(request, [*case_topics(case_id, page.view.roles), *topics][:MAX_TOPICS], here)


def _page(request: HttpRequest, ref: str) -> CasePage:
    """For those with a post who are no side of this case."""
    if not may_work(actor_of(request)):
        raise Http404
    page = case_page(request, ref)
    if page.view.roles & {Role.COMPLAINANT, Role.RESPONDENT}:
        raise Http404
    return page


def _context(page: CasePage) -> dict[str, Any]:
    view, groups = page.view, groups_of(page)
    return {
        "page": page,
        "step": page.step,
        "law": _law(page),
        "groups": groups,
        "has_decisions": any(one.decisions for one in groups),
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


def _way(page: CasePage) -> list[TransferShown]:
    """How the case went between offices. Asked for only where its records say that it did."""
    moves = procedure_of(page.view.case).moves
    went = {moves[key].fact for key in TRANSFERS if key in moves}
    return transfers_of(page.view.case) if any(one.fact in went for one in page.view.records) else []


def _complainant(page: CasePage) -> list[tuple[Text, Words]]:
    """Who complains: in full for the office that handles the case, masked for every office above."""
    party = page.view.parties.get(Role.COMPLAINANT)
    if not party:
        return []
    full = bool(page.view.roles & OFFICE)
    lines: list[tuple[Text, Words | None]] = [
        (Text("姓名", "Name"), party.name if full else mask_name(party.name)),
        (Text("手机", "Phone"), party.phone if full else mask_phone(party.phone)),
        (
            KINDS[party.id_kind],
            _number(party.id_number if full else mask_id(party.id_number), party.identity_checked_at),
        ),
        (Text("地址", "Address"), party.address if full else ""),
    ]
    return [(label, value) for label, value in lines if value]


def _number(number: str | None, checked_at: datetime | None) -> Words:
    """That nobody has checked it is said: the office may ask for the paper (Order 121 Art 10(3))."""
    if not number or checked_at:
        return number or ""
    return Text(f"{number}（未核验）", f"{number} (not checked)")


def _reached(page: CasePage) -> Sequence[Fact]:
    """Reached, silent and refused are three facts; of a report its respondent is told nothing (Order 121 Art 37)."""
    if page.view.case.kind != "complaint":
        return ()
    facts = facts_of(page.view, page.offers, Role.RESPONDENT)
    declined = next((one for one in page.view.records if one.fact == "mediation_declined"), None)
    if declined and declined.role is Role.RESPONDENT:
        facts.append(Fact("x", Text("明确不同意调解", "Clearly declined mediation"), declined.at))
    return facts
