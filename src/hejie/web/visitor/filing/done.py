"""It is filed: the number, what happens next, and by when."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hejie.base.ids import read_case_number, show_case_number
from hejie.base.text import mask_phone
from hejie.cases.access import NotFound
from hejie.cases.queries import CaseView, view_case
from hejie.people.access import Actor, link_actor
from hejie.rules.model import Role, Text
from hejie.web.moves import actor_of
from hejie.web.show import TimelineItem
from hejie.web.steps import next_step
from hejie.web.visitor.filing.visit import held_draft

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
        (NOT_ACCEPTED, Text("您还可以起诉或者申请仲裁", "Court and arbitration stay open")),
    ),
    "report": (
        (Text("立案：查清以后作出处理", "A case is opened: checked, then decided"), Text("", "")),
        (Text("不立案：没有违法或者证据不足", "No case is opened: no breach, or no proof"), Text("", "")),
    ),
    "enquiry": (),
}


@never_cache
@require_safe
def done(request: HttpRequest, ref: str) -> HttpResponse:
    """For the one who filed: signed in, or still in the browser that filed. Everybody else looks the progress up."""
    try:
        view = view_case(_reader(request, ref), ref, timezone.now())
    except NotFound:
        return HttpResponseRedirect("/progress/")
    number, way = show_case_number(view.case.ref), _way(view)
    party = view.parties.get(Role.COMPLAINANT)
    context = {
        "heading": HEADINGS[way],
        "number": number,
        "filed_at": view.case.filed_at,
        "phone": mask_phone(party.phone if party else ""),
        "next": replace(next_step(view), title=NOW[way], note=WAIT if party and party.phone else SILENT),
        "items": _items(view, way),
        "office": view.case.office.name,
        "progress_address": f"{settings.PUBLIC_URL}/progress/?number={number}",
        "may_open": bool(actor_of(request).person_id),
    }
    return render(request, "visitor/filing_done.html", context)


def _reader(request: HttpRequest, ref: str) -> Actor:
    """The browser that filed may see its own case's progress, even of an anonymous report."""
    draft = held_draft(request)
    if draft and draft.case_id and draft.ref == read_case_number(ref):
        return link_actor(case_id=draft.case_id, side=Role.COMPLAINANT)
    return actor_of(request)


def _way(view: CaseView) -> str:
    return "direct" if view.case.is_direct else view.case.kind


def _items(view: CaseView, way: str) -> list[TimelineItem]:
    """What was done, where it stands, and the branches that may come."""
    return [
        TimelineItem("done", Text("您提交了", "You filed"), view.case.filed_at),
        TimelineItem("now", view.state.label, text=view.state.next_step),
        *(TimelineItem("next", title, text=text) for title, text in WAYS_ON[way]),
    ]
