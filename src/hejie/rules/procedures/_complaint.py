"""The complaint: the machine put together."""

from __future__ import annotations

from hejie.rules.edition import Procedure
from hejie.rules.model import Move, Text
from hejie.rules.procedures import (
    _agency,
    _agreement,
    _appointment,
    _authority,
    _beside,
    _complaint_states,
    _confirmation,
    _delegation,
    _delivery,
    _dispatch,
    _joint,
    _loop,
    _mediation,
    _meeting,
    _oral,
    _panels,
    _peoples,
    _proofs,
    _review,
    _session,
    _settlement,
    _talk,
    _visits,
)
from hejie.rules.procedures._laws import Law

HANDLED = frozenset({"received", "accepted", "mediating", "suspended", "testing", "signing", "agreeing", "terminated"})


def complaint(law: Law) -> Procedure:
    """The complaint under one edition: direct settlement first if the consumer likes, then the authority."""
    states = {state.key: state for state in _complaint_states.states(law)}
    final = frozenset(key for key, state in states.items() if state.final)
    parts: tuple[Move, ...] = (
        *_settlement.moves(law),
        *_authority.moves(law),
        _dispatch.assigning(HANDLED),
        *_review.moves(law),
        *_mediation.moves(law),
        *_delegation.moves(law),
        *_peoples.moves(law),
        *_meeting.moves(law),
        *_appointment.moves(law),
        *_session.moves(law, states),
        *_beside.of_complaint(law),
        *_panels.moves(states),
        *_proofs.moves(states),
        *_loop.moves(states),
        *_talk.moves(states),
        *_visits.of_complaint(states),
        *_delivery.moves(states),
        *_agreement.moves(law, final),
        *_oral.moves(law),
        *_confirmation.moves(law, final),
        *_joint.moves(law),
        *_agency.moves(law, states),
    )
    return Procedure(
        key="complaint",
        label=Text("投诉", "Complaint"),
        initial={"direct": "negotiating", "authority": "received"},
        opening_terms={"direct": ("odr_settlement",), "authority": ("acceptance",)},
        states=states,
        moves={move.key: move for move in parts},
    )
