"""The inbox: complaints against the trader, and what may be answered together."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie.base.compiled import Several
from hejie.cases.queries import cases_of_traders
from hejie.negotiation.queries import LiveSum
from hejie.rules.model import Role, Text
from hejie.traders.queries import templates_of
from hejie.web.inbox import Desk, open_inbox
from hejie.web.show import EmptyShown
from hejie.web.stream import live_url
from hejie.web.trader.clerk import clerk_of, traders_of
from hejie.web.words import money


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Parameters as `web.inbox.open_inbox` reads them; `case` is ticked already, `template` chosen."""
    actor = clerk_of(request)
    names = traders_of(actor)
    context = {
        "org": "、".join(names.values()),
        "search_url": DESK.address,
        "live": live_url(request, [f"trader:{pk}" for pk in names]),
        "inbox": open_inbox(request, list(actor.trader_ids), DESK),
        "q": request.GET.get("q", ""),
        "after": request.GET.get("after", ""),
        "picked": request.GET.getlist("case"),
        "template": request.GET.get("template", ""),
        "replies": templates_of(names),
        "key": uuid4().hex,
    }
    return render(request, "trader/desk.html", context)


def _offer_words(offer: LiveSum) -> str:
    """What lies before whom; a proposal without money names no sum."""
    if not offer.total:
        return _("您提了方案，等对方答复") if offer.by is Role.RESPONDENT else _("消费者提了方案，等您答复")
    if offer.by is Role.RESPONDENT:
        return _("您出 %(sum)s，等对方答复") % {"sum": money(offer.total)}
    return _("消费者要 %(sum)s，等您答复") % {"sum": money(offer.total)}


EMPTY = {
    "mine": EmptyShown(
        Text("没有轮到您的案件", "Nothing awaits you"),
        Text("消费者发来新投诉或新方案时，会出现在这里。", "New complaints and offers of consumers will appear here."),
        "/desk/?tab=running",
        Text("看全部进行中的案件", "See all running cases"),
    ),
    "running": EmptyShown(
        Text("没有进行中的案件", "No running cases"),
        Text("有消费者投诉您时，会按剩余时间排在这里。", "Complaints against you will stand here by time left."),
    ),
    "ended": EmptyShown(
        Text("还没有结束的案件", "No case has ended yet"),
        Text("谈成并办妥，或者撤回、终止的案件会留在这里。", "Settled, withdrawn and terminated cases are kept here."),
    ),
    "found": EmptyShown(
        Text("没有找到这个案件", "No such case"),
        Text("请核对案件号，或者换标题里的几个字试试。", "Please check the number, or try other words of the title."),
        "/desk/",
        Text("回到轮到我的", "Back to what awaits me"),
    ),
}
DESK = Desk(
    Role.RESPONDENT, cases_of_traders, Several("traders"), "/desk/", "/desk/cases/", "mine", _offer_words, EMPTY
)
