"""Agreements, the signatures under them, the promises they make, and how the sides rate what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import HexField, SealedJSONField, SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord
from hejie.rules.model import Role

KINDS = ("settlement", "mediation")
STATES = ("signing", "effective", "void", "unkept")
CURRENT = ("signing", "effective")
SIGNERS = {
    "settlement": frozenset({Role.COMPLAINANT, Role.RESPONDENT}),
    "mediation": frozenset({Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR}),
}


class Agreement(SealedModel):
    """What both sides settled on. `body_sha256` is the hash of the text that is signed, see `text.body_hash`.

    States: signing; effective once all have signed; void when it was not signed; unkept when a side went on without it
    being performed (it still binds: the side may sue on it).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField()
    state = models.TextField(default="signing")
    terms = SealedJSONField(help_text="as rules.remedies writes them")
    clauses = SealedTextField(default="", help_text="clauses in words, one a line")
    draft_version = models.PositiveIntegerField(
        null=True, help_text="of the shared draft, where `clauses` are the whole text that both sides agreed to"
    )
    body_sha256 = HexField()
    made_at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", db_index=False)
    paper_id = models.UUIDField(null=True, help_text="the signed paper, see documents")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=CURRENT), name="agreement_one_current"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="agreement_kind_known"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="agreement_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["signing", "void"], effective_at=None)
                | Q(state__in=["effective", "unkept"], effective_at__isnull=False),
                name="agreement_effective_since",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "made_at"], name="agreement_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Signature(SealedModel):
    """One signer's yes: the code sent to their phone was given back for this text; perhaps with a drawn signature."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures", db_index=False)
    role = models.TextField()
    person_id = models.UUIDField(null=True, help_text="null for the holder of a link")
    name = SealedTextField()
    signed_at = models.DateTimeField()
    drawing = SealedTextField(null=True, help_text="PNG as a data: URL")
    challenge = models.UUIDField(unique=True, help_text="the code that was given back; it signs once")
    body_sha256 = HexField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "role"], name="signature_once_a_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.agreement_id}"


class Promise(SealedModel):
    """One thing one side owes the other by a day. `after` is a promise that has to be kept before this one is due."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="promises", db_index=False)
    index = models.PositiveSmallIntegerField()
    debtor = models.TextField()
    receiver = models.TextField()
    what = SealedJSONField(help_text="{zh, en}")
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, help_text="yuan")
    due_on = models.DateField()
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)
    reminded_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True, help_text="when the sweep recorded that the day had passed")
    reported_at = models.DateTimeField(null=True, help_text="when the receiver first said that nothing came")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "index"], name="promise_index_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, confirmed_by=None) | Q(done_at__isnull=False, confirmed_by__isnull=False),
                name="promise_done_when_confirmed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on", "id"], name="promise_to_sweep", condition=Q(done_at=None, missed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} promise {self.index} by {self.due_on}"


class Rating(SealedModel):
    """How one side says it went. No row means unrated, and stays so."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    role = models.TextField()
    solved = models.BooleanField()
    score = models.PositiveSmallIntegerField()
    comment = SealedTextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "role"], name="rating_once_a_side"),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="rating_score_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.score}"
