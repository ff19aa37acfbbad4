"""What moves of the case do to its room: a session begins and ends, recording is answered, former mediators go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hejie.cases.actions import Act, Refused, advance, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.mediation import meetings
from hejie.people.access import SYSTEM
from hejie.rooms import effects, recording
from hejie.rooms.access import last_session, who_is
from hejie.rooms.models import Guest, Happening, Minutes, Session
from hejie.rooms.room import OVER, Room
from hejie.rules.room import Side

FORGOTTEN = timedelta(hours=12)


@performs("open_session")
def open_session(act: Act) -> None:
    last = last_session(act.case.pk)
    session = Session.objects.create(
        case=act.case,
        number=last.number + 1 if last else 1,
        planned_for=meetings.begin_session(act.case.pk, act.now),
        opened_at=act.now,
    )
    room = Room.locked(session.pk)
    room.write("open_session", now=act.now)
    room.close()


@performs("end_session")
def end_session(act: Act) -> None:
    """What browsers exchanged to see each other has no further use and is erased."""
    room = _open(act)
    recording.stop_by_itself(room, act.now)
    session = room.session
    session.caucus, session.is_locked = "", False
    room.write("end_session", now=act.now, body={"outcome": act.inputs["outcome"]})
    session.ended_at, session.outcome = act.now, act.inputs["outcome"]
    Happening.objects.filter(session=session, kind="signal").update(body=None)
    room.close()
    meetings.end_session(act.case.pk, session.planned_for, act.now)


def _open(act: Act) -> Room:
    room = Room.open_in(act.case.pk)
    if room is None:
        raise Refused(OVER)
    return room


@performs("consent_recording", "refuse_recording")
def answer_recording(act: Act) -> None:
    """For oneself; the mediator also for somebody on the telephone."""
    room = _open(act)
    me = room.guest(who_is(act.actor), act.role)
    if me is None:
        raise Refused(OVER)
    guest = room.by_id(act.inputs["guest"]) if act.inputs.get("guest") else me
    if act.decision.move.key == "consent_recording":
        recording.agree(room, guest, by=me, now=act.now, key=act.record.key, record=act.record)
    else:
        recording.refuse(room, guest, by=me, now=act.now, key=act.record.key)
    room.close()


@performs("assign_mediator", "recuse", "decide_recusal", "return_case", "turn_to_authority", "delegate_mediation")
def shut_out_former_mediators(act: Act) -> None:
    """Whoever no longer mediates the case hears nothing more of its session."""
    _shut_out(act, lambda guest: guest.side == Side.MEDIATOR and guest.person_id != act.case.mediator_id)


@performs("withdraw", "split_case")
def shut_out_by_link(act: Act) -> None:
    """The links of the trader have ended with the complaint they were given for."""
    _shut_out(act, lambda guest: guest.who == f"link:{Side.RESPONDENT}")


def _shut_out(act: Act, is_meant: Callable[[Guest], bool]) -> None:
    room = Room.open_in(act.case.pk)
    meant = [one for one in room.guests if is_meant(one) and not one.removed_at] if room else []
    if room is None or not meant:
        return
    for guest in meant:
        effects.shut_out(guest, act.now)
        room.write("remove", now=act.now, about=guest)
    effects.end_caucus_without_mediator(room, act.now)
    room.close()


def end_forgotten(now: datetime) -> int:
    """End the sessions that nobody ended within half a day. Returns how many."""
    forgotten = Session.objects.filter(ended_at=None, opened_at__lt=now - FORGOTTEN)
    cases = list(forgotten.values_list("case", flat=True))
    for case_id in cases:
        advance(case_id=case_id, move="end_session", actor=SYSTEM, inputs={"outcome": "again"}, now=now)
    return len(cases)


@erases
def erase_rooms(case: Case) -> None:
    """Names and words go; that there was a session, when, and who was on which side stays."""
    Happening.objects.filter(session__case=case).update(body=None)
    for guest in Guest.objects.filter(session__case=case):
        guest.name, guest.person, guest.who = "", None, f"erased:{guest.pk}"
        guest.save()
    for minutes in Minutes.objects.filter(session__case=case):
        minutes.text = ""
        minutes.save()
