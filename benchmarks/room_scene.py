"""The rooms of `bench_rooms.py`: one session each, open, with five guests let in; and what each of them must hear."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django

NAMES = {"mediator": "调解员", "complainant": "消费者", "respondent": "客服", "support": "法务", "observer": "旁听"}
CAUCUS_EVERY = 10  # of so many rooms one is in a caucus all the time


def build(rooms: int) -> list[dict[str, Any]]:
    """Cases, sessions and guests, committed. Returns what listeners and senders need of each guest."""
    django.setup()
    from django.utils import timezone

    from hejie.rooms.models import Guest, Session
    from tests.small_case import open_another, small_world

    now = timezone.now()
    world = small_world(now)
    sessions = [
        Session(
            case=open_another(world.office, world.person, now),
            number=1,
            opened_at=now,
            caucus="" if number % CAUCUS_EVERY else "complainant",
        )
        for number in range(rooms)
    ]
    Session.objects.bulk_create(sessions)
    guests = [_guest(session, side, now) for session in sessions for side in NAMES]
    Guest.objects.bulk_create(guests)
    return [_shown(one) for one in guests]


def _guest(session: Any, side: str, now: datetime) -> Any:
    from hejie.rooms.models import Guest

    known = {"admitted_at": now, "identity": "shown", "rules_read_at": now}
    return Guest(session=session, who=f"bench:{side}", side=side, name=NAMES[side], is_here=True, **known)


def _shown(guest: Any) -> dict[str, Any]:
    from hejie.web.stream import RoomSeat, ticket

    seat = RoomSeat(str(guest.session_id), str(guest.pk))
    case = guest.session.case_id
    shown = {"guest": str(guest.pk), "session": str(guest.session_id), "side": guest.side, "case": str(case)}
    return {**shown, "caucus": guest.session.caucus, "ticket": ticket([f"case:{case}"], room=seat)}


def heard_by() -> dict[str, list[int]]:
    """Of every guest the numbers they must have heard."""
    from collections import defaultdict

    from django.db import connection

    from hejie.rooms.models import Guest, Happening
    from hejie.rules.room import Side, may_hear

    connection.close()
    said = defaultdict(list)
    for session, seq, audience in Happening.objects.order_by("seq").values_list("session", "seq", "audience"):
        said[session].append((seq, audience))
    return {
        str(pk): [seq for seq, audience in said[session] if may_hear(Side(side), audience)]
        for pk, session, side in Guest.objects.values_list("pk", "session", "side")
    }
