"""The list of one's cases on a desk: by time left, in three views, a page at a time, with whose turn each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hejie.base.ids import read_case_number, show_case_number
from hejie.cases.queries import CaseLine, list_cases
from hejie.negotiation.queries import LiveSum, live_sums
from hejie.oversight.turns import Workload, whose_turn, workload
from hejie.rules import clock
from hejie.rules.model import Role, Text
from hejie.web import show

TABS = ("mine", "running", "ended")
YOURS = Text("轮到您", "your turn")


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose inbox it is: the role, its address, where a case opens, the view shown first, words for an open offer."""

    role: Role
    address: str
    case_address: str
    first: str
    offer_words: Callable[[LiveSum], str]
    empty: Mapping[str, show.EmptyShown]


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the inbox and how many cases it holds."""

    key: str
    label: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the list; `q` is what was looked for."""

    load: Workload
    tab: str
    tabs: tuple[Tab, ...]
    q: str
    rows: tuple[show.CaseRow, ...]
    links: show.PageLinks
    empty: show.EmptyShown


def open_inbox(request: HttpRequest, cases: QuerySet[Any], desk: Desk) -> Inbox:
    """`?tab=` mine, running or ended; `?q=` a number or words of the title; `?after=` the next page. Six queries."""
    now = timezone.now()
    today = clock.shanghai_date(now)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else desk.first
    q = request.GET.get("q", "").strip()
    load = workload(cases, desk.role, today)
    wanted, newest = _wanted(cases, desk.role, today, tab, q)
    lines, more = list_cases(wanted, now, after=request.GET.get("after", ""), newest=newest)
    return Inbox(
        load=load,
        tab=tab,
        tabs=_tabs(desk, load, "" if q else tab),
        q=q,
        rows=_rows(desk, lines, _mine(desk, cases, lines, today, everything=tab == "mine" and not q)),
        links=show.PageLinks(later="?" + urlencode({"tab": tab, "q": q, "after": more}) if more else ""),
        empty=desk.empty["found" if q else tab],
    )


def _wanted(cases: QuerySet[Any], role: Role, today: date, tab: str, q: str) -> tuple[QuerySet[Any], bool]:
    """The cases to list, and whether the newest come first (else by time left)."""
    if q:
        number = read_case_number(q)
        return (cases.filter(ref=number) if number else cases.filter(title__icontains=q)), True
    if tab == "ended":
        return cases.filter(closed_at__isnull=False), True
    return (whose_turn(cases, role, today) if tab == "mine" else cases.filter(closed_at=None)), False


def _tabs(desk: Desk, load: Workload, current: str) -> tuple[Tab, ...]:
    labels = {"mine": _("轮到我"), "running": _("全部进行中"), "ended": _("已结束")}
    counts = {"mine": load.mine, "running": load.running, "ended": load.ended}
    order = sorted(TABS, key=lambda key: key != desk.first)
    return tuple(Tab(key, labels[key], counts[key], f"{desk.address}?tab={key}", key == current) for key in order)


def _mine(desk: Desk, cases: QuerySet[Any], lines: list[CaseLine], today: date, *, everything: bool) -> frozenset[UUID]:
    """Those lines in which it is the reader's turn; no query where the list holds nothing else."""
    ids = [line.id for line in lines]
    if everything:
        return frozenset(ids)
    return frozenset(whose_turn(cases.filter(pk__in=ids), desk.role, today).values_list("pk", flat=True))


def _rows(desk: Desk, lines: list[CaseLine], mine: frozenset[UUID]) -> tuple[show.CaseRow, ...]:
    sums = live_sums(line.id for line in lines)
    return tuple(_row(desk, line, line.id in mine, sums) for line in lines)


def _row(desk: Desk, line: CaseLine, is_mine: bool, sums: Mapping[UUID, LiveSum]) -> show.CaseRow:
    number, offer = show_case_number(line.ref), sums.get(line.id)
    return show.CaseRow(
        ref=number,
        href=f"{desk.case_address}{number}/",
        title=line.title,
        stage=line.label,
        due=show.due_of(line.next_due_on, line.left, line.overdue),
        amount=line.amount or None,
        turn=YOURS if is_mine else "",
        is_mine=is_mine,
        hints=(desk.offer_words(offer),) if offer else (),
    )
