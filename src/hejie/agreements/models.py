"""Agreements, the signatures under them, the promises they make, and how the sides rate what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.base.fields import HexField, SealedJSONField, SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord
from hejie.rules.agreement_contents import WRITTEN_BY
from hejie.rules.model import Role

KINDS = ("settlement", "mediation")
STATES = ("signing", "effective", "void", "unkept")
CURRENT = ("signing", "effective")
SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
CODE, PROOF, DEVICE, PHONE = "code", "proof", "device", "phone"


class Agreement(SealedModel):
    """What both sides settled on. `body_sha256` is the hash of the text that is signed, see `text.body_hash`.

    `road` says who mediated (key of `rules.mediators.ROADS`, empty for a settlement), `body` names them where it was
    not the office. `account` is what People's Mediation Law Art 29 asks for beside the terms. One made by word of mouth
    (`is_oral`) has a yes of each side where the others have signatures.

    States: signing; effective once all have signed; void when it was not signed; unkept when a side went on without it
    being performed (it still binds: the side may sue on it).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField()
    state = models.TextField(default="signing")
    road = models.TextField(default="", db_default="")
    body = models.TextField(default="", db_default="", help_text="name of the body that mediated")
    is_oral = models.BooleanField(default=False, db_default=False)
    account = SealedJSONField(null=True, help_text="{facts, issues, responsibility, manner}")
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
                condition=Q(kind="settlement", road="") | Q(kind="mediation", road__in=list(WRITTEN_BY)),
                name="agreement_road_known",
            ),
            models.CheckConstraint(condition=Q(is_oral=False) | Q(kind="mediation"), name="agreement_oral_if_mediated"),
            models.CheckConstraint(
                condition=Q(state__in=["signing", "void"], effective_at=None)
                | Q(state__in=["effective", "unkept"], effective_at__isnull=False),
                name="agreement_effective_since",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "made_at"], name="agreement_latest")]

    @property
    def signers(self) -> frozenset[Role]:
        """Whose yes it needs: the mediator signs papers, and only writes down what was agreed by word of mouth."""
        return SIDES if self.kind == "settlement" or self.is_oral else SIDES | {Role.MEDIATOR}

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Signature(SealedModel):
    """One signer's yes to this text, perhaps with a drawn signature. `by` says how they showed who they are.

    `code`: sent to their phone and given back; `proof`: signed in again a moment ago; to an oral agreement a yes on
    their own `device`, or by `phone`, written down by the mediator.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures", db_index=False)
    role = models.TextField()
    person_id = models.UUIDField(null=True, help_text="null for the holder of a link")
    name = SealedTextField()
    signed_at = models.DateTimeField()
    drawing = SealedTextField(null=True, help_text="PNG as a data: URL")
    by = models.TextField(default=CODE, db_default=CODE)
    challenge = models.UUIDField(unique=True, null=True, help_text="the code that was given back; it signs once")
    body_sha256 = HexField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "role"], name="signature_once_a_role"),
            models.CheckConstraint(
                condition=Q(by=CODE, challenge__isnull=False) | Q(by__in=[PROOF, DEVICE, PHONE], challenge=None),
                name="signature_by_code_or_otherwise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.agreement_id}"


class Promise(SealedModel):
    """One thing one side owes the other by a day. `after` is a promise that has to be kept before this one is due.

    `part` is what of a sum has come so far. Done is only what its receiver confirmed; `received_on` is the day it came.
    What its debtor says was sent is under way until its receiver says that it did not come (`rules.promises`).
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="promises", db_index=False)
    index = models.PositiveSmallIntegerField()
    debtor = models.TextField()
    receiver = models.TextField()
    what = SealedJSONField(help_text="{zh, en}")
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, help_text="yuan")
    due_on = models.DateField()
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    part = models.DecimalField(max_digits=11, decimal_places=2, default=0, db_default=0, help_text="yuan that came")
    done_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)
    reminded_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True, help_text="when its receiver was asked whether it has come")
    missed_at = models.DateTimeField(null=True, help_text="when the sweep recorded that the day had passed")
    offered_at = models.DateTimeField(null=True, help_text="when the receiver was told the next legal step")
    reported_at = models.DateTimeField(null=True, help_text="when the receiver first said that nothing came")
    sent_on = models.DateField(null=True, help_text="the day on which its debtor says it was sent")
    sent_at = models.DateTimeField(null=True, help_text="when its debtor last said so")
    denied_at = models.DateTimeField(null=True, help_text="when the receiver said in time that it had not come")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "index"], name="promise_index_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, confirmed_by=None, received_on=None)
                | Q(done_at__isnull=False, confirmed_by__isnull=False, received_on__isnull=False),
                name="promise_done_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(part=0) | Q(part__gt=0, amount__isnull=False, part__lte=F("amount")),
                name="promise_part_of_a_sum",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_on=None, denied_at=None)
                | Q(sent_at__isnull=False, sent_on__isnull=False),
                name="promise_sent_on_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on", "id"], name="promise_to_sweep", condition=Q(done_at=None, offered_at=None)),
        ]

    @property
    def is_under_way(self) -> bool:
        return self.done_at is None and self.sent_at is not None and self.denied_at is None

    @property
    def is_ripe(self) -> bool:
        """Whether nothing it waits for is still to be done by the other side."""
        return self.after is None or self.after.done_at is not None or self.after.is_under_way

    def __str__(self) -> str:
        return f"{self.agreement_id} promise {self.index} by {self.due_on}"


UNDER_WAY = Q(done_at=None, sent_at__isnull=False, denied_at=None)
RIPE = Q(after=None) | Q(after__done_at__isnull=False) | Q(after__sent_at__isnull=False, after__denied_at=None)


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
