"""Where each role begins: the page a person is sent to after signing in, and the entries of the work navigation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hejie.intake.team import TEAM
from hejie.people.access import Actor
from hejie.rules.model import Text

SEARCH = "/office/search/"
SEARCH_HINT = Text("号码 / 姓名 / 内容", "Number / name / words")
OFFICIALS = ("officer", "head", "operator", "station", "supervisor")


@dataclass(frozen=True, slots=True)
class Home:
    """The first page of one role. Entries of one `group` lie under its name; without one they stand in the bar."""

    href: str
    label: str
    group: str = ""


def homes_of(actor: Actor) -> tuple[Home, ...]:
    """All desks of this actor, the main one first. A person without a desk has the page of own cases."""
    desks = [Home("/hotline/", _("热线登记"))] if actor.has_post("operator") else []
    if actor.has_post(*OFFICIALS):
        desks.append(Home("/office/", _("办件")))
    if actor.has_post("officer", "head"):
        desks.append(Home("/office/today/", _("今日清零")))
    if actor.has_post("mediator"):
        desks.append(Home("/rooms/", _("调解室")))
    if actor.trader_ids:
        desks += [Home("/desk/", _("商家工作台")), Home("/desk/templates/", _("答复模板"))]
    return (*desks, *_grouped(actor)) or (Home("/my/", _("我的案件")),)


def _grouped(actor: Actor) -> list[Home]:
    """The other entries by what one means to do: take in, go after a case, watch over offices, keep one's own."""
    takes_in, goes_after, watches, own = _("登记"), _("跟进"), _("督办"), _("本部门")
    works, heads = actor.has_post("officer", "head"), actor.has_post("head")
    entries = (
        (works, "/office/entry/counter/", _("窗口登记"), takes_in),
        (works, "/office/import/", _("批量导入"), takes_in),
        (works, "/office/followups/", _("回访"), goes_after),
        (works or actor.has_post("mediator"), "/panels/", _("求助和会商"), goes_after),
        (actor.has_post(*OFFICIALS), "/field/", _("走访"), goes_after),
        (actor.has_post(TEAM, "head"), "/office/repeats/", _("重复件"), goes_after),
        (works, "/office/supervision/", _("督办通知"), watches),
        (works, "/office/today/below/", _("下级部门"), watches),
        (works, "/office/traders/", _("集中投诉约谈"), watches),
        (heads, "/office/people/", _("人员"), own),
        (heads, "/office/mediators/", _("调解员名册"), own),
        (heads, "/office/bodies/", _("委托调解的组织"), own),
        (heads, "/office/settings/", _("设置"), own),
        (actor.has_post(*OFFICIALS, "mediator"), "/office/readings/", _("办案指引"), own),
        (actor.has_post(*OFFICIALS), "/office/calendar/", _("工作日历"), own),
    )
    return [Home(href, label, group) for may, href, label, group in entries if may]


def home_of(actor: Actor) -> str:
    """The address that `/go/` sends this actor to."""
    return homes_of(actor)[0].href if actor.person_id else "/"
