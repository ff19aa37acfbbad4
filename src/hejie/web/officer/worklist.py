"""The worklist of an office: its views, what a reader narrows them to, how many stand in each, and the lines of a page.

An address says it all: `?view=received&channel=hotline&category=food&owner=me&after=…`. `cases.worklists` reads rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from hejie.base.ids import show_case_number
from hejie.cases import worklists
from hejie.cases.queries import CaseLine
from hejie.cases.worklists import Counted, Wanted
from hejie.intake.channels import all_channels
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.catalogue import CATEGORIES
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text
from hejie.web import show

OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.MEDIATOR})
# Periods in which the office has to act; a date promised between the sides is not the office's.
OFFICE_RULES = sorted(
    {term.key for one in machine.editions().values() for term in one.terms.values() if term.of in OFFICE}
)
CHANNELS = {key: one.label for key, one in all_channels().items()}
OWNERS = {"me": Text("我承办的", "Mine"), "nobody": Text("还没有承办人", "Nobody's yet")}
KINDS = {
    "complaint": Text("投诉", "Complaint"),
    "report": Text("举报", "Report"),
    "enquiry": Text("咨询", "Enquiry"),
}
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the worklist; `wanted` takes today in Shanghai."""

    key: str
    label: Text
    icon: str
    wanted: Callable[[date], Wanted]
    empty: Text


def _states(*states: str) -> Callable[[date], Wanted]:
    return lambda today: Wanted(kinds=("complaint",), states=states)


def _due(first: timedelta | None, last: timedelta) -> Callable[[date], Wanted]:
    """What the office has to do from one day to another, counted from today."""
    return lambda today: Wanted(
        due_rules=OFFICE_RULES, due_from=None if first is None else today + first, due_to=today + last
    )


VIEWS = (
    View(
        "today",
        Text("今天必须办结", "Due today"),
        "alarm-clock",
        _due(timedelta(), timedelta()),
        Text("今天没有到期的，可以先看明后天的。", "Nothing falls due today; look ahead to the next days."),
    ),
    View(
        "overdue",
        Text("已逾期", "Overdue"),
        "octagon-alert",
        _due(None, -A_DAY),
        Text("没有逾期的。", "Nothing is overdue."),
    ),
    View(
        "week",
        Text("七天内到期", "Due in seven days"),
        "hourglass",
        _due(A_DAY, A_WEEK),
        Text("七天内没有到期的。", "Nothing falls due within seven days."),
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
        lambda today: Wanted(states=("testing", "suspended")),
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
        lambda today: Wanted(kinds=("report", "enquiry")),
        Text("没有要办的举报和咨询。", "No report or enquiry is open."),
    ),
    View(
        "all",
        Text("全部", "All"),
        "list",
        lambda today: Wanted(is_open=None),
        Text("还没有案件。", "There are no cases yet."),
    ),
)
BY_KEY = {view.key: view for view in VIEWS}


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


def counts(actor: Actor, asked: Chosen, now: datetime) -> Counts:
    """Every view with its count, by one query; exact up to a thousand."""
    today = shanghai_date(now)
    counted = [view for view in VIEWS if view.key != "all"]
    lists = [view.wanted(today) for view in counted]
    narrowed = [asked.wanted(actor, today)] if asked.is_narrowed else []
    found = worklists.count(actor, [*lists, *narrowed])
    numbers = dict(zip((view.key for view in counted), found, strict=False))
    here = found[-1] if narrowed else numbers.get(asked.view.key)
    return Counts([Tab(view, numbers.get(view.key), view is asked.view) for view in VIEWS], here)


def rows(
    actor: Actor, asked: Chosen, now: datetime, *, after: str = "", limit: int = worklists.PAGE
) -> tuple[list[Row], str]:
    """One page of a view, by time left, and the key of the next page."""
    page = worklists.page(
        actor, asked.wanted(actor, shanghai_date(now)), after=after, limit=limit, newest=asked.view.key == "all"
    )
    return [row_of(line) for line in worklists.lines(page, now)], page.more


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
        due=show.due_of(line.next_due_on, line.left, line.overdue),
        amount=line.amount,
        channel=CHANNELS.get(line.channel, Text(line.channel, line.channel)),
        office=line.office,
        kind=KINDS[line.kind],
        filed_at=line.filed_at,
    )
