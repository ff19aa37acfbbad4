"""A session as these tests play it: people enter, speak and leave by the one action, a second apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from hejie.cases.actions import Refused
from hejie.people.access import ANONYMOUS, Actor
from hejie.rooms.access import Seat, seat_for
from hejie.rooms.actions import act
from hejie.rooms.models import Guest, Happening, Session
from hejie.rooms.queries import RoomShown, heard, view_room
from hejie.rules.model import Refusal
from tests.apps.agreements.scene import Scene


@dataclass
class Sitting:
    """`passes` are those who came by a link to the room: their name, and the guest they are."""

    scene: Scene
    passes: dict[str, UUID] = field(default_factory=dict)

    def seat(self, who: str | Actor) -> Seat:
        ref = self.scene.case.ref
        if isinstance(who, str) and who in self.passes:
            return seat_for(ANONYMOUS, ref, self.passes[who])
        return seat_for(self.scene.actor(who), ref)

    def do(self, who: str | Actor, what: str, key: str = "", **inputs: Any) -> Happening:
        self.scene.now += timedelta(seconds=1)
        return act(seat=self.seat(who), act=what, inputs=inputs, key=key or uuid4().hex, now=self.scene.now)

    def refusal(self, who: str | Actor, what: str, **inputs: Any) -> Refusal:
        """What is said when the act is not allowed."""
        try:
            self.do(who, what, **inputs)
        except Refused as refused:
            return refused.refusal
        raise AssertionError(f"{what} was allowed")

    def enter(self, who: str | Actor, name: str = "我") -> Happening:
        return self.do(who, "enter", name=name, rules_read=True)

    def let_in(self, *people: str | Actor) -> None:
        for who in people:
            self.enter(who)
            self.do("mediator", "admit", guest=self.id(who), identity="shown")

    def invite(self, name: str, side: str) -> None:
        """Somebody comes by a link to the room."""
        said = self.do("mediator", "invite", side=side, name=name)
        assert said.about_id
        self.passes[name] = said.about_id

    def everybody(self) -> None:
        """Both sides, legal support and an observer."""
        self.invite("法务", "support")
        self.invite("旁听", "observer")
        self.let_in("consumer", "clerk", "法务", "旁听")

    def guest(self, who: str | Actor) -> Guest:
        seat = self.seat(who)
        return Guest.objects.get(session=seat.session, who=seat.who, side=seat.side)

    def id(self, who: str | Actor) -> str:
        return str(self.guest(who).pk)

    def sees(self, who: str | Actor) -> RoomShown:
        return view_room(self.seat(who), self.scene.now)

    def hears(self, who: str | Actor) -> list[str]:
        """The words that reached somebody, in their order."""
        return [one["body"]["text"] for one in heard(self.seat(who)) if "text" in one["body"]]

    @property
    def session(self) -> Session:
        return Session.objects.filter(case=self.scene.case).latest("number")
