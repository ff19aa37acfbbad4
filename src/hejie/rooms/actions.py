"""The only doors for writing in a room: do an act, lay a new file on the table, keep a recording.

One transaction per act: the session's row is locked, the rules are asked, then guests and session change and the
happening takes the next number. A repeated key finds the first happening and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hejie.cases import actions as case_actions
from hejie.cases.access import ALL as EVERYBODY
from hejie.cases.access import AMONG_OFFICES, NotFound
from hejie.cases.actions import Refused
from hejie.cases.chain import own_key
from hejie.cases.facts import ReadLate
from hejie.cases.models import Case
from hejie.evidence.actions import Stream, receive_file
from hejie.evidence.models import File
from hejie.evidence.queries import files_of
from hejie.rooms import recording
from hejie.rooms.access import Seat
from hejie.rooms.effects import EFFECTS
from hejie.rooms.models import Guest, Happening, Recording, RecordingConsent, Session
from hejie.rooms.room import Room, ensure_open
from hejie.rules import room as rules
from hejie.rules.model import Refusal, Role, Text
from hejie.rules.procedures._session import ROOM
from hejie.rules.room import RoomDecision, Side
from hejie.rules.room_acts import ACTS

IN_CHAIN = frozenset({Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR})
MOST_HAPPENINGS = 100_000
FULL = Text("这次调解会的记录满了，请结束后再开一次。", "This session is full. Please end it and open another.")
NOT_FOR_THEM = Text(
    "这份材料另一方不能看，不能摆给所有人。请换一份，或者单独沟通时再摆。",
    "The other side may not read this file, so it cannot be laid before everybody.",
)
NOTHING_RECORDED = Text("没有等着保存的录制。", "There is no recording waiting to be kept.")
CONSENT_GONE = Text(
    "有人收回了同意，这段录制不能保存，请删掉。",
    "Somebody took their consent back: this recording may not be kept. Please delete it.",
)


@transaction.atomic
def act(*, seat: Seat, act: str, inputs: Mapping[str, Any], key: str, now: datetime) -> Happening:
    """Do one act in the open session. Raises Refused with the reason, NotFound where no session was ever opened."""
    if seat.session is None:
        raise NotFound(seat.case.ref)
    if act in ACTS and ACTS[act].move:
        Case.objects.select_for_update().get(pk=seat.case.pk)  # a case is locked before its session, always
    room = Room.locked(seat.session.pk)
    me, own = room.guest(seat.who, seat.side), own_key(seat.actor, key)
    if me and (earlier := Happening.objects.filter(guest=me, key=own).first()):
        return earlier
    ensure_open(room)
    decision = _decide(room, seat, me, act, inputs)
    me = me or _new_guest(room, seat)
    if decision.act.move:
        return _consent(room, seat, decision, key, now)
    return _carry_out(room, me, decision, own, now)


def _decide(room: Room, seat: Seat, me: Guest | None, act: str, inputs: Mapping[str, Any]) -> RoomDecision:
    if room.session.seq >= MOST_HAPPENINGS:
        raise Refused(Refusal("need:room_left", FULL, ROOM))
    decision = rules.decide(ACTS, room.standing(seat.side, me, files_for(seat)), act, inputs)
    if isinstance(decision, Refusal):
        raise Refused(decision)
    if act == "lay_on_table":
        _check_readers(seat.case, decision)
    return decision


def files_for(seat: Seat) -> Mapping[str, Text]:
    """The evidence of the case that this seat may read; read when somebody looks."""
    if not seat.roles:
        return {}
    return ReadLate(lambda: {str(one.id): Text(one.name, one.name) for one in files_of(seat.case.pk, seat.roles)})


def _check_readers(case: Case, decision: RoomDecision) -> None:
    """What is laid before a side, that side may read in the case too."""
    sides = rules.SIDES if decision.audience == rules.ALL else rules.SIDES & {decision.audience}
    for side in sides:
        if all(str(one.id) != decision.inputs["file"] for one in files_of(case.pk, frozenset({Role(side)}))):
            raise Refused(Refusal("need:readable", NOT_FOR_THEM, ROOM))


def _new_guest(room: Room, seat: Seat) -> Guest:
    """Whoever enters for the first time; the effect of entering saves them."""
    guest = Guest(session=room.session, who=seat.who, side=seat.side, person_id=seat.actor.person_id, name="")
    guest.save(force_insert=True)
    room.guests.append(guest)
    return guest


def _carry_out(room: Room, me: Guest, decision: RoomDecision, key: str | None, now: datetime) -> Happening:
    inputs = dict(decision.inputs)
    if decision.act.key == "lay_on_table":
        inputs["name"] = File.objects.get(pk=str(inputs["file"])).name
    effect = EFFECTS[decision.act.key](room, me, inputs, now)
    said = room.write(
        decision.act.key, decision.audience, now=now, by=me, about=effect.about, body=effect.body, key=key
    )
    if effect.afterwards:
        effect.afterwards(room, now)
    room.close()
    return said


def _consent(room: Room, seat: Seat, decision: RoomDecision, key: str, now: datetime) -> Happening:
    """Of a side or the mediator it stands in the chain of the case too: made there, see `performers.answer_recording`.

    Others have no part in the case: theirs stands in the session alone.
    """
    own, me = own_key(seat.actor, key), room.guest(seat.who, seat.side)
    assert me is not None
    if seat.roles & IN_CHAIN:
        case_actions.advance(
            case_id=seat.case.pk, move=decision.act.move, actor=seat.actor, inputs=decision.inputs, now=now, key=key
        )
        return Happening.objects.get(guest=me, key=own)
    answer = recording.agree if decision.act.key == "agree_recording" else recording.refuse
    said = answer(room, me, by=me, now=now, key=own)
    room.close()
    return said


def lay_new_file(*, seat: Seat, stream: Stream, name: str, to: str, note: str, key: str, now: datetime) -> Happening:
    """A file just brought becomes evidence for those in `to`, and is laid on the table. Raises Refused, FileRefused."""
    if seat.session is None or not seat.roles:
        raise NotFound(seat.case.ref)
    room = Room.of(seat.session)
    ensure_open(room)
    wish = {"file": "new", "to": to, "note": note}
    standing = room.standing(seat.side, room.guest(seat.who, seat.side), {"new": Text(name, name)})
    decision = rules.decide(ACTS, standing, "lay_on_table", wish)
    if isinstance(decision, Refusal):
        raise Refused(decision)
    readers = READERS.get(decision.audience)
    file = receive_file(stream=stream, name=name, actor=seat.actor, now=now, case=seat.case, visible_to=readers)
    return act(seat=seat, act="lay_on_table", inputs={**wish, "file": str(file.pk)}, key=key, now=now)


READERS: Mapping[str, str] = {
    rules.ALL: EVERYBODY,
    Side.COMPLAINANT: f"{Role.COMPLAINANT} {Role.MEDIATOR}",
    Side.RESPONDENT: f"{Role.RESPONDENT} {Role.MEDIATOR}",
    rules.STAFF: f"{AMONG_OFFICES} {Role.MEDIATOR}",
}


def keep_recording(*, seat: Seat, stream: Stream, name: str, now: datetime) -> Recording:
    """Keep the file of the oldest stretch without one as evidence, with its hash. The mediator alone; raises Refused,
    FileRefused, and NotFound for everybody else."""
    if seat.session is None or seat.side is not Side.MEDIATOR:
        raise NotFound(seat.case.ref)
    waiting = Recording.objects.filter(session=seat.session, sha256="", stopped_at__isnull=False)
    stretch = waiting.order_by("started_at").first()
    if stretch is None:
        raise Refused(Refusal("need:recorded", NOTHING_RECORDED, ROOM))
    if is_consent_gone(seat.session, stretch):
        raise Refused(Refusal("need:consent", CONSENT_GONE, ROOM))
    file = receive_file(stream=stream, name=name, actor=seat.actor, now=now, case=seat.case, visible_to=EVERYBODY)
    stretch.file, stretch.sha256 = file, file.content_id
    stretch.save(update_fields=["file", "sha256"])
    return stretch


def is_consent_gone(session: Session, stretch: Recording) -> bool:
    """Whether somebody who had agreed when a stretch began took it back, then or later."""
    consents = RecordingConsent.objects.filter(guest__session=session, agreed_at__lte=stretch.started_at)
    return consents.filter(withdrawn_at__gte=stretch.started_at).exists()
