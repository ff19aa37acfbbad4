"""Reading agreements and ratings for pages, messages and the API."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.agreements.models import CODE, Agreement, Promise, Rating, Signature
from hejie.agreements.text import drawing_of, issuer_of, paper_data, paper_kind
from hejie.base import together
from hejie.base.together import part
from hejie.documents.queries import preview_paper
from hejie.rules import remedies
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """One signature. `drawing` is a PNG as a data: URL, empty when nothing was drawn; `by` as `Signature.by` has it."""

    role: Role
    name: str
    signed_at: datetime
    drawing: str
    by: str = CODE


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """One promise. `index` is what `confirm_promise` takes; `needs_first` that of the one to be kept before."""

    index: int
    debtor: Role
    receiver: Role
    what: Text
    amount: Decimal | None
    part: Decimal
    due_on: date
    needs_first: int | None
    done_at: datetime | None
    received_on: date | None
    missed_at: datetime | None
    reported_at: datetime | None
    sent_on: date | None
    sent_at: datetime | None
    denied_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        """Said to be sent, and neither confirmed nor denied in time."""
        return self.done_at is None and self.sent_at is not None and self.denied_at is None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def left(self) -> Decimal | None:
        """What of a sum is still owed, in yuan."""
        return None if self.amount is None else self.amount - self.part


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """One agreement with everything under it. `lines` are what it says: the draft that was agreed to, clause by clause;

    else its remedies in words, and `clauses` beside them.
    """

    id: UUID
    kind: str
    state: str
    terms: tuple[Mapping[str, Any], ...]
    lines: tuple[Text, ...]
    clauses: str
    road: str
    body: str
    is_oral: bool
    account: Mapping[str, str]
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

    def overdue(self, receivers: Collection[Role], today: date) -> list[PromiseShown]:
        """What these wait for although its day has passed; nothing that waits for what is to be done first."""
        owed = {one.index: one for one in self.promises if not one.is_done and not one.is_under_way}
        mine = [one for one in owed.values() if one.receiver in receivers and one.needs_first not in owed]
        return [one for one in mine if one.due_on < today]


@dataclass(frozen=True, slots=True)
class RatingShown:
    """How one side says it went; score from 1 to 5."""

    role: Role
    solved: bool
    score: int
    comment: str
    at: datetime


def agreements_of(case_id: UUID) -> tuple[AgreementShown, ...]:
    """Every agreement of a case, the first first, void ones too. Three queries at most, whatever they hold."""
    found = together.rows("agreements", case_id)
    return tuple(_shown(row, signatures_under(row), promises_under(row)) for row in found)


def made(agreement_id: UUID) -> tuple[UUID, datetime]:
    """The case of an agreement, and when it took effect, or was drawn up."""
    row = Agreement.objects.only("case_id", "effective_at", "made_at").get(pk=agreement_id)
    return row.case_id, row.effective_at or row.made_at


def latest_agreement(case_id: UUID) -> AgreementShown | None:
    """The agreement that counts: being signed, in force, or the last one there was. Three queries at most."""
    row = latest_row(case_id)
    return _shown(row, signatures_under(row), promises_under(row)) if row else None


def latest_row(case_id: UUID) -> Agreement | None:
    """The row of the last agreement there was."""
    return next(reversed(together.rows("agreements", case_id)), None)


def signatures_under(row: Agreement) -> list[Signature]:
    """Who has signed this agreement, in the order of signing. One query."""
    return [one for one in together.rows("signatures", row.case_id) if one.agreement_id == row.pk]


def promises_under(row: Agreement) -> list[Promise]:
    """What this agreement promises, in order, each knowing the one it waits for. One query."""
    found = [one for one in together.rows("promises", row.case_id) if one.agreement_id == row.pk]
    known = {one.pk: one for one in found}
    for one in found:
        one.after = known[one.after_id] if one.after_id else None
    return found


@part("agreements")
def _agreements(case_id: UUID) -> QuerySet[Agreement]:
    return Agreement.objects.filter(case=case_id).order_by("made_at", "id")


@part("signatures")
def _signatures(case_id: UUID) -> QuerySet[Signature]:
    return Signature.objects.filter(agreement__case=case_id).order_by("signed_at")


@part("promises")
def _promises(case_id: UUID) -> QuerySet[Promise]:
    return Promise.objects.filter(agreement__case=case_id).order_by("index")


@part("ratings")
def _ratings(case_id: UUID) -> QuerySet[Rating]:
    return Rating.objects.filter(case=case_id).order_by("at")


def agreements_without_paper(limit: int = 100) -> list[UUID]:
    """Agreements in force whose paper was never made, oldest first: what a job that was lost left behind."""
    waiting = Agreement.objects.filter(effective_at__isnull=False, paper_id=None, case__is_erased=False)
    return list(waiting.order_by("effective_at").values_list("pk", flat=True)[:limit])


def ratings_of(case_id: UUID) -> tuple[RatingShown, ...]:
    """What the sides said; a side that said nothing has no entry. One query."""
    found = together.rows("ratings", case_id)
    return tuple(RatingShown(Role(row.role), row.solved, row.score, row.comment, row.at) for row in found)


def preview_pdf(*, agreement_id: UUID) -> bytes:
    """The paper as it would be signed, marked as a draft; nothing is stored. Raises Agreement.DoesNotExist."""
    agreement = Agreement.objects.select_related("case__office", "case__trader").get(pk=agreement_id)
    signatures = {row.role: row for row in Signature.objects.filter(agreement=agreement)}
    return preview_paper(
        kind=paper_kind(agreement),
        office=issuer_of(agreement),
        data=paper_data(agreement, signatures),
        on=agreement.made_at,
        drawings=[drawing_of(row) for row in signatures.values()],
    )


def _shown(row: Agreement, signatures: Sequence[Signature], promises: Sequence[Promise]) -> AgreementShown:
    return AgreementShown(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        terms=tuple(row.terms),
        lines=_lines(row),
        clauses="" if row.draft_version else row.clauses,
        road=row.road,
        body=row.body,
        is_oral=row.is_oral,
        account=row.account or {},
        total=remedies.total(row.terms),
        made_at=row.made_at,
        effective_at=row.effective_at,
        body_sha256=row.body_sha256,
        paper_id=row.paper_id,
        signatures=tuple(SignatureShown(Role(s.role), s.name, s.signed_at, s.drawing or "", s.by) for s in signatures),
        missing=row.signers - {Role(s.role) for s in signatures},
        promises=tuple(map(_promise, promises)),
    )


def _lines(row: Agreement) -> tuple[Text, ...]:
    if row.draft_version:
        return tuple(Text(line, line) for line in row.clauses.splitlines())
    return tuple(map(remedies.describe, row.terms))


def _promise(row: Promise) -> PromiseShown:
    return PromiseShown(
        index=row.index,
        debtor=Role(row.debtor),
        receiver=Role(row.receiver),
        what=Text(**row.what),
        amount=row.amount,
        part=row.part,
        due_on=row.due_on,
        needs_first=row.after.index if row.after else None,
        done_at=row.done_at,
        received_on=row.received_on,
        missed_at=row.missed_at,
        reported_at=row.reported_at,
        sent_on=row.sent_on,
        sent_at=row.sent_at,
        denied_at=row.denied_at,
    )
