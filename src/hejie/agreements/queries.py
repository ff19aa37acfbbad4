"""Reading agreements and ratings for pages, messages and the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from hejie.agreements.models import SIGNERS, Agreement, Promise, Rating, Signature
from hejie.agreements.text import PAPER_KINDS, drawing_of, issuer_of, paper_data
from hejie.documents.queries import preview_paper
from hejie.rules import remedies
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """One signature. `drawing` is a PNG as a data: URL, empty when nothing was drawn."""

    role: Role
    name: str
    signed_at: datetime
    drawing: str


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """One promise. `index` is what `confirm_promise` takes; `needs_first` that of the one to be kept before."""

    index: int
    debtor: Role
    receiver: Role
    what: Text
    amount: Decimal | None
    due_on: date
    needs_first: int | None
    done_at: datetime | None
    missed_at: datetime | None
    reported_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """One agreement with everything under it. `lines` are its remedies in words, `clauses` stand beside them."""

    id: UUID
    kind: str
    state: str
    terms: tuple[Mapping[str, Any], ...]
    lines: tuple[Text, ...]
    clauses: str
    total: Decimal
    made_at: datetime
    effective_at: datetime | None
    body_sha256: str
    paper_id: UUID | None
    signatures: tuple[SignatureShown, ...]
    missing: frozenset[Role]
    promises: tuple[PromiseShown, ...]

    def signature_of(self, role: Role) -> SignatureShown | None:
        return next((one for one in self.signatures if one.role == role), None)


@dataclass(frozen=True, slots=True)
class RatingShown:
    """How one side says it went; score from 1 to 5."""

    role: Role
    solved: bool
    score: int
    comment: str
    at: datetime


def agreements_of(case_id: UUID) -> tuple[AgreementShown, ...]:
    """Every agreement of a case, the first first, void ones too. Four queries at most, whatever they hold."""
    rows = Agreement.objects.filter(case=case_id).order_by("made_at", "id")
    return tuple(map(_shown, rows.prefetch_related("signatures", "promises__after")))


def latest_agreement(case_id: UUID) -> AgreementShown | None:
    """The agreement that counts: being signed, in force, or the last one there was. Four queries at most."""
    rows = Agreement.objects.filter(case=case_id).order_by("-made_at", "-id")
    row = rows.prefetch_related("signatures", "promises__after").first()
    return _shown(row) if row else None


def agreements_without_paper(limit: int = 100) -> list[UUID]:
    """Agreements in force whose paper was never made, oldest first: what a job that was lost left behind."""
    waiting = Agreement.objects.filter(effective_at__isnull=False, paper_id=None, case__is_erased=False)
    return list(waiting.order_by("effective_at").values_list("pk", flat=True)[:limit])


def ratings_of(case_id: UUID) -> tuple[RatingShown, ...]:
    """What the sides said; a side that said nothing has no entry. One query."""
    rows = Rating.objects.filter(case=case_id).order_by("at")
    return tuple(RatingShown(Role(row.role), row.solved, row.score, row.comment, row.at) for row in rows)


def preview_pdf(*, agreement_id: UUID) -> bytes:
    """The paper as it would be signed, marked as a draft; nothing is stored. Raises Agreement.DoesNotExist."""
    agreement = Agreement.objects.select_related("case__office", "case__trader").get(pk=agreement_id)
    signatures = {row.role: row for row in Signature.objects.filter(agreement=agreement)}
    return preview_paper(
        kind=PAPER_KINDS[agreement.kind],
        office=issuer_of(agreement),
        data=paper_data(agreement, signatures),
        on=agreement.made_at,
        drawings=[drawing_of(row) for row in signatures.values()],
    )


def _shown(row: Agreement) -> AgreementShown:
    signatures = sorted(row.signatures.all(), key=lambda one: one.signed_at)
    promises = sorted(row.promises.all(), key=lambda one: one.index)
    return AgreementShown(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        terms=tuple(row.terms),
        lines=tuple(map(remedies.describe, row.terms)),
        clauses=row.clauses,
        total=remedies.total(row.terms),
        made_at=row.made_at,
        effective_at=row.effective_at,
        body_sha256=row.body_sha256,
        paper_id=row.paper_id,
        signatures=tuple(SignatureShown(Role(s.role), s.name, s.signed_at, s.drawing or "") for s in signatures),
        missing=SIGNERS[row.kind] - {Role(s.role) for s in signatures},
        promises=tuple(map(_promise, promises)),
    )


def _promise(row: Promise) -> PromiseShown:
    return PromiseShown(
        index=row.index,
        debtor=Role(row.debtor),
        receiver=Role(row.receiver),
        what=Text(**row.what),
        amount=row.amount,
        due_on=row.due_on,
        needs_first=row.after.index if row.after else None,
        done_at=row.done_at,
        missed_at=row.missed_at,
        reported_at=row.reported_at,
    )
