"""How a promise of an agreement stands on a day, and what the side that waits may do once it was missed.

Nothing is kept by silence: only the side that receives says that it came. How days are read: docs/decisions/0143.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hejie.rules.agreement_contents import ADMINISTRATIVE, LAW, PEOPLES, is_confirmable
from hejie.rules.model import Article, Facts, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._confirmation import AT_COURT, CONFIRMED, PROPOSED, REJECTED, RULING
from hejie.rules.remedy_kinds import DEFAULT_DAYS

REMIND_DAYS = 1  # before its day: a word to whoever owes
ASK_HOUR = 18  # of its day, in China: whoever receives is asked whether it has come
GRACE_DAYS = 3  # after its day: a word to both; then the next legal step is offered (a house rule)
ARRIVES_DAYS = 7  # of the way: what nobody denies by then counts as come where a refund waits for it (a house rule)
RULE = "promise"  # stands where the day that a case is due by is that of a promise, and of no term
SUE_ON_IT = Article(LAW, "第三十二条")


class Standing(StrEnum):
    """How one promise stands."""

    WAITS = "waits"  # for another one to be kept first
    UNDER_WAY = "under_way"  # sent, as its debtor says
    TO_COME = "to_come"
    NEAR = "near"
    TODAY = "today"
    GRACE = "grace"
    MISSED = "missed"
    KEPT = "kept"
    LATE = "late"  # kept, after its day

    @property
    def label(self) -> Text:
        return _LABELS[self]

    @property
    def is_kept(self) -> bool:
        return self in (Standing.KEPT, Standing.LATE)


_LABELS = {
    Standing.WAITS: Text("等前一项", "Waits for another"),
    Standing.UNDER_WAY: Text("已寄出，等确认", "Sent, to be confirmed"),
    Standing.TO_COME: Text("还没到日子", "To come"),
    Standing.NEAR: Text("快到期", "Due soon"),
    Standing.TODAY: Text("今天到期", "Due today"),
    Standing.GRACE: Text("过了日子，催办中", "Overdue, reminded"),
    Standing.MISSED: Text("没有履行", "Not performed"),
    Standing.KEPT: Text("按时办好", "Performed in time"),
    Standing.LATE: Text("晚了，已办好", "Performed late"),
}


def standing(
    due_on: date, today: date, *, received_on: date | None = None, waits: bool = False, under_way: bool = False
) -> Standing:
    """How a promise due on a day stands today. `received_on`: the day its receiver says it came."""
    if received_on is not None:
        return Standing.LATE if received_on > due_on else Standing.KEPT
    if waits or under_way:
        return Standing.WAITS if waits else Standing.UNDER_WAY
    left = (due_on - today).days
    if left < 0:
        return Standing.GRACE if -left <= GRACE_DAYS else Standing.MISSED
    return Standing.TODAY if left == 0 else Standing.NEAR if left <= REMIND_DAYS else Standing.TO_COME


def day_received(stated: date | None, said_on: date, due_on: date, *, was_reported: bool = False) -> date:
    """On which day it came: as the receiver says; without a day, in time if said within the days of grace.

    Whoever is slow to tap “arrived” does not make the other side late; whoever said that nothing came meant it.
    """
    if stated is not None:
        return stated
    is_slow_tap = due_on < said_on <= due_on + timedelta(days=GRACE_DAYS) and not was_reported
    return due_on if is_slow_tap else said_on


def last_day_to_deny(said_on: date) -> date:
    """Until when the receiver may say that what was said to be sent on this day has not come."""
    return said_on + timedelta(days=ARRIVES_DAYS)


def refund_day(said_on: date) -> date:
    """The day of a refund that waits for what somebody said to be sent: it counts as come after the days of the way.

    From the day it was said, not from a day before that somebody names. Measures on Seven-Day Returns Art 13.
    """
    return last_day_to_deny(said_on) + timedelta(days=DEFAULT_DAYS)


@dataclass(frozen=True, slots=True)
class Step:
    """The next legal step after a miss: what it is, and where it stands in the law."""

    key: str
    title: Text
    text: Text
    article: Article


def next_step(facts: Facts) -> Step:
    """What the side that waits may do when the days of grace are over."""
    road = facts.road or ADMINISTRATIVE
    if facts.confirmation == CONFIRMED:
        return ENFORCE
    if facts.confirmation in AT_COURT:
        return AWAIT
    if not facts.by_authority:
        return AUTHORITY
    may_propose = is_confirmable(road, oral=facts.is_oral) and facts.confirmation in ("", PROPOSED, REJECTED)
    if may_propose and facts.is_confirmation_in_time:
        return CONFIRM
    return SUE_COMMITTEE if road == PEOPLES else SUE


ENFORCE = Step(
    "enforce",
    Text("申请法院强制执行", "Have the court enforce it"),
    Text(
        "法院已经裁定协议有效，可以凭裁定申请强制执行，材料已经备好。",
        "The court has confirmed the agreement: ask for enforcement on its ruling. The papers are ready.",
    ),
    RULING,
)
AWAIT = Step(
    "await_ruling",
    Text("等法院裁定", "Await the court's ruling"),
    Text(
        "已经一起申请司法确认。法院裁定协议有效后，就可以申请强制执行。",
        "You have applied for confirmation together. Once the court confirms it, it can be enforced.",
    ),
    RULING,
)
AUTHORITY = Step(
    "authority",
    Text("请市场监管部门处理", "Turn to the authority"),
    Text(
        "这份协议是双方自己谈成的。可以请市场监管部门处理，也可以凭协议起诉。",
        "The sides settled between themselves. You may turn to the authority, or sue on the agreement.",
    ),
    laws.OTHER_WAYS,
)
CONFIRM = Step(
    "confirm",
    Text("双方一起申请司法确认", "Apply for judicial confirmation together"),
    Text(
        "协议生效还没满 30 天，可以一起请法院确认，确认后能强制执行。对方不愿意的，可以凭协议起诉。",
        "Within the thirty days both may ask the court to confirm it, and then enforce. Otherwise you can sue on it.",
    ),
    laws.CONFIRMATION,
)
SUE = Step(
    "sue",
    Text("凭协议起诉", "Sue on the agreement"),
    Text(
        "不能再申请司法确认。可以凭协议起诉，起诉状草稿已经按案件写好。",
        "Judicial confirmation is not open. You can sue on the agreement; a claim is drafted from this case.",
    ),
    laws.BREACH,
)
SUE_COMMITTEE = Step(SUE.key, SUE.title, SUE.text, SUE_ON_IT)
