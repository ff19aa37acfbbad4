"""The calendar file of a meeting, read back by a strict reader of RFC 5545 and 5546. No database: a file and a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import Settings

from hejie.cases.models import Case
from hejie.mediation.calendar_entry import calendar_file
from hejie.mediation.models import Meeting
from hejie.places.models import Authority

AT = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
CHANGED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
REF = "2611-2200-0017"
NAME = re.compile(r"^([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"\x00-\x1f\x7f]*\"|[^\"\x00-\x1f\x7f;:,]*))*):(.*)$")
UTC_TIME = re.compile(r"^\d{8}T\d{6}Z$")
ONCE = {"DTSTAMP", "UID", "DTSTART", "DTEND", "ORGANIZER", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "URL"}


@dataclass
class Component:
    """BEGIN to END, each property once."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)


def read(content: bytes) -> Component:
    """Section 3.1 and 3.4: CRLF alone, 75 octets, whole characters in every line, components closed in order."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    lines = [line.decode("utf-8") for line in raw]  # a character cut in two could not be read
    unfolded = "\n".join(lines).replace("\n ", "").split("\n")
    top = Component("")
    stack = [top]
    for line in unfolded:
        parsed = NAME.match(line)
        assert parsed, line
        name, value = parsed[1], parsed[3]
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            assert stack[-1].name == value
            done = stack.pop()
            stack[-1].inside.append(done)
        else:
            assert name not in stack[-1].values, f"{name} twice"
            stack[-1].values[name] = value
    assert stack == [top]
    [calendar] = top.inside
    assert calendar.name == "VCALENDAR"
    return calendar


def text(value: str) -> str:
    """Section 3.3.11: nothing but the four escapes."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def event(content: bytes, method: str) -> dict[str, str]:
    """The one event of a file with this method, as RFC 5546 asks for it."""
    calendar = read(content)
    assert calendar.values["VERSION"] == "2.0"
    assert calendar.values["PRODID"]
    assert calendar.values["METHOD"] == method
    [found] = calendar.inside
    assert (found.name, found.inside) == ("VEVENT", [])
    assert set(found.values) == ONCE
    assert all(UTC_TIME.match(found.values[key]) for key in ("DTSTAMP", "DTSTART", "DTEND"))
    assert "ATTENDEE" not in found.values
    return found.values


@pytest.fixture
def meeting() -> Meeting:
    office = Authority(name="青禾区市场监督管理局", short_name="青禾局", address="青禾路 8 号; 东门进, 左转\n3 号\\窗")
    case = Case(office=office, title="除湿机漏水", story="我买的除湿机漏水")
    return Meeting(
        pk=UUID(int=7),
        case=case,
        place="青禾局二楼调解室",
        fixed_for=AT,
        called_for=AT,
        changed_at=CHANGED,
    )


def test_a_fixed_meeting(meeting: Meeting, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://odr.example.cn"
    found = event(calendar_file(meeting, REF), "PUBLISH")
    assert found["UID"] == "00000000-0000-0000-0000-000000000007@hejie"
    assert (found["DTSTART"], found["DTEND"]) == ("20261130T060000Z", "20261130T073000Z")
    assert (found["DTSTAMP"], found["SEQUENCE"], found["STATUS"]) == ("20261122T030405Z", "0", "CONFIRMED")
    assert text(found["SUMMARY"]) == f"消费纠纷调解 {REF}"
    assert text(found["LOCATION"]) == "青禾区市场监督管理局 青禾路 8 号; 东门进, 左转\n3 号\\窗"
    assert found["URL"] == f"https://odr.example.cn/cases/{REF}/"


def test_moved_and_called_off_it_stays_the_same_entry(meeting: Meeting) -> None:
    before = event(calendar_file(meeting, REF), "PUBLISH")
    meeting.fixed_for, meeting.sequence = None, 1  # moved, and not fixed again yet
    asked = event(calendar_file(meeting, REF), "CANCEL")
    assert (asked["UID"], asked["SEQUENCE"], asked["STATUS"]) == (before["UID"], "1", "CANCELLED")
    meeting.fixed_for = meeting.called_for = AT + timedelta(days=1)
    meeting.sequence = 2
    again = event(calendar_file(meeting, REF), "PUBLISH")
    assert (again["UID"], again["DTSTART"]) == (before["UID"], "20261201T060000Z")
    meeting.outcome, meeting.sequence = "cancelled", 3
    ended = event(calendar_file(meeting, REF), "CANCEL")
    assert (ended["UID"], ended["SEQUENCE"], ended["DTSTART"]) == (before["UID"], "3", again["DTSTART"])


def test_long_words_are_folded_between_characters(meeting: Meeting) -> None:
    for length in range(60, 90):
        office = meeting.case.office
        office.address = "楼" * length + "é😀" * 3
        assert text(event(calendar_file(meeting, REF), "PUBLISH")["LOCATION"]) == f"{office.name} {office.address}"


def test_it_names_nobody_and_nothing_of_the_matter(meeting: Meeting) -> None:
    """Nor where somebody lives: of a place that is no office the page of the case tells, not the file."""
    meeting.bring, meeting.place = "身份证、病历", "柳河路 7 号 2 单元 301 林女士家"
    plain = calendar_file(meeting, REF).replace(b"\r\n ", b"").decode()
    assert not [word for word in ("除湿机", "漏水", "病历", "身份证", "柳河路", "301", "林女士") if word in plain]
    assert text(event(calendar_file(meeting, REF), "PUBLISH")["LOCATION"]) == "地点请看案件页面"


def test_in_english_and_online(meeting: Meeting) -> None:
    meeting.place = None
    found = event(calendar_file(meeting, REF, english=True), "PUBLISH")
    assert (text(found["SUMMARY"]), text(found["LOCATION"])) == (f"Mediation of {REF}", "Mediation room, online")


def test_what_was_never_called_has_no_file(meeting: Meeting) -> None:
    meeting.fixed_for = meeting.called_for = None
    with pytest.raises(ValueError, match="never called"):
        calendar_file(meeting, REF)
