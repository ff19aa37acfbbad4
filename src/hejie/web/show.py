"""The shapes that components take: what a page shows of a case, already decided and ready to print.

Pages fill these from queries and rules; templates under `components/` print them and nothing else.
Words are `Text` (both languages) or plain strings that were translated already; the `say` filter prints either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.safestring import SafeString

from hejie.cases.lists import CaseLine
from hejie.rules.model import Article, Text, Unit
from hejie.rules.promises import RULE

Words = Text | str
SOON = 2  # days left at or under which a deadline is said to be near


class Side(StrEnum):
    """Who speaks; each has its own shape: circle, square, shield, hexagon."""

    CONSUMER = "consumer"
    MERCHANT = "merchant"
    GOV = "gov"
    MEDIATOR = "mediator"
    SYSTEM = "system"


class DueState(StrEnum):
    OK = "ok"
    SOON = "soon"
    TODAY = "today"
    OVER = "over"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DueShown:
    """One deadline. `left` and `total` count days of `unit`; `left` is 0 on the last day, negative when late.

    Say what the reader is to do by a `verb` (请在这天前答复); where others act, name the term by its `label`.
    """

    on: date
    left: int
    total: int
    unit: Unit = Unit.WORKING_DAY
    verb: Words = ""
    label: Words = ""
    paused: bool = False
    done: bool = False
    how: DueState | None = None  # as the hub says it; a weekend has no working days to tell it by
    provisional: bool = False
    consequence: Words = ""
    article: Article | None = None

    @property
    def state(self) -> DueState:
        if self.done:
            return DueState.DONE
        if self.paused:
            return DueState.PAUSED
        if self.how:
            return self.how
        if self.left > SOON:
            return DueState.OK
        if self.left > 0:
            return DueState.SOON
        return DueState.OVER if self.left < 0 else DueState.TODAY

    @property
    def late(self) -> int:
        """Days past the last day."""
        return max(0, -self.left)

    @property
    def stones(self) -> int:
        """Stones still to come on the arch; the last day keeps one, a missed term shows them all in red."""
        return self.total if self.state is DueState.OVER else max(1, self.left)

    @property
    def in_working_days(self) -> bool:
        return self.unit is Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class PartyShown:
    """One party on the rail: shape, one character inside it, and the name beside it."""

    kind: Side
    char: Words
    name: Words


@dataclass(frozen=True, slots=True)
class TurnShown:
    """Whose turn it is: the index into `parties` (None when the case is over), and whether that is the reader."""

    parties: tuple[PartyShown, ...]
    now: int | None
    mine: bool = False

    @property
    def state(self) -> str:
        if self.now is None:
            return "done"
        return "me" if self.mine else "other"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The Next Step card, first on every case page: turn, task, date, and what silence means."""

    title: Words
    turn: TurnShown
    due: DueShown | None = None
    note: Words = ""
    closed_on: date | None = None
    href: str = ""
    button: Words = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One stone of the way: `state` is done, now or next (a branch that may come)."""

    state: str
    title: Words
    when: datetime | date | None = None
    text: Words = ""
    icon: str = "check"


@dataclass(frozen=True, slots=True)
class OfferShown:
    """A proposal: the sum, how it differs from what was asked, and its terms as label and value."""

    title: Words
    by: PartyShown
    at: datetime
    amount: Decimal | None = None
    difference: Words = ""
    terms: tuple[tuple[Words, Words], ...] = ()
    is_live: bool = False
    tag: Words = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """One file: address to open it, icon by type, and a line of facts (kind, size, who gave it)."""

    id: str
    name: str
    href: str
    icon: str = "file-text"
    about: Words = ""


@dataclass(frozen=True, slots=True)
class MessageShown:
    """What somebody said. `mine` puts it on the reader's side."""

    by: PartyShown
    at: datetime
    text: str
    mine: bool = False
    files: tuple[EvidenceShown, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: reference, one line about it, deadline, and where it stands."""

    ref: str
    href: str
    title: Words
    stage: Words
    due: DueShown | None = None
    amount: Decimal | str | None = None
    turn: Words = ""
    is_mine: bool = False
    hints: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Keyset pages: addresses of the page before and after, empty when there is none."""

    earlier: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class NavItem:
    href: str
    label: str
    is_current: bool = False
    group: str = ""

    def printed(self) -> dict[str, str]:
        """Its values as `components/nav_item.html` prints them."""
        current = SafeString(' aria-current="page"' if self.is_current else "")
        return {"href": self.href, "label": self.label, "current": current}


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Entries under one name; without a name each stands for itself."""

    label: str
    items: tuple[NavItem, ...]

    @property
    def is_current(self) -> bool:
        return any(item.is_current for item in self.items)

    @property
    def printed(self) -> list[dict[str, str]]:
        return [item.printed() for item in self.items]


@dataclass(frozen=True, slots=True)
class EmptyShown:
    """A list with nothing in it: what that means, and what will bring something here."""

    title: Words
    text: Words = ""
    href: str = ""
    button: Words = ""
    items: tuple[Words, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Figure:
    """One public figure: what it is, the value and its unit, and a sentence on what was counted."""

    label: Words
    value: str
    unit: Words = ""
    about: Words = ""


def due_of(line: CaseLine) -> DueShown | None:
    """The deadline of a line in a list; None when no clock runs."""
    if line.next_due_on is None:
        return None
    left = -line.overdue or line.left
    unit = Unit.CALENDAR_DAY if line.next_due_rule == RULE else Unit.WORKING_DAY
    return DueShown(on=line.next_due_on, left=left, total=max(left, 1), unit=unit, how=DueState(line.due_state))
