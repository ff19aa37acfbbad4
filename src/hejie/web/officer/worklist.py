"""The worklist of an office: its views, how many stand in each, and the lines of one view. Three small queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from hejie.base.ids import show_case_number
from hejie.cases import access, queries
from hejie.cases.queries import CaseLine
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.web import show
from hejie.web.homes import OFFICIALS

OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.MEDIATOR})
# Periods in which the office has to act; a date promised between the sides is not the office's.
OFFICE_RULES = sorted(
    {term.key for one in machine.editions().values() for term in one.terms.values() if term.of in OFFICE}
)
OPEN = Q(closed_at=None)
CHANNELS = {
    "web": Text("网页", "Web"),
    "api": Text("接口", "API"),
    "partner": Text("平台转入", "Partner"),
    "phone": Text("热线", "Hotline"),
}
LEAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class View:
    """One view of the worklist; `filter` takes today in Shanghai."""

    key: str
    label: Text
    icon: str
    filter: Callable[[date], Q]
    empty: Text


def _states(*states: str) -> Callable[[date], Q]:
    return lambda today: OPEN & Q(kind="complaint", state__in=states)


VIEWS = (
    View(
        "today",
        Text("今天必须办结", "Due today"),
        "alarm-clock",
        lambda today: OPEN & Q(next_due_rule__in=OFFICE_RULES, next_due_on=today),
        Text("今天没有到期的，可以先看明后天的。", "Nothing falls due today; look ahead to the next days."),
    ),
    View(
        "overdue",
        Text("已逾期", "Overdue"),
        "octagon-alert",
        lambda today: OPEN & Q(next_due_rule__in=OFFICE_RULES, next_due_on__lt=today),
        Text("没有逾期的。", "Nothing is overdue."),
    ),
    View(
        "received",
        Text("待定受理", "Awaiting a decision"),
        "inbox",
        _states("received", "returned"),
        Text("没有等受理决定的投诉。", "No complaint awaits a decision."),
    ),
    View(
        "mediating",
        Text("调解中", "In mediation"),
        "messages-square",
        _states("accepted", "mediating", "signing", "terminated"),
        Text("没有正在调解的。", "Nothing is in mediation."),
    ),
    View(
        "paused",
        Text("暂停计时", "Paused"),
        "pause",
        lambda today: OPEN & Q(state__in=("testing", "suspended")),
        Text("没有暂停的。", "Nothing is paused."),
    ),
    View(
        "performing",
        Text("待履行", "To be performed"),
        "hand-coins",
        _states("performing"),
        Text("没有等履行的协议。", "No agreement awaits performance."),
    ),
    View(
        "reports",
        Text("举报和咨询", "Reports and enquiries"),
        "megaphone",
        lambda today: OPEN & Q(kind__in=("report", "enquiry")),
        Text("没有要办的举报和咨询。", "No report or enquiry is open."),
    ),
    View(
        "all",
        Text("全部", "All"),
        "list",
        lambda today: Q(),
        Text("还没有案件。", "There are no cases yet."),
    ),
)
BY_KEY = {view.key: view for view in VIEWS}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    ref: str
    title: str
    trader: str
    stage: Text
    due: show.DueShown | None
    amount: str
    channel: Text
    office: str

    @property
    def href(self) -> str:
        return f"/office/cases/{self.ref}/"


@dataclass(frozen=True, slots=True)
class Tab:
    """A view with its count; None where counting would read every case there ever was."""

    view: View
    count: int | None
    is_current: bool

    @property
    def href(self) -> str:
        return f"/office/?view={self.view.key}"


def may_work(actor: Actor) -> bool:
    return actor.has_post(*OFFICIALS)


def office_cases(actor: Actor) -> QuerySet[Any]:
    """Cases of the actor's offices and of those below; not those the actor is a side of elsewhere."""
    below = Q(pk__in=[])
    for post in actor.posts:
        below |= Q(office__path__startswith=post.authority_path)
    return access.visible_cases(actor).filter(below)


def tabs(actor: Actor, current: View, now: datetime) -> list[Tab]:
    """Every view with its count, by one query over the open cases."""
    today = shanghai_date(now)
    counted = [view for view in VIEWS if view.key != "all"]
    counts = (
        office_cases(actor)
        .filter(OPEN)
        .aggregate(**{view.key: Count("pk", filter=view.filter(today)) for view in counted})
    )
    return [Tab(view, counts.get(view.key), view is current) for view in VIEWS]


def rows(actor: Actor, view: View, now: datetime, *, after: str = "", words: str = "") -> tuple[list[Row], str]:
    """One page of a view, by time left, and the key of the next page."""
    found = office_cases(actor).filter(view.filter(shanghai_date(now)))
    if words:
        found = found.filter(_about(words))
    lines, more = queries.list_cases(found, now, after=after, newest=view.key == "all")
    return [_row(line) for line in lines], more


def _about(words: str) -> Q:
    """By number (or its beginning), else by title or trader."""
    digits = re.sub(r"[\s-]", "", words)
    if digits.isdecimal() and len(digits) >= LEAST_DIGITS:
        return Q(ref__startswith=digits)
    return Q(title__icontains=words) | Q(trader__name__icontains=words)


def _row(line: CaseLine) -> Row:
    return Row(
        ref=show_case_number(line.ref),
        title=line.title,
        trader=line.trader,
        stage=line.label,
        due=show.due_of(line.next_due_on, line.left, line.overdue),
        amount=line.amount,
        channel=CHANNELS.get(line.channel, Text(line.channel, line.channel)),
        office=line.office,
    )
