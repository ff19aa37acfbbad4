"""Traders, their admission to settle directly, what they promise publicly, and who answers for them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.people.models import Person
from hejie.places.models import Authority, Region

KINDS = ("company", "individual_business", "person")


class Trader(SealedModel):
    """A company or person doing business. Name, credit code and business address are public; contacts are sealed."""

    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=40, blank=True)
    credit_code = models.CharField(max_length=18, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=20)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    is_platform = models.BooleanField(default=False)
    platform = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sellers")
    contact_name = SealedTextField(null=True)
    contact_phone = SealedTextField(null=True)
    contact_email = SealedTextField(null=True)
    office = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    search_text = models.TextField(editable=False)  # both names in comparable form, see search.comparable
    search_grams = ArrayField(models.CharField(max_length=2), editable=False)  # see search.indexed

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="trader_kind_known"),
            models.CheckConstraint(
                condition=Q(credit_code__isnull=True) | Q(credit_code__regex=r"^[0-9A-HJ-NP-RTUWXY]{18}$"),
                name="trader_credit_code_form",
            ),
            models.CheckConstraint(
                condition=Q(platform__isnull=True) | Q(is_platform=False), name="trader_platform_sells_for_itself"
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["search_grams"], name="trader_grams", fastupdate=False)]

    def __str__(self) -> str:
        return self.short_name or self.name


class Membership(models.Model):
    """The time in which a trader is admitted to settle directly (ODR member)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    trader = models.ForeignKey(Trader, models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    recommended_by = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trader"], condition=Q(until__isnull=True), name="membership_one_open"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trader_id} {self.since:%Y-%m-%d}"


class Commitment(models.Model):
    """A published promise of a trader, e.g. no_reason_return. `kind` is a key of `commitments.COMMITMENTS`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    trader = models.ForeignKey(Trader, models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trader", "kind"], condition=Q(until__isnull=True), name="commitment_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class ReplyTemplate(models.Model):
    """Words a trader's clerks use again and again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    trader = models.ForeignKey(Trader, models.CASCADE, related_name="reply_templates")
    title = models.CharField(max_length=60)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["trader", "title"], name="template_title_once")]

    def __str__(self) -> str:
        return self.title


class Clerk(models.Model):
    """A person who answers for a trader for a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    trader = models.ForeignKey(Trader, models.CASCADE, related_name="clerks")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "trader"], condition=Q(until__isnull=True), name="clerk_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="clerk_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.trader_id}"
