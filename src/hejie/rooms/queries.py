"""Reading a room: what one guest may see of it. Caucuses and staff notes leave here for their own audience alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hejie.cases.models import Case
from hejie.evidence.queries import OpenedFile, open_laid
from hejie.rooms import ice
from hejie.rooms.access import Seat
from hejie.rooms.actions import files_for
from hejie.rooms.feed import told
from hejie.rooms.minutes import MinutesShown, draft, shown
from hejie.rooms.models import Guest, Happening, Session
from hejie.rooms.passes import pass_for
from hejie.rooms.room import Room
from hejie.rules import room as rules
from hejie.rules.inputs import json_schema
from hejie.rules.model import Text
from hejie.rules.room import HELPERS, INSIDE, ONE_GUEST, RULES_OF_THE_ROOM, Place, Side
from hejie.rules.room_acts import ACTS

MOST = 200


@dataclass(frozen=True, slots=True)
class SessionShown:
    """The session as every guest may know it."""

    id: UUID
    number: int
    ref: str
    opened_at: datetime
    ended_at: datetime | None
    outcome: str
    is_locked: bool
    is_recording: bool
    caucus: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class GuestShown:
    """Somebody in the room as the reader may know them. For the mediator alone: `link` of who was invited, and
    `has_account` of who waits.
    """

    id: UUID
    side: str
    name: str
    place: str
    by_phone: bool
    is_muted: bool
    is_hand_raised: bool
    is_sharing: bool
    has_agreed: bool
    identity: str
    link: str = ""
    has_account: bool = False


@dataclass(frozen=True, slots=True)
class ActShown:
    """What the reader may do now, with the JSON schema of what it asks."""

    act: str
    label: Text
    inputs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoomShown:
    """A room for one reader. `me` None: not entered yet; `may_open_case`: the pages of the case are open to them."""

    session: SessionShown | None
    side: str
    place: str
    me: GuestShown | None
    may_open_case: bool
    guests: list[GuestShown] = field(default_factory=list)
    acts: list[ActShown] = field(default_factory=list)
    happenings: list[dict[str, Any]] = field(default_factory=list)
    ice: list[dict[str, Any]] = field(default_factory=list)
    after: int = 0
    minutes: MinutesShown | None = None

    def as_json(self, say: Callable[[Text], str]) -> dict[str, Any]:
        """As docs/api/room.md writes it; `say` puts a text into the reader's language."""
        me = asdict(self.me) if self.me else {}
        me["guest"] = me.pop("id", None)
        return {
            "session": asdict(self.session) if self.session else None,
            "me": {**me, "side": self.side, "place": self.place, "may_open_case": self.may_open_case},
            "guests": [asdict(one) for one in self.guests],
            "acts": [{"act": one.act, "label": say(one.label), "inputs": one.inputs} for one in self.acts],
            "rules": [say(one) for one in RULES_OF_THE_ROOM],
            "happenings": self.happenings,
            "after": self.after,
            "ice": self.ice,
            "minutes": asdict(self.minutes) if self.minutes else None,
        }

    @property
    def may_listen(self) -> bool:
        """Whether there is a stream for them: they are in the room or wait in its lobby."""
        return self.place != Place.OUTSIDE


def view_room(seat: Seat, now: datetime) -> RoomShown:
    """The room as this seat may see it now."""
    if seat.session is None:
        return RoomShown(None, seat.side, Place.OUTSIDE, None, bool(seat.roles))
    room = Room.of(seat.session)
    me = room.guest(seat.who, seat.side)
    place, is_over = room.place(me), seat.session.ended_at is not None
    is_inside = place in INSIDE and me is not None
    return RoomShown(
        session=_session(seat),
        side=seat.side,
        place=Place.OUTSIDE if is_over else place,
        me=_guest(room, me) if me else None,
        may_open_case=bool(seat.roles),
        guests=[_told_to(seat, room, one) for one in room.guests if _may_see(seat, room, one)],
        acts=[] if is_over else _acts(seat, room, me),
        happenings=heard(seat, latest=True),
        ice=ice.servers(me.pk, now) if me and is_inside and not is_over else [],
        after=seat.session.seq,
        minutes=shown(seat),
    )


