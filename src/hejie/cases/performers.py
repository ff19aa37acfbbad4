"""What the hub itself does when a move is made: who handles the case, where it lies, when it was received."""

from __future__ import annotations

from hejie.cases.actions import Act, performs
from hejie.rules import machine
from hejie.rules.clock import shanghai_date


@performs("accept", "refuse")
def take_on(act: Act) -> None:
    """The officer who decides handles the case from then on."""
    act.case.officer_id = act.actor.person_id


@performs("turn_to_authority")
def receive(act: Act) -> None:
    """The authority receives the case now, so the edition in force today governs it from here, clocks included."""
    act.case.received_at = act.now
    act.case.edition = machine.edition_for(shanghai_date(act.now)).key
