"""The mediator's own cases by time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie.base.compiled import stand_in_id
from hejie.base.ids import show_case_number
from hejie.cases.queries import cases_of_mediator
from hejie.mediation.appointments import coming_meetings
from hejie.negotiation.queries import LiveSum
from hejie.rules.appointments import said
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.web.inbox import Desk, open_inbox
from hejie.web.meetingcard import ONLINE
from hejie.web.moves import actor_of
from hejie.web.show import EmptyShown
from hejie.web.stream import live_url
from hejie.web.words import money


@dataclass(frozen=True, slots=True)
class ComingShown:
    """One meeting of the mediator: today's stand out."""

    at: Text
    ref: str
    title: str
    place: Text
    is_today: bool


def coming_shown(person_id: UUID, now: datetime) -> list[ComingShown]:
    """The next meetings, today's first."""
    return [
        ComingShown(
            said(one.at, shanghai_date(now)),
            show_case_number(one.ref),
            one.title,
            Text(one.place, one.place) if one.place else ONLINE,
            shanghai_date(one.at) == shanghai_date(now),
        )
        for one in coming_meetings(person_id, now)
    ]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """For whoever holds a mediator's post; to anyone else the rooms do not exist. Parameters as in `web.inbox`."""
    actor = actor_of(request)
    if not actor.person_id or not actor.has_post(Role.MEDIATOR):
        raise Http404
    context = {
        "search_url": ROOMS.address,
        "live": live_url(request, [f"person:{actor.person_id}"]),
        "inbox": open_inbox(request, actor.person_id, ROOMS),
        "q": request.GET.get("q", ""),
        "coming": coming_shown(actor.person_id, timezone.now()),
    }
    return render(request, "mediator/rooms.html", context)


def _offer_words(offer: LiveSum) -> str:
    """What lies before whom; a proposal without money names no sum."""
    if not offer.total:
        return _("商家提了方案，等消费者答复") if offer.by is Role.RESPONDENT else _("消费者提了方案，等商家答复")
    if offer.by is Role.RESPONDENT:
        return _("商家出 %(sum)s，等消费者答复") % {"sum": money(offer.total)}
    return _("消费者要 %(sum)s，等商家答复") % {"sum": money(offer.total)}


EMPTY = {
    "mine": EmptyShown(
        Text("没有轮到您的案件", "Nothing awaits you"),
        Text("有方案在等双方答复，或者在等签名。", "Offers await an answer, or agreements a signature, of the sides."),
        "/rooms/",
        Text("看全部进行中的案件", "See all running cases"),
    ),
    "running": EmptyShown(
        Text("没有进行中的调解", "No mediation under way"),
        Text("承办人指定您调解后，案件会出现在这里。", "Cases appear here once an officer has assigned you."),
    ),
    "ended": EmptyShown(
        Text("还没有结束的案件", "No case has ended yet"),
        Text("您调解过的案件，结束后留在这里。", "Cases you mediated are kept here when they are over."),
    ),
    "found": EmptyShown(
        Text("没有找到这个案件", "No such case"),
        Text("请核对案件号，或者换标题里的几个字试试。", "Please check the number, or try other words of the title."),
        "/rooms/",
        Text("回到我的调解", "Back to my cases"),
    ),
}
ROOMS = Desk(
    Role.MEDIATOR, cases_of_mediator, stand_in_id("mediator"), "/rooms/", "/rooms/", "running", _offer_words, EMPTY
)
