"""Recording: only while everybody present has agreed. Whoever comes in, refuses or steps aside ends it at once."""

from __future__ import annotations

from datetime import datetime

from hejie.cases.models import CaseRecord
from hejie.rooms.models import Guest, Happening, Recording, RecordingConsent
from hejie.rooms.room import Room


def agree(
    room: Room, guest: Guest, *, by: Guest, now: datetime, key: str | None, record: CaseRecord | None = None
) -> Happening:
    """`guest` agrees to being recorded; `by` is the mediator for somebody on the telephone."""
    RecordingConsent.objects.get_or_create(
        guest=guest, withdrawn_at=None, defaults={"agreed_at": now, "record": record}
    )
    guest.has_agreed = True
    guest.save(update_fields=["has_agreed"])
    return room.write("agree_recording", now=now, by=by, about=guest, key=key)


def refuse(room: Room, guest: Guest, *, by: Guest, now: datetime, key: str | None) -> Happening:
    """`guest` refuses, or takes consent back: what is running stops."""
    RecordingConsent.objects.filter(guest=guest, withdrawn_at=None).update(withdrawn_at=now)
    guest.has_agreed = False
    guest.save(update_fields=["has_agreed"])
    said = room.write("refuse_recording", now=now, by=by, about=guest, key=key)
    stop_by_itself(room, now)
    return said


def start(room: Room, now: datetime) -> None:
    """The rules have seen that everybody present agreed."""
    room.session.is_recording = True
    Recording.objects.create(session=room.session, started_at=now)


def stop(room: Room, now: datetime) -> None:
    room.session.is_recording = False
    Recording.objects.filter(session=room.session, stopped_at=None).update(stopped_at=now)


def stop_by_itself(room: Room, now: datetime) -> None:
    """The room stops what may not go on, and says so."""
    if room.session.is_recording:
        stop(room, now)
        room.write("stop_recording", now=now)


def stop_unless_agreed(room: Room, now: datetime) -> None:
    """Somebody who was not asked yet came in."""
    if not all(one.has_agreed for one in room.inside()):
        stop_by_itself(room, now)