def _session(seat: Seat) -> SessionShown:
    one = seat.session
    assert one is not None
    return SessionShown(
        one.pk,
        one.number,
        seat.case.ref,
        one.opened_at,
        one.ended_at,
        one.outcome,
        one.is_locked,
        one.is_recording,
        one.caucus or None,
        one.seq,
    )


def _may_see(seat: Seat, room: Room, other: Guest) -> bool:
    """Those let in see those let in; who waits is seen by mediator and support, who was invited by the mediator."""
    me = room.guest(seat.who, seat.side)
    if other is me:
        return True
    if me is None or me.admitted_at is None or me.removed_at:
        return False
    return other.admitted_at is not None or seat.side in HELPERS


def _told_to(seat: Seat, room: Room, one: Guest) -> GuestShown:
    is_led = seat.side is Side.MEDIATOR
    return replace(_guest(room, one), link=_link(seat, room, one), has_account=is_led and one.pk in room.checked)


def _link(seat: Seat, room: Room, other: Guest) -> str:
    is_awaited = other.who.startswith("pass:") and room.place(other) is Place.OUTSIDE and not other.removed_at
    return f"/r/{pass_for(other)}/" if is_awaited and seat.side is Side.MEDIATOR else ""


def _guest(room: Room, one: Guest) -> GuestShown:
    return GuestShown(
        one.pk,
        one.side,
        one.name,
        room.place(one),
        one.by_phone,
        one.is_muted,
        one.is_hand_raised,
        one.is_sharing,
        one.has_agreed,
        one.identity,
    )


def _acts(seat: Seat, room: Room, me: Guest | None) -> list[ActShown]:
    standing = room.standing(seat.side, me, files_for(seat))
    facts = rules.facts_of(standing)
    found = rules.open_acts(ACTS, standing)
    return [ActShown(act.key, act.label, json_schema(act.fields, facts)) for act in found]


def heard(seat: Seat, *, after: int = 0, latest: bool = False) -> list[dict[str, Any]]:
    """What this seat heard after a number, oldest first, or the latest of it; nothing for whoever was never let in."""
    guest = _let_in(seat)
    if guest is None:
        return []
    rows = _for(guest, seat.session).filter(seq__gt=after)
    found: Iterable[Happening] = reversed(rows.order_by("-seq")[:MOST]) if latest else rows.order_by("seq")[:MOST]
    return [told_of(row) for row in found]


def _let_in(seat: Seat) -> Guest | None:
    """Whoever sits there, once they were let in and until they are removed."""
    guests = Guest.objects.filter(session=seat.session, who=seat.who, side=seat.side)
    guest = guests.first() if seat.session else None
    return guest if guest and guest.admitted_at and not guest.removed_at else None


def laid_file(seat: Seat, file_id: UUID) -> OpenedFile | None:
    """A file that was laid on the table for this seat, opened; None for everything else, and when the session is over.

    The log of the session says who may read it: guests who came by a link have no part in the case.
    """
    guest = _let_in(seat)
    if guest is None or seat.session is None or seat.session.ended_at:
        return None
    laid = _for(guest, seat.session).filter(kind="lay_on_table")
    if all((row.body or {}).get("file") != str(file_id) for row in laid):
        return None
    return open_laid(file_id, case_id=seat.case.pk)


def _for(guest: Guest, session: Session | None) -> Any:
    """The happenings in a guest's audience; signals only as long as they are of use."""
    audiences = sorted(rules.audiences_of(Side(guest.side)))
    own = Q(audience=f"{ONE_GUEST}{guest.pk}", body__isnull=False)
    return Happening.objects.filter(Q(session=session) & (Q(audience__in=audiences) | own))


def told_of(row: Happening) -> dict[str, Any]:
    """A row as pages, API and stream tell it."""
    return told(row.seq, row.at, row.kind, row.guest_id, row.about_id, row.audience, row.body)


def drafted_minutes(case: Case) -> str:
    """The minutes of the last session as drafted from what happened, for its mediator; empty where there was none."""
    return draft(case)
