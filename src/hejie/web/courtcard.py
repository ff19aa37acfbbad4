"""Judicial confirmation on a case page: the thirty days, where the application stands, what the reader may do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hejie.agreements.queries import AgreementShown
from hejie.cases.queries import CaseView, DeadlineShown
from hejie.exchange.queries import ConfirmationShown, confirmation_of
from hejie.rules.model import Role, Unit
from hejie.rules.procedures._confirmation import CLOCK, CONFIRMED
from hejie.web import show

if TYPE_CHECKING:
    from hejie.web.acts import ActShown

# The acts of the sides stand on the card, the likeliest first.
ACTS = ("apply_confirmation", "answer_court", "propose_confirmation", "drop_confirmation", "withdraw_confirmation")
SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
STATES = frozenset({"performing", "unperformed", "closed"})
LET_GO = frozenset({"dropped", "withdrawn"})


@dataclass(frozen=True, slots=True)
class CourtCard:
    """`clock`: the thirty days while they run; `shown`: the application, when there is one."""

    clock: show.DueShown | None
    shown: ConfirmationShown | None
    acts: Sequence[ActShown]
    may_enforce: bool
    is_side: bool

    @property
    def is_confirmed(self) -> bool:
        """The court found the agreement valid: what is not done is enforced."""
        return self.shown is not None and self.shown.stage == CONFIRMED

    @property
    def may_still_apply(self) -> bool:
        """Nothing lies with a court, and the thirty days run."""
        return self.clock is not None and (self.shown is None or self.shown.stage in LET_GO)


def court_card(view: CaseView, agreement: AgreementShown | None, acts: Sequence[ActShown]) -> CourtCard | None:
    """The card of a mediated agreement in force; None where no court comes into it."""
    if not agreement or agreement.kind != "mediation" or not agreement.effective_at or view.case.state not in STATES:
        return None
    shown = confirmation_of(view.case.pk)
    running = next((one for one in view.deadlines if one.rule == CLOCK and not one.closed_as), None)
    if not shown and not running:
        return None
    waits = agreement.overdue(view.roles, view.today)
    may_enforce = shown is not None and shown.stage == CONFIRMED and bool(waits)
    clock = _clock(running, view.today) if running else None
    return CourtCard(clock, shown, acts, may_enforce, bool(SIDES & view.roles))


def _clock(one: DeadlineShown, today: date) -> show.DueShown:
    """In calendar days, as the law counts them; the same for both sides."""
    return show.DueShown(
        on=one.due_on,
        left=(one.due_on - today).days,
        total=one.term.days,
        unit=Unit.CALENDAR_DAY,
        label=one.term.label,
        provisional=one.is_provisional,
        consequence=one.term.consequence,
        article=one.term.article,
    )
