"""One session with everybody in it: where each guest is, what the rules need to know of them, and its log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.db import connection

from hejie.cases.actions import Refused
from hejie.people.models import Person
from hejie.rooms.feed import CHANNEL
from hejie.rooms.models import Guest, Happening, Session
from hejie.rules.model import Refusal, Text
from hejie.rules.procedures._session import ROOM
from hejie.rules.room import ALL, INSIDE, Place, Side, Standing, place_of

CHANGING = ["seq", "is_locked", "is_recording", "caucus", "ended_at", "outcome"]
OVER = Refusal("need:in_session", Text("这次调解会已经结束了。", "This session is over."), ROOM)


class Room:
    """A session and its guests as they are now. To change anything, `locked` it comes from."""

    def __init__(self, session: Session, guests: list[Guest]) -> None:
        self.session = session
        self.guests = guests
        self.caucus = Side(session.caucus) if session.caucus else None

    @classmethod
    def of(cls, session: Session) -> Self:
        """For reading."""
        return cls(session, list(Guest.objects.filter(session=session).order_by("id")))

    @classmethod
    def locked(cls, session_id: UUID) -> Self:
        """For an act: until the transaction ends nobody else writes in this session."""
        return cls.of(Session.objects.select_for_update().get(pk=session_id))

    @classmethod
    def open_in(cls, case_id: UUID) -> Self | None:
        """The open session of a case, locked."""
        session = Session.objects.select_for_update().filter(case=case_id, ended_at=None).first()
        return cls.of(session) if session else None

    def guest(self, who: str, side: str) -> Guest | None:
        """Whoever this is, on this side: who changes sides comes in anew."""
        return next((one for one in self.guests if one.who == who and one.side == side), None)

    def by_id(self, guest_id: object) -> Guest:
        """A guest named in an input: the rules have checked that they are there."""
        return next(one for one in self.guests if str(one.pk) == str(guest_id))

    def place(self, guest: Guest | None) -> Place:
        if guest is None:
            return Place.OUTSIDE
        is_admitted = guest.admitted_at is not None
        return place_of(Side(guest.side), is_admitted=is_admitted, is_here=guest.is_here, caucus=self.caucus)

    def inside(self) -> list[Guest]:
        """Everybody who is present: let in, and not gone."""
        return [one for one in self.guests if self.place(one) in INSIDE]

    def waiting(self) -> list[Guest]:
        """Everybody in the lobby."""
        return [one for one in self.guests if self.place(one) is Place.LOBBY]

    @cached_property
    def checked(self) -> frozenset[UUID]:
        """Who of those in the lobby came with an account whose identity was checked. One query where accounts wait."""
        waiting = {one.person_id: one.pk for one in self.waiting() if one.person_id}
        if not waiting:
            return frozenset()
        known = Person.objects.filter(pk__in=waiting, identity_checked_at__isnull=False)
        return frozenset(waiting[pk] for pk in known.values_list("pk", flat=True))

    def standing(self, side: Side, guest: Guest | None, files: Mapping[str, Text] | None = None) -> Standing:
        """What the rules know of a guest. `files`: the evidence they may lay on the table."""
        session = self.session
        shared: dict[str, Any] = {
            "caucus": self.caucus,
            "is_locked": session.is_locked,
            "is_recording": session.is_recording,
            "have_all_agreed": all(one.has_agreed for one in self.inside()),
            "guests": {**self._lists(side, guest), "files": files or {}},
        }
        if guest is None:
            return Standing(side, Place.OUTSIDE, **shared)
        return Standing(
            side,
            self.place(guest),
            was_admitted=guest.admitted_at is not None,
            is_removed=guest.removed_at is not None,
            is_muted=guest.is_muted,
            is_hand_raised=guest.is_hand_raised,
            is_sharing=guest.is_sharing,
            has_agreed=guest.has_agreed,
            **shared,
        )

    def _lists(self, side: Side, me: Guest | None) -> dict[str, dict[str, Text]]:
        """The lists that inputs choose from. What only the mediator may choose is empty for others."""
        inside, here = self.inside(), self.place(me)
        others = [one for one in inside if me is None or one.pk != me.pk]
        near = [one for one in others if self.place(one) == here and not one.by_phone]
        if side is not Side.MEDIATOR:
            return {"near": _named(near)}
        return {
            "near": _named(near),
            "lobby": _named(self.waiting()),
            "checked": _named(one for one in self.waiting() if one.pk in self.checked),
            "others": _named(others),
            "speaking": _named(one for one in others if not one.is_muted),
            "muted": _named(one for one in others if one.is_muted),
            "hands": _named(one for one in others if one.is_hand_raised),
            "phone": _named(one for one in inside if one.by_phone),
        }

    def write(
        self,
        kind: str,
        audience: str = ALL,
        *,
        now: datetime,
        by: Guest | None = None,
        about: Guest | None = None,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Happening:
        """Add the next happening to the log of the locked session. `close` saves the session."""
        self.session.seq += 1
        return Happening.objects.create(
            session=self.session,
            seq=self.session.seq,
            at=now,
            kind=kind,
            audience=audience,
            guest=by,
            about=about,
            body=dict(body) if body else None,
            key=key,
        )

    def close(self) -> None:
        """Save the session and tell the live process, when the transaction commits, that there is something new."""
        self.session.save(update_fields=CHANGING)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(self.session.pk)])


def ensure_open(room: Room) -> None:
    """Raises Refused when the session is over."""
    if room.session.ended_at:
        raise Refused(OVER)


def _named(guests: Iterable[Guest]) -> dict[str, Text]:
    return {str(one.pk): Text(one.name, one.name) for one in guests}
