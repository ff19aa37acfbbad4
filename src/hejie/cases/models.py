"""The hub's rows: a case, its parties, its chain of records, its deadlines, the working calendar.

`Case.state` is written by `cases.actions` alone. Records are append-only: a trigger refuses to change or remove them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hejie.base.fields import BlindIndexField, HexField, SealedJSONField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.cases import beside  # noqa: F401 - its rows are this app's
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.traders.models import Trader

HOUSE = ("officer", "head", "mediator", "operator")  # roles whose duties are those of an office


class Case(SealedModel):
    """One matter under one number. `edition` is the rule set it began under; `seq` and `head` are the chain's end."""

    ref = models.CharField(max_length=12)
    kind = models.TextField()
    edition = models.TextField()
    state = models.TextField()
    state_since = models.DateTimeField()
    channel = models.TextField(default="web")
    is_direct = models.BooleanField(help_text="the consumer chose to settle directly first")
    filed_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, help_text="receipt by the authority; null while the sides negotiate")
    closed_at = models.DateTimeField(null=True)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    mediator = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    first_contact = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="first officer or operator: for good",
    )
    asked_office = models.ForeignKey(
        Authority, models.PROTECT, null=True, related_name="+", db_index=False, help_text="asked whether it is its own"
    )
    transfers = models.PositiveSmallIntegerField(default=0, db_default=0)
    bounces = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="times returned or disputed")
    trader = models.ForeignKey(Trader, models.PROTECT, null=True, related_name="+", db_index=False)
    title = models.CharField(max_length=120)
    category = models.TextField()
    problem = models.TextField()
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, help_text="yuan in dispute")
    wanted = models.JSONField(default=list, help_text="remedies asked for, as rules.remedies writes them")
    story = SealedTextField(help_text="what the complainant says happened")
    details = SealedJSONField(help_text="order number, dates, goods: what the form asked")
    may_publish = models.BooleanField(default=True)
    may_delegate = models.BooleanField(default=False)
    is_represented = models.BooleanField(default=False, help_text="somebody speaks for or with the complainant")
    is_erased = models.BooleanField(default=False)
    is_linked = models.BooleanField(default=False, db_default=False, help_text="there are CaseLinks; for the office")
    seq = models.PositiveIntegerField(default=0)
    head = HexField(default="")
    next_due_on = models.DateField(null=True, help_text="earliest open deadline, kept by cases.actions for the inboxes")
    next_due_rule = models.TextField(default="")
    filing_key = models.CharField(max_length=80, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref"], name="case_ref_once"),
            models.UniqueConstraint(
                fields=["filing_key"], condition=Q(filing_key__isnull=False), name="case_filing_key_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="case_amount_not_negative"
            ),
            models.CheckConstraint(condition=Q(kind__in=["complaint", "report", "enquiry"]), name="case_kind_known"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "next_due_on", "id"],
                name="case_office_due",
                condition=Q(closed_at=None),
                include=["kind", "state", "category", "next_due_rule", "officer"],  # filters and counts read no rows
            ),
            models.Index(fields=["next_due_on", "id"], name="case_due", condition=Q(closed_at=None)),
            models.Index(fields=["officer", "next_due_on", "id"], name="case_officer_due", condition=Q(closed_at=None)),
            models.Index(fields=["office", "-id"], name="case_office_newest"),
            models.Index(fields=["trader", "next_due_on", "id"], name="case_trader_due", condition=Q(closed_at=None)),
            models.Index(
                fields=["mediator", "next_due_on", "id"], name="case_mediator_due", condition=Q(closed_at=None)
            ),
            models.Index(fields=["office", "state", "id"], name="case_office_state", include=["kind"]),  # counts
            models.Index(fields=["trader", "state", "id"], name="case_trader_state"),
            models.Index(fields=["state", "id"], name="case_state"),
            models.Index(fields=["asked_office", "id"], name="case_asked", condition=Q(asked_office__isnull=False)),
            models.Index(fields=["office", "bounces"], name="case_bounced", condition=Q(closed_at=None, bounces__gt=0)),
            models.Index(
                fields=["office", "next_due_on", "id"],
                name="case_of_other_kinds",
                condition=Q(closed_at=None, kind__in=["report", "enquiry"]),  # a list of their own beside complaints
            ),
            models.Index(fields=["trader", "-id"], name="case_trader_newest", condition=Q(closed_at=None)),
            models.Index(
                fields=["problem", "-closed_at"],
                name="case_problem_ended",
                condition=Q(kind="complaint", closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Party(SealedModel):
    """One side of a case: a person, or a trader. Personal values are sealed and bound to this row."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties", db_index=False)
    side = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    trader = models.ForeignKey(Trader, models.PROTECT, null=True, related_name="+")
    name = SealedTextField()
    phone = SealedTextField(null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone", db_index=True)
    id_number = SealedTextField(null=True)
    address = SealedTextField(null=True)
    address_index = BlindIndexField(source="address", purpose="address")
    identity_checked_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True, help_text="first proof that the notice was seen")
    answered_at = models.DateTimeField(null=True, help_text="first act of this side")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "side"], name="one_party_a_side")]
        indexes: ClassVar = [
            models.Index(fields=["person", "case"], name="party_person", condition=Q(person__isnull=False)),
            models.Index(
                fields=["address_index"], name="party_filer_address", condition=Q(side="complainant")
            ),  # Order 121 Art 17(4): several people, one address
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.id}"


class Representation(SealedModel):
    """Somebody who speaks for the complainant or files together with them.

    `kind`: `agent` by power of attorney (Order 121 Art 11), `guardian` of a minor or of someone who needs help,
    `representative` beside the complainant, and `represented`, in a joint complaint (Art 12).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="representations")
    kind = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = SealedTextField()
    phone = SealedTextField(null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone", db_index=True)
    id_number = SealedTextField(null=True)
    relation = SealedTextField(null=True, help_text="to the complainant, in the guardian's own words")
    powers = models.JSONField(default=list, help_text="what the power of attorney covers, see rules.representing")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True, help_text="last day of the power of attorney")
    document = models.UUIDField(null=True, help_text="the evidence file with the power of attorney or the election")
    settlement_seq = models.PositiveIntegerField(null=True, help_text="record of this person's consent to settle")
    withdrawal_seq = models.PositiveIntegerField(null=True, help_text="record of this person's consent to withdraw")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["agent", "guardian", "representative", "represented"]),
                name="representation_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="agent") | Q(valid_from__isnull=False, valid_until__gte=F("valid_from")),
                name="agent_has_a_term",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "case"], name="representation_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Invitation(models.Model):
    """A link that opens one case to one side without an account. Only the hash of its secret is kept.

    With `representation` it opens the case to that one person of a joint complaint.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="invitations")
    representation = models.ForeignKey(Representation, models.CASCADE, null=True, related_name="invitations")
    secret_hash = HexField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    by_hand = models.BooleanField(default=False, help_text="shown to the other side to hand over: proves no receipt")

    def __str__(self) -> str:
        return f"invitation {self.id}"


class CaseRecord(models.Model):
    """One act, for ever. `data` holds no personal value; what people wrote is RecordContent, covered by its digest."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="records", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    fact = models.TextField()
    source = models.TextField(help_text="state before")
    target = models.TextField(help_text="state after")
    role = models.TextField()
    person_id = models.UUIDField(null=True, help_text="who acted: a pseudonym that survives erasure")
    visible_to = models.TextField(default="all")
    data = models.JSONField(default=dict)
    content_digest = HexField(default="")
    prev = HexField()
    hash = HexField()
    key = models.CharField(max_length=80, null=True, help_text="the client's key of this act: a repeat finds it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="record_seq_once"),
            models.UniqueConstraint(fields=["case", "key"], condition=Q(key__isnull=False), name="record_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.seq} {self.fact}"


class RecordContent(SealedModel):
    """Words and personal values of a record. Erasing deletes this row; the record's digest of it stays."""

    record = models.OneToOneField(CaseRecord, models.CASCADE, related_name="content")
    salt = HexField()
    body = SealedJSONField()

    def __str__(self) -> str:
        return f"content of {self.record_id}"


class Deadline(models.Model):
    """A running or ended period. The due date can always be derived again from rule, start, pauses and calendar."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    rule = models.TextField()
    edition = models.TextField()
    of = models.TextField(help_text="role whose duty it is")
    office = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
        help_text="where the case lies while it and this clock run: a trigger of the case keeps it so",
    )
    started_at = models.DateTimeField()
    pauses = models.JSONField(default=list, help_text="[first day, last day or null], days not counted")
    is_extended = models.BooleanField(default=False)
    named_on = models.DateField(null=True, help_text="last day that a notice named itself, where the law sets none")
    days = models.PositiveSmallIntegerField(null=True, help_text="what the office promised, where no law sets the days")
    due_on = models.DateField()
    is_provisional = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    missed_at = models.DateTimeField(null=True, help_text="when the sweep first found it late")
    closed_at = models.DateTimeField(null=True)
    closed_as = models.TextField(default="", help_text="met, late or dropped")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "rule"], condition=Q(closed_at=None), name="one_open_deadline_a_rule"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | Q(closed_at__isnull=False) & ~Q(closed_as=""),
                name="closed_deadline_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"], name="deadline_to_sweep", condition=Q(closed_at=None, missed_at=None)
            ),
            models.Index(
                fields=["office", "due_on", "id"],
                name="deadline_of_office",
                condition=Q(closed_at=None, is_paused=False, of__in=HOUSE),
                include=["rule"],  # boards count without reading rows
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} by {self.due_on}"


class DeadlineStep(models.Model):
    """A reminder or a first miss that has been dealt with: once per deadline, stage and due date."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="steps")
    stage = models.TextField()
    due_on = models.DateField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["deadline", "stage", "due_on"], name="step_once")]

    def __str__(self) -> str:
        return f"{self.stage} of {self.deadline_id}"


class CalendarYear(models.Model):
    """Holidays and make-up days of one year as an operator keeps them; other years come from rules/calendars."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    data = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = [F("year").asc()]

    def __str__(self) -> str:
        return str(self.year)
