"""What the rules and the pages learn about meetings: what is open, which times may be chosen, who stayed away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.deadlines import calendar
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.mediation.diary import free_times
from hejie.mediation.meetings import SIDES, chosen_by, common_times
from hejie.mediation.models import Meeting
from hejie.places.settings import setting
from hejie.rules.appointments import moment, said, written
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from hejie.rules.procedures._appointment import DUE, FIXED, GOOD, PROPOSED

A_DAY = timedelta(days=1)


@part("meetings")
def _meetings(case_id: UUID) -> QuerySet[Meeting]:
    return Meeting.objects.filter(case=case_id).order_by("pk")


@provides_facts
def facts_of_the_meeting(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "propose_times") or case.mediator_id is None:
        return {}
    rows = together.rows("meetings", case.pk)
    days = calendar(together.rows("calendar_years", case.pk))
    today = shanghai_date(now)
    free = ReadLate(lambda: {written(at): said(at, today) for at in free_times(case.pk, now, days)})
    meeting = next((one for one in rows if one.ended_at is None), None)
    if meeting is None:
        return {"options": {"free_times": free}}
    offered = {key: said(moment(key), today) for key in meeting.times}
    others = ReadLate(lambda: {key: text for key, text in free.items() if key not in offered})
    standing = standing_of(meeting, now)
    return {
        "meeting": standing,
        "minutes_since_meeting": (now - meeting.fixed_for) // timedelta(minutes=1) if standing == DUE else 0,
        "may_move_meeting": _may_move(case, rows) if standing == FIXED else frozenset(),
        "options": {"free_times": free, "times_to_choose": offered, "other_times": others},
    }


def standing_of(meeting: Meeting, now: datetime) -> str:
    """Whether an open meeting is proposed, fixed, or due."""
    if meeting.fixed_for is None:
        return PROPOSED
    return DUE if meeting.fixed_for <= now else FIXED


def _may_move(case: Case, rows: Sequence[Meeting]) -> frozenset[Role]:
    moved = [side for one in rows for side in one.moved_by]
    most = int(setting(case.office, "meeting_moves"))
    return frozenset(side for side in SIDES if moved.count(side) < most)


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting as both sides and whoever mediates may know it. `standing`: proposed, fixed, due, or how it ended.

    `place` None: the room online. `answered` has a side once it said anything, `suits` the times it named.
    """

    id: UUID
    standing: str
    place: str | None
    times: Sequence[datetime]
    suits: Mapping[Role, Sequence[datetime]]
    common: Sequence[datetime]
    at: datetime | None
    bring: str
    recusal_days: int
    absent: frozenset[Role]
    cause: str
    has_calendar_entry: bool

    @property
    def answered(self) -> frozenset[Role]:
        return frozenset(self.suits)


def last_meeting(case_id: UUID, now: datetime) -> MeetingShown | None:
    """The open meeting of a case, else the one that ended last."""
    rows = together.rows("meetings", case_id)
    return _shown(rows[-1], now) if rows else None


def _shown(one: Meeting, now: datetime) -> MeetingShown:
    answers = {side: times for side in SIDES if (times := chosen_by(one, side)) is not None}
    return MeetingShown(
        id=one.pk,
        standing=one.outcome or standing_of(one, now),
        place=one.place,
        times=[moment(key) for key in one.times],
        suits={side: [moment(key) for key in times] for side, times in answers.items()},
        common=[moment(key) for key in common_times(one)],
        at=one.fixed_for,
        bring=one.bring or "",
        recusal_days=one.recusal_days,
        absent=frozenset(map(Role, one.absent)),
        cause=one.cause,
        has_calendar_entry=one.called_for is not None,
    )


def absences_of(case_id: UUID) -> Mapping[Role, int]:
    """How often each side stayed away; absences for good reason do not count (Order 121 Art 23)."""
    missed = [side for one in together.rows("meetings", case_id) if one.cause != GOOD for side in one.absent]
    return {side: missed.count(side) for side in SIDES if side in missed}


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of a mediator's day."""

    ref: str
    title: str
    at: datetime
    place: str | None


def coming_meetings(mediator_id: UUID, now: datetime, *, most: int = 10) -> list[Coming]:
    """What is fixed from half a day ago on, the earliest first. One query."""
    rows = Meeting.objects.filter(mediator=mediator_id, ended_at=None, fixed_for__gt=now - A_DAY / 2)
    found = rows.select_related("case").order_by("fixed_for")[:most]
    return [Coming(one.case.ref, one.case.title, one.fixed_for, one.place) for one in found if one.fixed_for]
