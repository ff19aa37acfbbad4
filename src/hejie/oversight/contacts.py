"""The first word to whoever filed (首问响应): escalation of what waits too long, and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

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
