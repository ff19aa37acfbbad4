"""What both sides are told of their meeting; and reminders of it, once each, by every channel they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hejie.base.events import Fact
from hejie.cases.notices import News, tell, tell_each
from hejie.cases.queries import case_by_id
from hejie.mediation.links import links_to
from hejie.mediation.meetings import SIDES, is_stuck, open_meeting, settle_on_a_time
from hejie.mediation.models import Meeting
from hejie.rules.appointments import written
from hejie.rules.model import Role, Text

BATCH = 100
ONLINE = Text("网上调解室", "the mediation room, online")
MEDIATOR = (Role.MEDIATOR,)


def _news(fact: Fact, template: str, values: Mapping[str, Any] | None = None, *, own: str = "") -> News:
    """`own`: the value that is each side's own link to the meeting."""
    meeting = open_meeting(fact.case_id) if own else None
    links = links_to(meeting.pk, own) if meeting else {}
    key = f"{fact.case_id}:{fact.record_id}:{template}"
    return News(case_by_id(fact.case_id), template, fact.at, key, values or {}, own=links)


def _others(fact: Fact) -> list[Role]:
    return [side for side in SIDES if side != fact.data["role"]]


def when_and_where(meeting: Meeting) -> Mapping[str, date | str | Text]:
    """What messages say of a meeting that is fixed."""
    assert meeting.fixed_for
    on, hour = written(meeting.fixed_for).split("T")
    return {"due": date.fromisoformat(on), "hour": hour, "place": meeting.place or ONLINE}


def times_proposed(fact: Fact) -> None:
    """Each side is asked by a link of its own, which needs no account."""
    tell(_news(fact, "times_proposed", own="link"), SIDES)


def times_answered(fact: Fact) -> None:
    """What suits both is fixed at once; where a side named other times the other side is asked about them."""
    if settle_on_a_time(fact):
        return
    asked = _others(fact) if fact.data.get("own") else []
    stuck: Iterable[Role] = MEDIATOR if is_stuck(fact.case_id) else ()
    tell_each((_news(fact, "times_countered", own="link"), asked), (_news(fact, "times_apart"), list(stuck)))


def meeting_called(fact: Fact) -> None:
    """When, where and with whom (Order 121 Art 20)."""
    meeting = open_meeting(fact.case_id)
    assert meeting
    said = when_and_where(meeting)
    both = _news(fact, "meeting_called" if meeting.place else "meeting_online", said, own="calendar")
    tell_each((both, SIDES), (_news(fact, "meeting_to_lead", said), MEDIATOR))


def meeting_moved(fact: Fact) -> None:
    """The other side is asked anew; whoever mediates hears that the time no longer holds."""
    asked = _news(fact, "meeting_moved", own="link")
    tell_each((asked, _others(fact)), (_news(fact, "meeting_moves"), MEDIATOR))


def meeting_missed(fact: Fact) -> None:
    """Whoever stayed away hears what that means; the other side that another time is looked for."""
    absent = [Role(side) for side in fact.data["absent"]]
    waited = [side for side in SIDES if side not in absent]
    tell_each((_news(fact, "meeting_missed"), absent), (_news(fact, "meeting_waited"), waited))


@transaction.atomic
def remind_meetings(now: datetime) -> int:
    """Send what is due of both reminders. Returns how many meetings; those that moved or ended have none.

    May run in several workers at the same time: each takes the meetings no other holds, and a message has a key.
    """
    due = Meeting.objects.filter(Q(remind_day_at__lte=now) | Q(remind_hour_at__lte=now), ended_at=None)
    rows = list(due.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for meeting in rows:
        _remind(meeting, now)
    return len(rows)


def _remind(meeting: Meeting, now: datetime) -> None:
    """The later reminder where both are due; none for a meeting that has begun."""
    assert meeting.fixed_for
    is_last = meeting.remind_hour_at is not None and meeting.remind_hour_at <= now
    if meeting.fixed_for > now:
        key = f"meeting:{meeting.pk}:{meeting.sequence}:{'hour' if is_last else 'day'}"
        case, said = case_by_id(meeting.case_id), when_and_where(meeting)
        tell(News(case, "meeting_near", now, key, said, own=links_to(meeting.pk)), (*SIDES, Role.MEDIATOR))
    meeting.remind_day_at = None
    if is_last:
        meeting.remind_hour_at = None
    meeting.save(update_fields=["remind_day_at", "remind_hour_at"])
