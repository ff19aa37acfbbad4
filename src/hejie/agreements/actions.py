"""What others ask of agreements outside of a move: the finished paper, the sweep of promises, erasure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from hejie.agreements.models import Agreement, Promise, Rating, Signature
from hejie.agreements.text import PAPER_KINDS, drawing_of, issuer_of, paper_data
from hejie.base import events
from hejie.cases.actions import advance
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.documents.actions import issue_paper, render_paper
from hejie.documents.models import Paper
from hejie.people.access import SYSTEM
from hejie.rules.clock import shanghai_date

REMIND_BEFORE = timedelta(days=1)


@transaction.atomic
def finish_paper(*, agreement_id: UUID, now: datetime) -> Paper:
    """Number, print and seal the paper of an agreement in force; the finished one again when that has been done.

    The mediation agreement bears the office's number and seal; the settlement is between the sides, and the platform
    numbers and attests it.
    """
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("case__office", "case__trader")
    agreement = rows.get(pk=agreement_id, effective_at__isnull=False)
    if agreement.paper_id is None:
        agreement.paper_id = _issue(agreement).pk
        agreement.save(update_fields=["paper_id"])
    return render_paper(paper_id=agreement.paper_id, now=now)


def _issue(agreement: Agreement) -> Paper:
    signatures = {row.role: row for row in Signature.objects.filter(agreement=agreement).order_by("signed_at")}
    return issue_paper(
        kind=PAPER_KINDS[agreement.kind],
        subject=agreement.case_id,
        office=issuer_of(agreement),
        data=paper_data(agreement, signatures),
        now=agreement.effective_at or agreement.made_at,
        drawings=[drawing_of(row) for row in signatures.values()],
        seal=agreement.kind == "mediation",
    )


def sweep_promises(*, now: datetime, limit: int = 500) -> int:
    """Remind a day before a promise falls due, record once that its day has passed. Returns how many were dealt with.

    Each promise in its own transaction under the lock of its case, so the sweep may be killed, repeated or run twice.
    """
    today = shanghai_date(now)
    late = _missed(today).order_by("due_on", "id").values_list("agreement__case_id", "pk")
    near = _near(today).order_by("due_on", "id").values_list("agreement__case_id", "pk")
    missed = [_dealt_with(case_id, _missed(today).filter(pk=pk), _miss, now) for case_id, pk in list(late[:limit])]
    reminded = [_dealt_with(case_id, _near(today).filter(pk=pk), _remind, now) for case_id, pk in list(near[:limit])]
    return sum(missed) + sum(reminded)


def _due() -> QuerySet[Promise]:
    """Promises that are owed now: in force, not kept, and not waiting for another one."""
    ripe = Q(after=None) | Q(after__done_at__isnull=False)
    return Promise.objects.filter(ripe, agreement__state="effective", done_at=None)


def _missed(today: date) -> QuerySet[Promise]:
    return _due().filter(missed_at=None, due_on__lt=today)


def _near(today: date) -> QuerySet[Promise]:
    return _due().filter(reminded_at=None, due_on__range=(today, today + REMIND_BEFORE))


def _dealt_with(
    case_id: UUID, found: QuerySet[Promise], deal: Callable[[Case, Promise, datetime], None], now: datetime
) -> bool:
    """Lock the case, skipping it while somebody works on it, look again, and deal with the promise."""
    with transaction.atomic():
        case = Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first()
        promise = found.first() if case else None
        if not case or not promise:
            return False
        deal(case, promise, now)
        return True


def _miss(case: Case, promise: Promise, now: datetime) -> None:
    inputs = {"promise": str(promise.index)}
    advance(case_id=case.pk, move="promise_missed", actor=SYSTEM, inputs=inputs, now=now, key=f"missed:{promise.pk}")


def _remind(case: Case, promise: Promise, now: datetime) -> None:
    promise.reminded_at = now
    promise.save(update_fields=["reminded_at"])
    data = {
        "ref": case.ref,
        "role": "system",
        "promise": str(promise.index),
        "due_on": promise.due_on.isoformat(),
        "of": promise.debtor,
    }
    events.publish(events.Fact("promise_near", case.pk, 0, now, data))


@erases
def erase_agreements(case: Case) -> None:
    """That it was agreed, when, by which sides and for how much stays; words, names and drawings go."""
    for agreement in Agreement.objects.filter(case=case):
        agreement.terms, agreement.clauses = [], ""
        agreement.save(update_fields=["terms", "clauses"])
    for signature in Signature.objects.filter(agreement__case=case):
        signature.name, signature.drawing = "", None
        signature.save(update_fields=["name", "drawing"])
    for promise in Promise.objects.filter(agreement__case=case):
        promise.what = {"zh": "", "en": ""}
        promise.save(update_fields=["what"])
    for rating in Rating.objects.filter(case=case):
        rating.comment = ""
        rating.save(update_fields=["comment"])
