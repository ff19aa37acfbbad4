"""What every procedure has beside its own moves, so that nothing is late: first contact, supervision, follow-up."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Move, State
from hejie.rules.procedures import _contact, _followup, _supervision

BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet
EARLY = frozenset({"received", "accepted", "mediating", "opened"})


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """The moves of the closed loop for a procedure with these states."""
    final = frozenset(key for key, state in states.items() if state.final)
    running = frozenset(states) - final - BETWEEN_THE_SIDES
    return (
        *_contact.moves(running & EARLY, frozenset(states) - final),
        *_supervision.moves(running | final),
        *_followup.moves(final),
    )
