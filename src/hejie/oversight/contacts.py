"""The first word to whoever filed (首问响应): escalation of what waits too long, and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.models import Case
from hejie.cases.sweep import note_among_offices
from hejie.oversight.figures import Rate
from hejie.oversight.models import FirstContact
from hejie.places.models import Authority
from hejie.rules.model import Text

TO_SUPERIOR_AFTER = timedelta(minutes=30)  # on the clock, after the head was told
WITHIN = Text("按时联系率", "Contacted in time")
OF_STARTED = Text("已到时限或已联系的来件", "matters whose time has come, or that were contacted")


def escalate_contacts(now: datetime, *, limit: int = 500) -> int:
    """Tell the head of first contacts that are late, then the office above; each once. Returns how many."""
    waiting = FirstContact.objects.filter(made_at=None, dropped_at=None, due_at__lt=now).order_by("due_at")
    told = sum(_tell(row, "contact_missed", now) for row in waiting.filter(head_told_at=None)[:limit])
    late = waiting.filter(head_told_at__lte=now - TO_SUPERIOR_AFTER, superior_told_at=None)
    return told + sum(_tell(row, "contact_escalated", now) for row in late[:limit])


def _tell(row: FirstContact, fact: str, now: datetime) -> bool:
    column = "head_told_at" if fact == "contact_missed" else "superior_told_at"
    still = FirstContact.objects.filter(pk=row.pk, made_at=None, dropped_at=None, **{column: None})
    if not still.update(**{column: now}):
        return False
    note_among_offices(case_id=row.case_id, fact=fact, data={"due_at": row.due_at.isoformat()}, now=now)
    return True


@dataclass(frozen=True, slots=True)
class ContactShown:
    """The clock of the first word: since when, until when, when it was made. `minutes` on the clock that it took."""

    since: datetime
    due_at: datetime
    made_at: datetime | None
    minutes: int


@part("first_contacts")
def _first_contacts(case_id: UUID) -> QuerySet[FirstContact]:
    """The last of them."""
    return FirstContact.objects.filter(case=case_id).order_by("-started_at")[:1]


def contact_of(case: Case, now: datetime) -> ContactShown | None:
    """The last first contact of a case; None where no office has had it. No query where it was read for a page."""
    row = next(iter(together.rows("first_contacts", case.pk)), None)
    if not row:
        return None
    until = row.made_at or row.dropped_at or now
    return ContactShown(row.started_at, row.due_at, row.made_at, int((until - row.started_at).total_seconds() // 60))


@dataclass(frozen=True, slots=True)
class ContactReport:
    """How one office kept its promise over a time. `waiting`: late and still nobody spoke."""

    office: str
    in_time: Rate
    waiting: int


def contact_report(offices: QuerySet[Authority], since: datetime, now: datetime) -> list[ContactReport]:
    """Each office's rate of first contacts made in time, of those that had to be made by now. One query."""
    rows = FirstContact.objects.filter(office__in=offices.values("pk"), started_at__gte=since, dropped_at=None)
    due = rows.filter(Q(due_at__lte=now) | Q(made_at__isnull=False))
    counted = due.values("office", "office__short_name", "office__path").order_by("office__path")
    found = counted.annotate(
        all=Count("pk"),
        kept=Count("pk", filter=Q(made_at__lte=F("due_at"))),
        silent=Count("pk", filter=Q(made_at=None)),
    )
    return [
        ContactReport(
            one["office__short_name"], Rate("in_time", WITHIN, OF_STARTED, one["kept"], one["all"]), one["silent"]
        )
        for one in found
    ]
