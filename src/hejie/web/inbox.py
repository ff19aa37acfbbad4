"""The list of one's cases on a desk: by time left, in three views, a page at a time, with whose turn each is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hejie.base.compiled import A_DAY, Compiled, Given, Several, stand_in_id
from hejie.base.ids import read_case_number, show_case_number
from hejie.cases.lists import CaseLine, Key, list_cases, page_rows, paged, read_key
from hejie.negotiation.queries import LiveSum, live_sums
from hejie.oversight.turns import Workload, load_rows, whose_turn, workload
from hejie.rules import clock
from hejie.rules.model import Role, Text
from hejie.web import show

TABS = ("mine", "running", "ended")
YOURS = Text("轮到您", "your turn")


A_ROW, A_DUE, THESE = stand_in_id("row"), A_DAY + timedelta(days=1), Several("rows")


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose inbox it is: the role, its address, where a case opens, the view shown first, words for an open offer.

    `cases` are those of somebody; `stands_in` for whom, while the statements are compiled.
    """

    role: Role
    cases: Callable[[Any], QuerySet[Any]]
    stands_in: Hashable
    address: str
    case_address: str
    first: str
    offer_words: Callable[[LiveSum], str] = field(compare=False)
    empty: Mapping[str, show.EmptyShown] = field(compare=False)


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


def open_inbox(request: HttpRequest, whose: object, desk: Desk) -> Inbox:
    """`?tab=` mine, running or ended; `?q=` a number or words of the title; `?after=` the next page. Five queries.

    whose: as `desk.cases` takes it.
    """
    now = timezone.now()
    today = clock.shanghai_date(now)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else desk.first
    q, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    given = {desk.stands_in: whose, A_DAY: today}
    load = workload(_load(desk)(given), today)
    lines, more = _found(desk.cases(whose), q, now, after) if q else _page(desk, tab, given, now, read_key(after))
    mine = frozenset(line.id for line in lines) if tab == "mine" and not q else _mine(desk, given, lines)
    return Inbox(
        load=load,
        tab=tab,
        tabs=_tabs(desk, load, "" if q else tab),
        q=q,
        rows=_rows(desk, lines, mine),
        links=show.PageLinks(later="?" + urlencode({"tab": tab, "q": q, "after": more}) if more else ""),
        empty=desk.empty["found" if q else tab],
    )


@cache
def _load(desk: Desk) -> Compiled:
    return Compiled(lambda: load_rows(desk.cases(desk.stands_in), desk.role, A_DAY))


def _page(desk: Desk, tab: str, given: Given, now: datetime, key: Key | None) -> tuple[list[CaseLine], str]:
    """One page of a view: the newest first of what is over, else by time left."""
    if key is None:
        return paged(_listing(desk, tab, None)(given), now)
    behind = Key(A_ROW, key.due_on and A_DUE)
    return paged(_listing(desk, tab, behind)({**given, A_ROW: key.row_id, A_DUE: key.due_on}), now)


@cache
def _listing(desk: Desk, tab: str, behind: Key | None) -> Compiled:
    cases = desk.cases(desk.stands_in)
    if tab == "mine":
        return Compiled(lambda: page_rows(whose_turn(cases, desk.role, A_DAY), behind))
    viewed = cases.filter(closed_at__isnull=tab == "running")
    return Compiled(lambda: page_rows(viewed, behind, newest=tab == "ended"))


def _found(cases: QuerySet[Any], q: str, now: datetime, after: str) -> tuple[list[CaseLine], str]:
    number = read_case_number(q)
    named = cases.filter(ref=number) if number else cases.filter(title__icontains=q)
    return list_cases(named, now, after=after, newest=True)


def _mine(desk: Desk, given: Given, lines: list[CaseLine]) -> frozenset[UUID]:
    """Those lines in which it is the reader's turn."""
    rows = _turns(desk)({**given, THESE: [line.id for line in lines]})
    return frozenset(case_id for (case_id,) in rows)


@cache
def _turns(desk: Desk) -> Compiled:
    these = desk.cases(desk.stands_in).filter(pk__any=THESE)
    return Compiled(lambda: whose_turn(these, desk.role, A_DAY).values_list("pk"))


def _tabs(desk: Desk, load: Workload, current: str) -> tuple[Tab, ...]:
    labels = {"mine": _("轮到我"), "running": _("全部进行中"), "ended": _("已结束")}
    counts = {"mine": load.mine, "running": load.running, "ended": load.ended}
    order = sorted(TABS, key=lambda key: key != desk.first)
    return tuple(Tab(key, labels[key], counts[key], f"{desk.address}?tab={key}", key == current) for key in order)


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
        due=show.due_of(line),
        amount=line.amount or None,
        turn=YOURS if is_mine else "",
        is_mine=is_mine,
        hints=(desk.offer_words(offer),) if offer else (),
    )
