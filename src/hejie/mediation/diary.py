"""The diary of whoever mediates: when they are free, and that nobody is promised to two meetings at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base.together import part, rows
from hejie.cases.actions import Refused
from hejie.cases.deadlines import calendar
from hejie.cases.models import Case
from hejie.dispatch.models import Leave
from hejie.mediation.models import MediatorProfile, Meeting
from hejie.people.models import Person
from hejie.rules.appointments import MOST, free_starts, moment, overlaps, said
from hejie.rules.calendars import Calendar
from hejie.rules.model import Refusal, Text


def free_times(case_id: UUID, now: datetime, days: Calendar | None = None) -> list[datetime]:
    """When the mediator of a case could begin a meeting in it, the earliest first. Read together with the case.

    In the half days they named, not on leave, and beside every meeting of theirs: times proposed to others count as
    taken until they are chosen or dropped. The case's own times do not stand in its way.
    """
    hours = next((one.hours for one in rows("mediator_hours", case_id)), ())
    leaves = rows("mediator_leaves", case_id)
    found = free_starts(
        now,
        days or calendar(),
        hours,
        lambda day: any(leave.first_on <= day <= leave.last_on for leave in leaves),
        _taken_by(one for one in rows("mediator_meetings", case_id) if one.case_id != case_id),
    )
    return list(islice(found, MOST))


def _mediator_of(case_id: UUID) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk=case_id).values("mediator")


@part("mediator_hours", for_pages_alone=True)
def _hours(case_id: UUID) -> QuerySet[MediatorProfile]:
    return MediatorProfile.objects.filter(person__in=_mediator_of(case_id)).only("hours")


@part("mediator_leaves", for_pages_alone=True)
def _leaves(case_id: UUID) -> QuerySet[Leave]:
    return Leave.objects.filter(person__in=_mediator_of(case_id))


@part("mediator_meetings", for_pages_alone=True)
def _meetings(case_id: UUID) -> QuerySet[Meeting]:
    mine = Meeting.objects.filter(mediator__in=_mediator_of(case_id), ended_at=None)
    return mine.only("case", "times", "fixed_for")


def _taken_by(meetings: Iterable[Meeting], *, fixed_alone: bool = False) -> Iterator[datetime]:
    """When meetings begin, or may come to begin."""
    for one in meetings:
        if one.fixed_for:
            yield one.fixed_for
        elif not fixed_alone:
            yield from map(moment, one.times)


def keep_free(mediator_id: UUID, times: Iterable[datetime], besides: UUID, *, fixed_alone: bool = False) -> None:
    """Take these times for one case until the transaction ends. Raises Refused where one is taken.

    `fixed_alone`: what was only proposed to others is no hindrance.
    """
    wanted = list(times)
    free = _free_of(mediator_id, wanted, besides, fixed_alone=fixed_alone)
    if clashing := [at for at in wanted if at not in free]:
        raise Refused(taken(clashing[0]))


def still_free(mediator_id: UUID, times: Iterable[datetime], besides: UUID) -> datetime | None:
    """The earliest of these times at which no other meeting is fixed, taken likewise; None where none is."""
    return min(_free_of(mediator_id, times, besides, fixed_alone=True), default=None)


def _free_of(mediator_id: UUID, times: Iterable[datetime], besides: UUID, *, fixed_alone: bool) -> list[datetime]:
    """With the mediator's row locked: what two cases ask at the same time is answered one after the other."""
    Person.objects.select_for_update(no_key=True).only("id").get(pk=mediator_id)
    others = Meeting.objects.filter(mediator=mediator_id, ended_at=None).exclude(case=besides)
    busy = list(_taken_by(others, fixed_alone=fixed_alone))
    return [at for at in times if not any(overlaps(at, one) for one in busy)]


def taken(at: datetime) -> Refusal:
    """Said to whoever names a time at which the mediator is elsewhere."""
    words = said(at)
    return Refusal(
        "time_taken",
        Text(
            f"{words.zh}调解员另有调解，请换一个时间。",
            f"The mediator has another meeting on {words.en}. Please choose another time.",
        ),
    )
