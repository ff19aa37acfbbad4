"""A meeting as a calendar file (RFC 5545): fixed, moved or called off. Of the case it names the number alone.

The file travels by mail and lies in calendars that others read: nothing that somebody wrote by hand stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from hejie.base.ids import show_case_number
from hejie.mediation.models import Meeting
from hejie.rules.appointments import LENGTH
from hejie.rules.model import Text

LONGEST = 75  # octets of a line
SUMMARY = Text("消费纠纷调解 {ref}", "Mediation of {ref}")
ONLINE = Text("网上调解室", "Mediation room, online")
CALLED_OFF = Text("已取消", "Called off")
ELSEWHERE = Text("地点请看案件页面", "Where: see the page of the case")


def calendar_file(meeting: Meeting, ref: str, *, english: bool = False) -> bytes:
    """The file for a meeting that was called at least once; `ref` as people read it.

    Fixed anew under the same UID with a higher SEQUENCE; CANCEL where it no longer holds. Raises ValueError before
    the first call.
    """
    if meeting.called_for is None:
        raise ValueError("this meeting was never called")
    return b"".join(_folded(line) for line in _lines(meeting, meeting.called_for, ref, english))


def file_of(meeting_id: UUID, *, english: bool = False) -> bytes | None:
    """The file of a meeting; None before the first call."""
    return _file(Meeting.objects.filter(pk=meeting_id), english)


def file_of_case(case_id: UUID, *, english: bool = False) -> bytes | None:
    """The file of the last meeting of a case to which both were called, whatever came of it."""
    return _file(Meeting.objects.filter(case=case_id), english)


def _file(meetings: QuerySet[Meeting], english: bool) -> bytes | None:
    called = meetings.filter(called_for__isnull=False).select_related("case__office").order_by("pk").last()
    return calendar_file(called, show_case_number(called.case.ref), english=english) if called else None


def _lines(meeting: Meeting, at: datetime, ref: str, english: bool) -> Iterator[str]:
    holds = meeting.fixed_for is not None and meeting.outcome in ("", "held", "missed")
    name = (meeting.case.office.name).replace('"', "'")
    summary = _in(SUMMARY, english).format(ref=ref)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hejie//Mediation//ZH")
    yield f"METHOD:{'PUBLISH' if holds else 'CANCEL'}"
    yield from ("BEGIN:VEVENT", f"UID:{meeting.pk}@hejie", f"SEQUENCE:{meeting.sequence}")
    yield f"DTSTAMP:{_utc(meeting.changed_at)}"
    yield from (f"DTSTART:{_utc(at)}", f"DTEND:{_utc(at + LENGTH)}")
    yield f"STATUS:{'CONFIRMED' if holds else 'CANCELLED'}"
    yield f"SUMMARY:{_escaped(summary if holds else f'{summary} {_in(CALLED_OFF, english)}')}"
    yield f"LOCATION:{_escaped(_where(meeting, english))}"
    yield f'ORGANIZER;CN="{name}":{settings.PUBLIC_URL}'
    yield f"URL:{settings.PUBLIC_URL}/cases/{ref}/"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _where(meeting: Meeting, english: bool) -> str:
    """Online; an office that is on the register, by its own name and address; of any other place not a word."""
    if meeting.place is None:
        return _in(ONLINE, english)
    office = meeting.case.office
    if any(known in meeting.place for known in (office.name, office.short_name, office.address) if known):
        return f"{office.name} {office.address}".strip()
    return _in(ELSEWHERE, english)


def _in(text: Text, english: bool) -> str:
    return text.en if english else text.zh


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Section 3.3.11. A line break of any kind becomes `\\n`."""
    for plain, marked in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, marked)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Section 3.1: at most 75 octets in a line, the rest behind a space, no character cut in two."""
    lines, room = [b""], LONGEST
    for character in line:
        octets = character.encode()
        if len(lines[-1]) + len(octets) > room:
            lines.append(b"")
            room = LONGEST - 1
        lines[-1] += octets
    return b"\r\n ".join(lines) + b"\r\n"
