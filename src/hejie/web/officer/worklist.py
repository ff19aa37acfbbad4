"""The worklist of an office: its views, what a reader narrows them to, how many stand in each, and the lines of a page.

An address says it all: `?view=received&channel=hotline&category=food&owner=me&after=…`. `cases.worklists` reads rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hejie.base.compiled import Compiled
from hejie.base.ids import show_case_number
from hejie.cases import worklists
from hejie.cases.access import visible_cases
from hejie.cases.lists import CaseLine, list_cases
from hejie.cases.reach import Reach
from hejie.cases.wanted import Wanted
from hejie.cases.worklists import Counted
from hejie.intake.channels import all_channels
from hejie.people.access import Actor
from hejie.people.standing import KINDS_OF_READERS, stand_in
from hejie.rules.catalogue import CATEGORIES
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Text
from hejie.web import show
from hejie.web.icons import icon
from hejie.web.officer.lists import BY_KEY, VIEWS, View
from hejie.web.words import due_chip, money, say, time_element, titled

CHANNELS = {key: one.label for key, one in all_channels().items()}
BETWEEN = [view for view in VIEWS if view.chooses]
CURRENT = "bg-turn-soft text-turn-ink font-semibold"
OWNERS = {"me": Text("我承办的", "Mine"), "nobody": Text("还没有承办人", "Nobody's yet")}
KINDS = {
    "complaint": Text("投诉", "Complaint"),
    "report": Text("举报", "Report"),
    "enquiry": Text("咨询", "Enquiry"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks for; unknown values are left out, so that an old link still opens the list."""

    view: View
    channel: str = ""
    category: str = ""
    owner: str = ""

    @property
    def query(self) -> str:
        """The address's query string, the same for the same choice: saved filters are compared by it."""
        given = {"view": self.view.key, **self.narrowed}
        return urlencode({key: value for key, value in given.items() if value})

    @property
    def narrowed(self) -> dict[str, str]:
        return {"channel": self.channel, "category": self.category, "owner": self.owner}

    @property
    def is_narrowed(self) -> bool:
        return any(self.narrowed.values())

    def wanted(self, actor: Actor, today: date) -> Wanted:
        """The rows to read."""
        return replace(
            self.view.wanted(today),
            channels=[self.channel] if self.channel else (),
            categories=[self.category] if self.category else (),
            owners=[actor.person_id] if self.owner == "me" and actor.person_id else (),
            is_unowned=self.owner == "nobody",
        )

    def chosen_rows(self, actor: Actor, today: date) -> QuerySet[Any]:
        """The rows of a view that another app chooses, as far as the actor may see them."""
        if self.view.chooses is None:
            raise ValueError(f"{self.view.key} is read by its conditions")
        seen = visible_cases(actor).filter(pk__in=self.view.chooses(actor).values("pk"))
        return worklists.narrow(seen, self.wanted(actor, today))


def chosen(given: Mapping[str, str], first: str = "today") -> Chosen:
    """Read an address."""

    def known(key: str, choices: Mapping[str, Text]) -> str:
        value = given.get(key, "")
        return value if value in choices else ""

    view = BY_KEY.get(given.get("view", ""), BY_KEY[first])
    return Chosen(view, known("channel", CHANNELS), known("category", CATEGORIES), known("owner", OWNERS))


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
    kind: Text
    filed_at: datetime

    @property
    def href(self) -> str:
        return f"/office/cases/{self.ref}/"


@dataclass(frozen=True, slots=True)
class Tab:
    """A view with its count; None where counting would read every case there ever was."""

    view: View
    count: Counted | None
    is_current: bool

    @property
    def href(self) -> str:
        return f"/office/?view={self.view.key}"


@dataclass(frozen=True, slots=True)
class Counts:
    """The views with their counts, and how many stand in the list as it is narrowed."""

    tabs: Sequence[Tab] = field(default_factory=tuple)
    here: Counted | None = None


def counts(actor: Actor, asked: Chosen, now: datetime, reach: Reach | None = None) -> Counts:
    """Every view with its count, exact up to three hundred; what is rare only while there is any."""
    today = shanghai_date(now)
    counted = [view for view in VIEWS if view.key != "all" and not view.chooses]
    lists = [view.wanted(today) for view in counted]
    is_read = asked.is_narrowed and not asked.view.chooses
    found = worklists.count(actor, [*lists, *([asked.wanted(actor, today)] if is_read else [])], reach)
    numbers = dict(zip((view.key for view in counted), found, strict=False))
    chosen_here, number = _counts_between(actor, asked, today)
    numbers |= chosen_here
    here = found[-1] if is_read else number or numbers.get(asked.view.key)
    return Counts(_tabs(numbers, asked.view), here)


