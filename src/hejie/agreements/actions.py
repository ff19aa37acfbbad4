"""What others ask of agreements outside of a move: the finished paper, erasure."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hejie.agreements.models import Agreement, Promise, Rating, Signature
from hejie.agreements.text import drawing_of, is_sealed, issuer_of, paper_data, paper_kind
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.documents.actions import issue_paper, render_paper
from hejie.documents.models import Paper


@transaction.atomic
def finish_paper(*, agreement_id: UUID, now: datetime) -> Paper:
    """Number, print and seal the paper of an agreement in force; the finished one again when that has been done.

    The mediation agreement bears number and seal of the office, or of the people's mediation committee; what the sides
    settled, or the enterprise's own mediators brought about, the platform numbers and attests.
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
        kind=paper_kind(agreement),
        subject=agreement.case_id,
        office=issuer_of(agreement),
        data=paper_data(agreement, signatures),
        now=agreement.effective_at or agreement.made_at,
        drawings=[drawing_of(row) for row in signatures.values() if not agreement.is_oral],
        seal=is_sealed(agreement),
    )


@erases
def erase_agreements(case: Case) -> None:
    """That it was agreed, when, by which sides and for how much stays; words, names and drawings go."""
    for agreement in Agreement.objects.filter(case=case):
        agreement.terms, agreement.clauses, agreement.account = [], "", None
        agreement.save(update_fields=["terms", "clauses", "account"])
    for signature in Signature.objects.filter(agreement__case=case):
        signature.name, signature.drawing = "", None
        signature.save(update_fields=["name", "drawing"])
    for promise in Promise.objects.filter(agreement__case=case):
        promise.what = {"zh": "", "en": ""}
        promise.save(update_fields=["what"])
    for rating in Rating.objects.filter(case=case):
        rating.comment = ""
        rating.save(update_fields=["comment"])
