"""Seats in the live process, without a process: what is told once, who is cut off, where a page goes on."""

from __future__ import annotations

import pytest

from hejie.rules.room import Side
from hejie.web.live.cursor import Cursor
from hejie.web.live.rooms import MOST_WAITING, Room, Rooms, Row, Seat


def row(seq: int, audience: str = "all", kind: str = "say", by: str = "", about: str = "") -> Row:
    return Row("s", seq, kind, by, about, audience, "{}")


def a_seat(guest: str = "g", side: Side = Side.OBSERVER, *, is_in: bool = True, told: int = 0) -> Seat:
    return Seat("s", guest, side, is_in, known=0, told=told)


def test_a_happening_is_told_once_and_in_order() -> None:
    seat, room = a_seat(told=2), Room(0)
    room.seats.add(seat)
    for seq in (1, 2, 3, 4, 4, 3):
        room.tell(row(seq))
    assert [one.seq for one in seat.drain()] == [3, 4]
    assert seat.drain() == []
    assert (seat.told, room.seq) == (4, 4)


def test_a_reader_who_does_not_read_is_cut_off_and_goes_on_later() -> None:
    closed: list[bool] = []
    seat = a_seat()
    seat.close = lambda: closed.append(True)
    for seq in range(1, MOST_WAITING + 1):
        seat.take(row(seq))
    assert not closed
    seat.take(row(MOST_WAITING + 1))
    assert closed
    assert seat.out == "", "who is only slow is not shut out"


def test_what_was_before_the_guest_was_looked_up_changes_nothing() -> None:
    """Somebody left and came back: the old leaving is told, and does not shut the page."""
    seat = Seat("s", "g", Side.OBSERVER, True, known=5, told=0)
    seat.take(row(3, kind="leave", by="g"))
    assert (seat.out, [one.seq for one in seat.drain()]) == ("", [3])
    seat.take(row(6, kind="leave", by="g"))
    assert seat.out == "left"


def test_the_lobby_is_seen_by_those_who_let_in() -> None:
    rooms = Rooms()
    seats = {
        "mediator": a_seat("mediator", Side.MEDIATOR),
        "consumer": a_seat("consumer", Side.COMPLAINANT),
        "waiting": a_seat("waiting", Side.RESPONDENT, is_in=False),
    }
    for seat in seats.values():
        rooms.join(seat)
    assert {who: rooms.company(seat) for who, seat in seats.items()} == {
        "mediator": ("consumer", "mediator", "waiting"),
        "consumer": ("consumer", "mediator"),
        "waiting": ("waiting",),
    }
    assert rooms.company(seats["mediator"]) is None, "told already"
    for seat in seats.values():
        rooms.leave(seat)
    assert rooms.by_session == {}


@pytest.mark.parametrize(
    ("header", "after", "cursor"),
    [
        ("812.45", "3", Cursor(812, 45)),
        ("812", "3", Cursor(812, 3)),
        ("", "3", Cursor(None, 3)),
        ("", "", Cursor(None, None)),
        ("812.x", "-1", Cursor(None, None)),
        ("９", "٣", Cursor(None, None)),
    ],
)
def test_where_a_page_goes_on(header: str, after: str, cursor: Cursor) -> None:
    assert Cursor.read(header, after) == cursor
