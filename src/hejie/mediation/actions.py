"""What moves do to mediators and consents. Called by `cases.actions`, with the case locked."""

from __future__ import annotations

from uuid import UUID

from hejie.cases.actions import Act, performs
from hejie.mediation.consents import MEDIATION, NO_PAPER, agree
from hejie.mediation.delegation import take_back
from hejie.mediation.ties import step_aside
from hejie.rules.model import Role

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)


@performs("assign_mediator")
def assign_mediator(act: Act) -> None:
    act.case.mediator_id = UUID(act.inputs["mediator"])
    act.case.officer_id = act.case.officer_id or act.actor.person_id
    take_back(act.case, act.now)


@performs("recuse")
def recuse(act: Act) -> None:
    """The mediator leaves by themselves, and is not suggested for this case again (Order 121 Art 21)."""
    step_aside(act)
    act.case.mediator_id = None
    take_back(act.case, act.now)


@performs("decide_recusal")
def decide_recusal(act: Act) -> None:
    """Granted: the mediator leaves, and the new one, if named at once, takes over (Order 121 Art 21)."""
    if act.inputs["granted"]:
        step_aside(act)
        successor = act.inputs.get("mediator")
        act.case.mediator_id = UUID(successor) if successor else None
        take_back(act.case, act.now)


@performs("return_case", "turn_to_authority")
def leave_mediator(act: Act) -> None:
    """Whoever mediated elsewhere has no part in what begins now."""
    act.case.mediator_id = None
    take_back(act.case, act.now)


@performs("consent_mediation")
def consent_mediation(act: Act) -> None:
    agree(act, act.role, MEDIATION)


@performs("make_offer", "accept_offer", "edit_draft")
def consent_by_taking_part(act: Act) -> None:
    """Offers made or taken before a mediator, and words in the draft, are consent to mediation (Order 121 Art 18)."""
    if act.case.mediator_id and act.role in SIDES:
        agree(act, act.role, MEDIATION)


@performs("waive_paper")
def waive_paper(act: Act) -> None:
    """Both may do without the mediation agreement (Order 121 Art 24)."""
    agree(act, act.role, NO_PAPER)
