"""It is filed: the number, what happens next, and by when."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.base.text import mask_phone
from hejie.cases.access import NotFound, case_for, roles_of
from hejie.cases.actions import procedure_of
from hejie.cases.history import records_of
from hejie.cases.queries import CaseView, deadlines_of
from hejie.intake.facts import facts_of_the_filing
from hejie.people.access import Actor, link_actor
from hejie.rules.clock import shanghai_date
from hejie.rules.machine import turn
from hejie.rules.model import Facts, Role, Text
from hejie.web.moves import actor_of
from hejie.web.show import TimelineItem
from hejie.web.steps import next_step
from hejie.web.visitor.filing.visit import account_phone, held_draft

HEADINGS = {
    "direct": Text("已提交，正在通知商家", "Filed; the trader is being told"),
    "complaint": Text("已提交给监管部门", "Filed with the authority"),
    "report": Text("举报已提交", "Your report is filed"),
    "enquiry": Text("咨询已发出", "Your enquiry is sent"),
}
NOW = {
    "direct": Text("现在轮到商家答复", "Now it is the trader's turn to answer"),
    "complaint": Text("现在轮到监管部门决定是否受理", "Now the authority decides whether to accept it"),
    "report": Text("现在由监管部门核查", "Now the authority checks it"),
    "enquiry": Text("现在由监管部门答复您", "Now the authority answers you"),
}
WAIT = Text("您先不用做什么，有进展会发短信给您。", "You need not do anything; news comes by text message.")
SILENT = Text("您先不用做什么。", "You need not do anything.")
SETTLED = Text("谈成：双方签和解协议", "Settled: both sides sign")
NOT_SETTLED = Text("没谈成：请监管部门处理", "Not settled: the authority takes over")
ACCEPTED = Text("受理：指派调解员，双方调解", "Accepted: a mediator is assigned")
NOT_ACCEPTED = Text("不受理：告诉您理由和其他办法", "Not accepted: you are told why, and what else you can do")
WAYS_ON: dict[str, tuple[tuple[Text, Text], ...]] = {
    "direct": (
        (
            SETTLED,
            Text("商家按约定的日期兑现，您确认收到后办结", "The trader performs by the dates agreed"),
        ),
        (NOT_SETTLED, Text("您点一下就行，填过的都带过去", "One tap; everything you filled in goes along")),
    ),
    "complaint": (
        (ACCEPTED, Text("谈成就签调解书", "An agreement is signed if you settle")),
        (
            NOT_ACCEPTED,
            Text("您还可以起诉；有仲裁协议的，可以申请仲裁", "Court stays open, and arbitration where agreed"),
        ),
    ),
    "report": (
        (Text("立案：查清以后作出处理", "A case is opened: checked, then decided"), Text("", "")),
        (Text("不立案：不符合立案的条件", "No case is opened: the conditions of the law are not met"), Text("", "")),
    ),
    "enquiry": (),
}


@never_cache
@require_safe
def done(request: HttpRequest, ref: str) -> HttpResponse:
    """For the one who filed: signed in, or still in the browser that filed. Everybody else looks the progress up."""
    view = _view(request, ref)
    if view is None:
        return HttpResponseRedirect("/progress/")
    if any(record.role not in (Role.COMPLAINANT, Role.SYSTEM) for record in view.records):
        return HttpResponseRedirect(f"/cases/{show_case_number(view.case.ref)}/")
    number, way = show_case_number(view.case.ref), _way(view)
    is_anonymous = bool(facts_of_the_filing(view.case, timezone.now()).get("anonymous"))
    context = {
        "heading": HEADINGS[way],
        "number": number,
        "filed_at": view.case.filed_at,
        "phone": mask_phone(account_phone(request)),
        "is_anonymous": is_anonymous,
        "next": replace(next_step(view), title=NOW[way], note=SILENT if is_anonymous else WAIT),
        "items": _items(view, way),
        "office": view.case.office.name,
        "progress_address": f"{settings.PUBLIC_URL}/progress/?number={number}",
        "may_open": bool(actor_of(request).person_id),
    }
    return render(request, "visitor/filing_done.html", context)


def _view(request: HttpRequest, ref: str) -> CaseView | None:
    """The account is asked first; then the draft: the browser that filed may see even an anonymous report."""
    actor = actor_of(request)
    view = _view_as(actor, ref) if actor.person_id else None
    if view is None and (draft := held_draft(request)) and draft.case_id:
        view = _view_as(link_actor(case_id=draft.case_id, side=Role.COMPLAINANT), ref)
    return view if view and Role.COMPLAINANT in view.roles else None


def _view_as(actor: Actor, ref: str) -> CaseView | None:
    """As it stands while nobody but the filer has acted: that needs no more facts than the case's own row."""
    try:
        case = case_for(actor, ref)
    except NotFound:
        return None
    now, roles, procedure = timezone.now(), roles_of(actor, case), procedure_of(case)
    facts = Facts(kind=case.kind, direct=case.is_direct, by_authority=case.received_at is not None)
    return CaseView(
        case=case,
        state=procedure.states[case.state],
        roles=roles,
        facts=facts,
        turn=turn(procedure, case.state, facts),
        moves=(),
        deadlines=deadlines_of(case, now),
        read_records=lambda: records_of(case, roles),
        parties={},
        today=shanghai_date(now),
    )


def _way(view: CaseView) -> str:
    return "direct" if view.case.is_direct else view.case.kind


def _items(view: CaseView, way: str) -> list[TimelineItem]:
    """What was done, where it stands, and the branches that may come."""
    return [
        TimelineItem("done", Text("您提交了", "You filed"), view.case.filed_at),
        TimelineItem("now", view.state.label, text=view.state.next_step),
        *(TimelineItem("next", title, text=text) for title, text in WAYS_ON[way]),
    ]
