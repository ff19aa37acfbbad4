"""What the hub itself does when a move is made: who handles the case, where it lies, when it was received."""

from __future__ import annotations

from uuid import UUID

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


@performs("return_case")
def send_back(act: Act) -> None:
    """Back to the unit that dispatches: the office above. The nation has none and keeps the case."""
    act.case.office_id = act.case.office.parent_id or act.case.office_id
    act.case.officer_id = None


@performs("dispatch")
def dispatch(act: Act) -> None:
    """The time runs for the office with power, from its own receipt (Order 121 Art 15)."""
    act.case.office_id = UUID(act.inputs["office"])
    act.case.received_at = act.now
