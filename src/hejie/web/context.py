"""What every page knows: language, theme, type size, navigation, and who is reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hejie.messaging.queries import UNREAD_COUNTED_TO, unread
from hejie.people.access import ANONYMOUS, Actor
from hejie.web.homes import OFFICIALS, SEARCH, SEARCH_HINT, Home, homes_of
from hejie.web.preferences import mode_of, theme_of
from hejie.web.show import NavGroup, NavItem


@dataclass(frozen=True)
class Ui:
    """Read by layouts as `ui`. `theme` is empty when the system decides; what a page does not show is not looked up."""

    request: HttpRequest
    actor: Actor
    lang: str
    other_language: str
    theme: str
    mode: str
    demo: bool

    @property
    def name(self) -> str:
        return self.actor.name

    @cached_property
    def path(self) -> str:
        return self.request.get_full_path()

    @cached_property
    def nav(self) -> tuple[NavItem, ...]:
        return _items(self.request.path, _nav(self.actor))

    @cached_property
    def menus(self) -> tuple[NavGroup, ...]:
        return _menus(self.nav)

    @cached_property
    def account(self) -> tuple[NavItem, ...]:
        return _items(self.request.path, _account(self.actor))


def page(request: HttpRequest) -> Mapping[str, Any]:
    """Context processor. The count of new notices is one query, where a page with a menu is shown to somebody."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    search = {"search_url": SEARCH, "search_hint": SEARCH_HINT} if actor.has_post(*OFFICIALS) else {}
    asks_proof = bool(actor.link and not actor.link.is_proved)
    return {"ui": ui_of(request, actor), "actor": actor, "asks_proof": asks_proof, **search}


def ui_of(request: HttpRequest, actor: Actor) -> Ui:
    """How this reader wants pages, in the language that is spoken now."""
    english = (get_language() or "").startswith("en")
    return Ui(
        request,
        actor,
        lang="en" if english else "zh-CN",
        other_language="中文" if english else "English",
        theme=theme_of(request),
        mode=mode_of(request),
        demo=settings.DEMO,
    )


def _items(path: str, links: Sequence[Home]) -> tuple[NavItem, ...]:
    """The link that leads nearest to this page is the current one: 答复模板 and not the desk it belongs to."""
    nearest = max((one.href for one in links if _is_current(path, one.href)), key=len, default="")
    return tuple(NavItem(one.href, one.label, one.href == nearest, one.group) for one in links)


def _menus(nav: Sequence[NavItem]) -> tuple[NavGroup, ...]:
    """The navigation by its groups. A group of one is no group: its entry stands for itself."""
    found = [NavGroup(label, tuple(items)) for label, items in groupby(nav, key=attrgetter("group"))]
    return tuple(NavGroup("", one.items) if len(one.items) == 1 else one for one in found)


def _is_current(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def _nav(actor: Actor) -> Sequence[Home]:
    """Desks first for those who work here; the public pages for everyone else."""
    if actor.is_staff:
        return homes_of(actor)
    return (
        Home("/", _("首页")),
        Home("/guide/", _("维权指南")),
        Home("/progress/", _("查进度")),
        Home("/traders/", _("查商家")),
        Home("/help/", _("帮助")),
    )


def _account(actor: Actor) -> Sequence[Home]:
    if not actor.person_id:
        return (Home("/accounts/login/", _("登录")),)
    mine = [] if actor.is_staff else [Home("/my/", _("我的案件"))]
    new = unread(actor.person_id)
    many = str(new) if new < UNREAD_COUNTED_TO else f"{UNREAD_COUNTED_TO - 1}+"
    notices = _("消息（%(count)s 条新的）") % {"count": many} if new else _("消息")
    security = [Home("/accounts/sessions/", _("登录与安全")), Home("/accounts/logout/", _("退出登录"))]
    return (*mine, Home("/notices/", notices), *security)