def _counts_between(actor: Actor, asked: Chosen, today: date) -> tuple[dict[str, Counted], Counted | None]:
    """The views that another app chooses, by key; and the one that is looked at, as it is narrowed."""
    who, given = stand_in(actor)
    found = worklists.counted(_between(who, today)(given), len(BETWEEN))
    here = worklists.count_rows([asked.chosen_rows(actor, today)])[0] if asked.view.chooses else None
    return dict(zip((view.key for view in BETWEEN), found, strict=True)), here


@lru_cache(maxsize=KINDS_OF_READERS)
def _between(who: Actor, today: date) -> Compiled:
    """The views that another app chooses, for an actor of this standing, today."""
    return Compiled(lambda: worklists.marked([view.chooses(who) for view in BETWEEN if view.chooses]))


def _tabs(numbers: Mapping[str, Counted], current: View) -> list[Tab]:
    tabs = [Tab(view, numbers.get(view.key), view is current) for view in VIEWS]
    return [tab for tab in tabs if not tab.view.is_rare or tab.is_current or (tab.count and tab.count.number)]


def rows(
    actor: Actor,
    asked: Chosen,
    now: datetime,
    *,
    after: str = "",
    limit: int = worklists.PAGE,
    reach: Reach | None = None,
) -> tuple[list[Row], str]:
    """One page of a view, by time left, and the key of the next page."""
    if asked.view.chooses:
        chosen_ones = asked.chosen_rows(actor, shanghai_date(now))
        found, more = list_cases(chosen_ones, now, after=after, limit=limit)
        return [row_of(line) for line in found], more
    wanted, newest = asked.wanted(actor, shanghai_date(now)), asked.view.key == "all"
    lines, more = worklists.page_lines(actor, wanted, now, after=after, limit=limit, newest=newest, reach=reach)
    return [row_of(line) for line in lines], more


def every_row(actor: Actor, asked: Chosen, now: datetime, most: int) -> Iterator[Row]:
    """All rows of a view up to `most`, read a few hundred at a time."""
    after, given = "", 0
    while given < most:
        page, after = rows(actor, asked, now, after=after, limit=min(500, most - given))
        yield from page
        given += len(page)
        if not after:
            return


def row_of(line: CaseLine) -> Row:
    """A case of any list as a line of the desk."""
    return Row(
        ref=show_case_number(line.ref),
        title=line.title,
        trader=line.trader,
        stage=line.label,
        due=show.due_of(line),
        amount=line.amount,
        channel=CHANNELS.get(line.channel, Text(line.channel, line.channel)),
        office=line.office,
        kind=KINDS[line.kind],
        filed_at=line.filed_at,
    )


def line_of(row: Row, columns: Collection[str], *, is_picked: bool = False) -> dict[str, str]:
    """A row as `officer/_row.html` prints it; of the columns, what these show."""
    return {
        "ref": row.ref,
        "href": row.href,
        "picked": SafeString(" checked" if is_picked else ""),
        "title": titled(row.title),
        "trader": f"{row.trader} · " if row.trader else "",
        **{key: CELLS[key](row) for key in columns},
    }


def line_of_tab(tab: Tab) -> dict[str, str]:
    """A view as `officer/_view.html` prints it: the one that is looked at stands out, and what is overdue."""
    is_pressing = tab.view.key == "overdue" and tab.count and tab.count.number
    return {
        "href": tab.href,
        "icon": icon(tab.view.icon),
        "label": say(tab.view.label),
        "count": "" if tab.count is None else format_html('<b class="hj-num ml-2">{}</b>', tab.count),
        "tone": CURRENT if tab.is_current else "text-over" if is_pressing else "",
        "current": SafeString(' aria-current="page"' if tab.is_current else ""),
    }


def _due(row: Row) -> SafeString:
    return due_chip(row.due) if row.due else format_html('<span class="text-ink-3">{}</span>', _("不计时"))


CELLS: Mapping[str, Callable[[Row], str]] = {
    "due": _due,
    "kind": lambda row: say(row.kind),
    "stage": lambda row: say(row.stage),
    "amount": lambda row: money(row.amount) or "—",
    "channel": lambda row: say(row.channel),
    "office": lambda row: row.office,
    "filed": lambda row: time_element(shanghai_date(row.filed_at)),
}
