"""Where each role begins: the page a person is sent to after signing in, and the entries of the work navigation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hejie.people.access import Actor

OFFICIALS = ("officer", "head", "operator", "station", "supervisor")


@dataclass(frozen=True, slots=True)
class Home:
    """The first page of one role."""

    href: str
    label: str


def homes_of(actor: Actor) -> tuple[Home, ...]:
    """All desks of this actor, the main one first. A person without a desk has the page of own cases."""
    desks = [Home("/hotline/", _("热线登记"))] if actor.has_post("operator") else []
    if actor.has_post(*OFFICIALS):
        desks += [Home("/office/", _("办件")), Home("/field/", _("走访")), Home("/office/calendar/", _("工作日历"))]
    if actor.has_post("officer", "head"):
        desks += [Home("/office/today/", _("今日清零")), Home("/office/supervision/", _("督办"))]
        desks += [Home("/office/followups/", _("回访")), Home("/office/traders/", _("约谈"))]
    if actor.has_post("head"):
        desks += [Home("/office/people/", _("人员")), Home("/office/settings/", _("设置"))]
    if actor.has_post("officer", "head"):
        desks += [Home("/office/entry/counter/", _("窗口登记")), Home("/office/import/", _("批量导入"))]
    if actor.has_post("special_team"):
        desks.append(Home("/office/repeats/", _("重复件")))
    if actor.has_post("mediator"):
        desks.append(Home("/rooms/", _("调解室")))
    if actor.trader_ids:
        desks += [Home("/desk/", _("商家工作台")), Home("/desk/templates/", _("答复模板"))]
    return tuple(desks) or (Home("/my/", _("我的案件")),)


def home_of(actor: Actor) -> str:
    """The address that `/go/` sends this actor to."""
    return homes_of(actor)[0].href if actor.person_id else "/"
