"""Who has a seat in the room of a case, and on which side. The one way by which pages and the API come to a room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hejie.base.ids import read_case_number
from hejie.cases import access
from hejie.cases.access import NotFound
from hejie.cases.models import Case
from hejie.people.access import Actor
from hejie.rooms.models import Guest, Session
from hejie.rules.model import Role
from hejie.rules.room import Side, side_of


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's seat: in which case and session (the open one, else the last; None before the first), on which side.

    `roles` are the roles in the case: none for whoever came by a link to the room alone.
    """

    case: Case
    session: Session | None
    side: Side
    who: str
    actor: Actor
    roles: frozenset[Role]


def seat_for(actor: Actor, ref: str, pass_id: UUID | None = None) -> Seat:
    """The seat of this actor in the room of a case. Raises NotFound for whoever has none, as if there were no case,
    and Unproved for whoever has one by a link that may be in the wrong hands: what is said there is confidential.

    `pass_id` is the guest whose link this browser opened; a part in the case of one's own comes before it.
    """
    try:
        case = access.row_for(actor, ref)
    except NotFound:
        return _by_pass(actor, ref, pass_id)
    roles = access.roles_of(actor, case)
    side = side_of(roles)
    if side is None:
        return _by_pass(actor, ref, pass_id)
    access.require_proof(actor, case)
    return Seat(case, last_session(case.pk), side, who_is(actor), actor, roles)


def who_is(actor: Actor) -> str:
    """By which name a guest with a part in the case is found again: the account, else the side of the link."""
    if actor.person_id:
        return f"person:{actor.person_id}"
    link = actor.link
    return f"link:{link.representation_id or link.side}" if link else ""


def last_session(case_id: UUID) -> Session | None:
    """The open session of a case, else the last one."""
    return Session.objects.filter(case=case_id).order_by("-number").first()


def _by_pass(actor: Actor, ref: str, pass_id: UUID | None) -> Seat:
    """A link to the room opens this one session and nothing of the case."""
    number = read_case_number(ref)
    if not pass_id or not number:
        raise NotFound(ref)
    guests = Guest.objects.filter(pk=pass_id, session__case__ref=number, session__ended_at=None)
    guest = guests.select_related("session__case").first()
    if guest is None or guest.who != f"pass:{guest.pk}":
        raise NotFound(ref)
    return Seat(guest.session.case, guest.session, Side(guest.side), guest.who, actor, frozenset())
