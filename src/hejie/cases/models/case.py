"""A case, its sides, who speaks for them, and links that invite them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.base.fields import BlindIndexField, HexField, SealedJSONField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.traders.models import Trader


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
            models.Index(  # counts, and lists of a state by what falls due
                fields=["office", "state", "next_due_on", "id"], name="case_office_state", include=["kind"]
            ),
            models.Index(fields=["trader", "state", "id"], name="case_trader_state"),
            models.Index(
                fields=["state", "next_due_on", "id"],
                name="case_state",
                condition=Q(closed_at=None),
                include=["kind", "office"],
            ),
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
    id_kind = models.TextField(default=RESIDENT_CARD, db_default=RESIDENT_CARD)
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
    id_kind = models.TextField(default=RESIDENT_CARD, db_default=RESIDENT_CARD)
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
