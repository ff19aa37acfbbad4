"""What moves between offices do: where the case lies, the row of its way, and what of disputes and requests ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hejie.cases.access import DECIDING
from hejie.cases.actions import Act, performs
from hejie.cases.models import Case
from hejie.dispatch.models import Dispute, HandingUp, Transfer

# The moves after which the time runs from the receipt by the office that has the power now (Art 15, 33).
RECEIVING = frozenset({"dispatch", "agree_venue", "designate_office", "keep_case"})


@performs("dispatch")
def dispatch(act: Act) -> None:
    _move(act, UUID(act.inputs["office"]))


@performs("hand_to_station")
def hand_to_station(act: Act) -> None:
    _move(act, UUID(act.inputs["station"]))


@performs("return_case")
def return_case(act: Act) -> None:
    """Back to the unit that dispatched it (Art 41); what no unit dispatched goes to the office above."""
    arrived = Transfer.objects.filter(
        case=act.case, to_office=act.case.office, move__in=("dispatch", "hand_to_station")
    )
    last = arrived.order_by("-at").first()
    parent = act.case.office.parent_id
    act.case.bounces += not act.facts.at_station  # from a station to its own county nothing has left the office
    if to := last.from_office_id if last else parent:
        _move(act, to)


@performs("take_up")
def take_up(act: Act) -> None:
    """To the lowest of the actor's offices above the one that has it."""
    path = act.case.office.path
    above = [post for post in act.actor.posts if post.role in DECIDING and path.startswith(post.authority_path)]
    nearest = max(above, key=lambda post: len(post.authority_path))
    _move(act, nearest.authority_id, "taken")


@performs("dispute_venue")
def dispute_venue(act: Act) -> None:
    case, other = act.case, UUID(act.inputs["office"])
    Dispute.objects.create(case=case, record=act.record, office_id=case.office_id, other_id=other, at=act.now)
    case.asked_office_id = other
    case.bounces += 1
    _answer_request(case, "moot", act.now)


@performs("agree_venue")
def agree_venue(act: Act) -> None:
    if asked := act.case.asked_office_id:
        _end_dispute(act, "agreed", asked)
        _move(act, asked)


@performs("keep_case")
def keep_case(act: Act) -> None:
    _end_dispute(act, "kept", act.case.office_id)
    act.case.received_at = act.now


@performs("designate_office")
def designate_office(act: Act) -> None:
    """The case stays where it is when its own office is designated; that too is a decision it is bound by."""
    designated = UUID(act.inputs["office"])
    _end_dispute(act, "designated", designated)
    _move(act, designated)


@performs("withdraw")
def leave_nothing_to_decide(act: Act) -> None:
    """Whoever gives the complaint up ends what offices were still to settle, and who was asked reads it no more."""
    if act.case.asked_office_id:
        _end_dispute(act, "moot", None)


@performs("ask_superior")
def ask_superior(act: Act) -> None:
    HandingUp.objects.create(case=act.case, record=act.record, office_id=act.case.office_id, at=act.now)


@performs("decline_handing_up")
def decline_handing_up(act: Act) -> None:
    _answer_request(act.case, "declined", act.now)


def _move(act: Act, to: UUID, request: str = "moot") -> None:
    """Lay the case with another office: nobody there handles it yet, and the first contact stays named."""
    case, came_from = act.case, act.case.office_id
    _answer_request(case, request, act.now)
    if act.decision.move.key in RECEIVING:
        case.received_at = act.now
    if to == came_from:
        return
    Transfer.objects.create(
        case=case,
        record=act.record,
        move=act.decision.move.key,
        article=str(act.decision.move.article),
        from_office_id=came_from,
        to_office_id=to,
        at=act.now,
        by_id=act.actor.person_id,
    )
    case.office_id, case.officer_id = to, None
    case.transfers += 1


def _end_dispute(act: Act, outcome: str, settled_on: UUID | None) -> None:
    open_one = Dispute.objects.filter(case=act.case, ended_at=None)
    open_one.update(ended_at=act.now, outcome=outcome, settled_on=settled_on)
    act.case.asked_office_id = None


def _answer_request(case: Case, outcome: str, now: datetime) -> None:
    HandingUp.objects.filter(case=case, answered_at=None).update(answered_at=now, outcome=outcome)
