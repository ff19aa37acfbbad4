"""The views of a worklist: by what falls due, by where a case stands, and by what waits between offices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from hejie.cases.wanted import Wanted
from hejie.dispatch.queries import asked_from_below, asked_of, bounced, to_designate
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.model import Role, Text

OFFICE = frozenset({Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.MEDIATOR})
# Periods in which the office has to act; a date promised between the sides is not the office's.
OFFICE_RULES = sorted(
    {term.key for one in machine.editions().values() for term in one.terms.values() if term.of in OFFICE}
)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the worklist; `wanted` takes today in Shanghai.

    `chooses`: another app knows which cases these are. `is_rare`: shown only while there are any.
    """

    key: str
    label: Text
    icon: str
    wanted: Callable[[date], Wanted]
    empty: Text
    chooses: Callable[[Actor], QuerySet[Any]] | None = None
    is_rare: bool = False


def _states(*states: str) -> Callable[[date], Wanted]:
    return lambda today: Wanted(kinds=("complaint",), states=states)


def _due(first: timedelta | None, last: timedelta) -> Callable[[date], Wanted]:
    """What the office has to do from one day to another, counted from today."""
    return lambda today: Wanted(
        due_rules=OFFICE_RULES, due_from=None if first is None else today + first, due_to=today + last
    )


def _any(today: date) -> Wanted:
    return Wanted()


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
        _states("accepted", "mediating", "agreeing", "signing", "terminated"),
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
        "asked",
        Text("问是不是归我们", "Asked if it is ours"),
        "circle-question-mark",
        _any,
        Text("没有部门在问我们。", "No office is asking us."),
        asked_of,
        is_rare=True,
    ),
    View(
        "disputed",
        Text("管辖在商量", "Venue in dispute"),
        "scale",
        lambda today: Wanted(states=("disputed", "to_designate")),
        Text("没有在商量管辖的。", "No venue is in dispute."),
        is_rare=True,
    ),
    View(
        "designate",
        Text("等我们指定", "For us to designate"),
        "signpost",
        _any,
        Text("没有等我们指定部门的。", "No case awaits our designation."),
        lambda actor: to_designate(actor, ["to_designate"]),
        is_rare=True,
    ),
    View(
        "from-below",
        Text("下级报请处理", "Handed up to us"),
        "arrow-up-from-line",
        _any,
        Text("下级没有报请处理的。", "No office below has handed one up."),
        asked_from_below,
        is_rare=True,
    ),
    View(
        "bounced",
        Text("退来退去的", "Sent to and fro"),
        "repeat",
        _any,
        Text("没有退来退去的。", "No case goes to and fro."),
        bounced,
        is_rare=True,
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
