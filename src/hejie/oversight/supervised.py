"""Open supervision notices of an office: those it has to answer, and those it sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from hejie.oversight.models import Supervision
from hejie.places.models import Authority

MOST = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; `times`: how often an answer was asked for."""

    ref: str
    title: str
    office_id: UUID
    office: str
    asked_by_id: UUID
    asked_by: str
    state: str
    due_on: date
    times: int


def notices_of(office: Authority) -> list[Notice]:
    """Open notices to this office or from it, by their day; one query."""
    rows = Supervision.objects.filter(Q(office=office) | Q(asked_by=office), closed_at=None)
    shown = rows.select_related("case", "office", "asked_by").order_by("due_on", "id")[:MOST]
    return [
        Notice(
            ref=one.case.ref,
            title=one.case.title,
            office_id=one.office_id,
            office=one.office.short_name,
            asked_by_id=one.asked_by_id,
            asked_by=one.asked_by.short_name,
            state=one.state,
            due_on=one.due_on,
            times=one.times,
        )
        for one in shown
    ]
