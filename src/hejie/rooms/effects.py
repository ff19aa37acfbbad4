"""What each act of the room does to guests and session, and what is said of it. The rules have said yes already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hejie.base.ids import uuid7
from hejie.rooms import recording
from hejie.rooms.models import Guest
from hejie.rooms.room import Room
from hejie.rules.room import Side

Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """What is told of an act: whom it is about, and what stands in its body."""

    about: Guest | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    afterwards: Callable[[Room, datetime], None] | None = None  # what the room then does by itself


def enter(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    """The mediator, and whoever was let in before, is in at once; everybody else waits in the lobby."""
    me.is_here, me.rules_read_at = True, me.rules_read_at or now
    if not me.who.startswith("pass:"):
        me.name = inputs["name"]
    if me.side == Side.MEDIATOR:
        me.admitted_at, me.identity = me.admitted_at or now, me.identity or "account"
    me.save()
    return Effect(body=_who(me), afterwards=recording.stop_unless_agreed)


def leave(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    _go(me)
    me.save()
    return Effect(afterwards=end_caucus_without_mediator)


def admit(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    guest = room.by_id(inputs["guest"])
    guest.admitted_at, guest.identity = now, inputs["identity"]
    guest.save(update_fields=["admitted_at", "identity"])
    return Effect(guest, {**_who(guest), "identity": guest.identity}, recording.stop_unless_agreed)


def turn_away(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    guest = room.by_id(inputs["guest"])
    _go(guest)
    guest.save()
    return Effect(guest)


def remove(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    guest = room.by_id(inputs["guest"])
    shut_out(guest, now)
    return Effect(guest, afterwards=end_caucus_without_mediator)


def shut_out(guest: Guest, now: datetime) -> None:
    """For good: a removed guest does not come back into this session."""
    _go(guest)
    guest.removed_at = now
    guest.save()


def _go(guest: Guest) -> None:
    guest.is_here = guest.is_hand_raised = guest.is_sharing = False


def invite(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    """A place for somebody who comes by a link to the room."""
    pk = uuid7()
    guest = Guest.objects.create(
        id=pk, session=room.session, who=f"pass:{pk}", side=inputs["side"], name=inputs["name"]
    )
    return Effect(guest, _who(guest))


def join_by_phone(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    """Somebody on the telephone, in at once: the mediator has them on the line."""
    pk = uuid7()
    guest = Guest.objects.create(
        id=pk,
        session=room.session,
        who=f"phone:{pk}",
        side=inputs["side"],
        name=inputs["name"],
        by_phone=True,
        is_here=True,
        admitted_at=now,
        identity=inputs["identity"],
    )
    room.guests.append(guest)
    return Effect(guest, _who(guest), recording.stop_unless_agreed)


def _who(guest: Guest) -> dict[str, str]:
    return {"name": guest.name, "side": guest.side}


def lock(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    room.session.is_locked = True
    return Effect()


def unlock(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    room.session.is_locked = False
    return Effect()


def mute(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(_set(room.by_id(inputs["guest"]), is_muted=True))


def unmute(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(_set(room.by_id(inputs["guest"]), is_muted=False))


def raise_hand(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(_set(me, is_hand_raised=True))


def lower_hand(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    """One's own, or the one the mediator names."""
    whose = room.by_id(inputs["guest"]) if "guest" in inputs else me
    return Effect(_set(whose, is_hand_raised=False))


def share_screen(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(_set(me, is_sharing=True))


def stop_sharing(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(_set(me, is_sharing=False))


def _set(guest: Guest, **values: bool) -> Guest:
    for name, value in values.items():
        setattr(guest, name, value)
    guest.save(update_fields=list(values))
    return guest


def say(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(body={"text": inputs["text"]})


def note_phone_party(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(room.by_id(inputs["guest"]), {"text": inputs["text"]})


def signal(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(room.by_id(inputs["guest"]), {"payload": inputs["payload"]})


def step_aside(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    """A caucus is never recorded."""
    room.session.caucus = inputs["side"]
    room.caucus = Side(inputs["side"])
    return Effect(body={"side": inputs["side"]}, afterwards=recording.stop_by_itself)


def come_back(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(body=_end_caucus(room))


def _end_caucus(room: Room) -> dict[str, str]:
    side, room.session.caucus, room.caucus = room.session.caucus, "", None
    return {"side": side}


def end_caucus_without_mediator(room: Room, now: datetime) -> None:
    """Nobody stays in a caucus whose mediator has gone."""
    mediators = [one for one in room.inside() if one.side == Side.MEDIATOR]
    if room.caucus and not mediators:
        room.write("come_back", now=now, body=_end_caucus(room))


def lay_on_table(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect(body={name: inputs[name] for name in ("file", "name", "note") if name in inputs})


def ask_recording(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    return Effect()


def start_recording(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    recording.start(room, now)
    return Effect()


def stop_recording(room: Room, me: Guest, inputs: Inputs, now: datetime) -> Effect:
    recording.stop(room, now)
    return Effect()


EFFECTS: Mapping[str, Callable[[Room, Guest, Inputs, datetime], Effect]] = {
    one.__name__: one
    for one in (
        enter,
        leave,
        admit,
        turn_away,
        remove,
        invite,
        join_by_phone,
        lock,
        unlock,
        mute,
        unmute,
        raise_hand,
        lower_hand,
        share_screen,
        stop_sharing,
        say,
        note_phone_party,
        signal,
        step_aside,
        come_back,
        lay_on_table,
        ask_recording,
        start_recording,
        stop_recording,
    )
}
