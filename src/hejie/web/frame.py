"""Head and foot of pages: laid out once for all readers of one standing, filled in for each of them.

    {% framed "components/header_work.html" %}

What they say depends on the roles of whoever reads, on the language and on where the page lies among the desks. The
rest is values: a name, the office, the address to come back to, the token of forms, how many notices are new. The last
is the one query of a frame, made where its template has a place for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hejie.messaging.queries import UNREAD_COUNTED_TO, unread
from hejie.people.access import Actor, PostInfo
from hejie.web.homes import Home, homes_of
from hejie.web.lines import escaped, laid_out, mark
from hejie.web.show import NavGroup, NavItem, Words
from hejie.web.words import say

MOST_FRAMES = 1000
SOMEBODY = UUID(int=0)  # stands for every id: a frame does not depend on any


class Standing(NamedTuple):
    """What of a reader a frame depends on."""

    is_known: bool
    roles: frozenset[str]
    has_trader: bool


class Frame(NamedTuple):
    """All that a head or foot depends on. `given`: which of the values that may be empty are not."""

    template: str
    language: str | None
    lang: str
    other_language: str
    theme: str
    demo: bool
    standing: Standing
    nav_at: str
    account_at: str
    search_url: str
    search_hint: Words
    given: frozenset[str]
    quiet: bool


def framed(context: Context, template: str, *, quiet: bool = False) -> SafeString:
    """The head or foot of this page."""
    ui, actor, language = context["ui"], context["actor"], get_language()
    standing = Standing(
        actor.person_id is not None, frozenset(post.role for post in actor.posts), bool(actor.trader_ids)
    )
    values = {"name": ui.name, "org": say(context.get("org")), "q": str(context.get("q") or "")}
    layout = _layout(
        Frame(
            template,
            language,
            ui.lang,
            ui.other_language,
            ui.theme,
            ui.demo,
            standing,
            nav_at=_nearest(ui.here, _nav(standing, language)),
            account_at=_nearest(ui.here, _account(standing, language)),
            search_url=context.get("search_url") or "",
            search_hint=context.get("search_hint") or "",
            given=frozenset(name for name, value in values.items() if value),
            quiet=quiet,
        )
    )
    pieces = [escaped(_value(part, values, context)) if place % 2 else part for place, part in enumerate(layout)]
    return mark_safe("".join(pieces))  # noqa: S308 - templates and escaped values


def _value(name: str, values: Mapping[str, str], context: Context) -> str:
    return values[name] if name in values else FOUND[name](context)


FOUND: Mapping[str, Callable[[Context], str]] = {
    "path": lambda context: str(context["ui"].path),
    "csrf_token": lambda context: str(context["csrf_token"]),
    "notices": lambda context: _notices(context["actor"].person_id),
}


@lru_cache(maxsize=MOST_FRAMES)
def _layout(frame: Frame) -> Sequence[str]:
    """Text of the template and names of values in turn."""
    nav = _items(frame.nav_at, _nav(frame.standing, frame.language))
    marks = {name: mark(name) if name in frame.given else "" for name in ("name", "org", "q")}
    ui = {
        "lang": frame.lang,
        "other_language": frame.other_language,
        "theme": frame.theme,
        "demo": frame.demo,
        "name": marks["name"],
        "path": mark("path"),
        "nav": nav,
        "menus": _menus(nav),
        "account": _items(frame.account_at, _account(frame.standing, frame.language)),
    }
    own = {"search_url": frame.search_url, "search_hint": frame.search_hint, "quiet": frame.quiet}
    return laid_out(frame.template, {**own, **marks, "csrf_token": mark("csrf_token"), "ui": ui})


def _nearest(path: str, links: Sequence[Home]) -> str:
    """The link that leads nearest to this page is the current one: 答复模板 and not the desk it belongs to."""
    return max((one.href for one in links if _is_current(path, one.href)), key=len, default="")


def _is_current(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def _items(nearest: str, links: Sequence[Home]) -> tuple[NavItem, ...]:
    return tuple(NavItem(one.href, one.label, one.href == nearest, one.group) for one in links)


def _menus(nav: Sequence[NavItem]) -> tuple[NavGroup, ...]:
    """The navigation by its groups. A group of one is no group: its entry stands for itself."""
    found = [NavGroup(label, tuple(items)) for label, items in groupby(nav, key=attrgetter("group"))]
    return tuple(NavGroup("", one.items) if len(one.items) == 1 else one for one in found)


@lru_cache(maxsize=MOST_FRAMES)
def _nav(standing: Standing, _language: str | None) -> tuple[Home, ...]:
    """Desks first for those who work here; the public pages for everyone else."""
    if standing.roles or standing.has_trader:
        return homes_of(_anybody_of(standing))
    return (
        Home("/", _("首页")),
        Home("/guide/", _("维权指南")),
        Home("/progress/", _("查进度")),
        Home("/traders/", _("查商家")),
        Home("/help/", _("帮助")),
    )


def _anybody_of(standing: Standing) -> Actor:
    posts = tuple(PostInfo(role, SOMEBODY, "") for role in sorted(standing.roles))
    return Actor(SOMEBODY, posts=posts, trader_ids=frozenset({SOMEBODY}) if standing.has_trader else frozenset())


@lru_cache(maxsize=MOST_FRAMES)
def _account(standing: Standing, _language: str | None) -> tuple[Home, ...]:
    if not standing.is_known:
        return (Home("/accounts/login/", _("登录")),)
    mine = [] if standing.roles or standing.has_trader else [Home("/my/", _("我的案件"))]
    security = [Home("/accounts/sessions/", _("登录与安全")), Home("/accounts/logout/", _("退出登录"))]
    return (*mine, Home("/notices/", mark("notices")), *security)


def _notices(person_id: UUID) -> str:
    new = unread(person_id)
    many = str(new) if new < UNREAD_COUNTED_TO else f"{UNREAD_COUNTED_TO - 1}+"
    return _("消息（%(count)s 条新的）") % {"count": many} if new else _("消息")
