"""Every way of a case between offices, disputes about it, requests upwards; and what is known of those who take cases.

Why it went stands in the record (sealed, erased with the case); these rows say from where to where, when, by whom.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord
from hejie.people.models import Person
from hejie.places.models import Authority


class Transfer(models.Model):
    """One movement of a case: from one office to another, by a move of its procedure, on an article."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    record = models.OneToOneField(CaseRecord, models.CASCADE, related_name="+")
    move = models.TextField()
    article = models.TextField()
    from_office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    to_office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(from_office=F("to_office")), name="transfer_goes_somewhere")
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-at"], name="transfer_of_case"),
            models.Index(fields=["from_office", "-at"], name="transfer_from"),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.case_id}"


class Dispute(models.Model):
    """An office said that a case is another's (Order 121 Art 33). `outcome`: agreed, kept, designated or moot.

    `settled_on` is the office that handles it after all; nobody does where the complaint was withdrawn (moot).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    record = models.OneToOneField(CaseRecord, models.CASCADE, related_name="+")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    other = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    settled_on = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_dispute_at_a_time"),
            models.CheckConstraint(condition=~Q(office=F("other")), name="dispute_between_two"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="ended_dispute_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome or 'open'}"


class HandingUp(models.Model):
    """An office asked the one above to handle a case (Art 13(4)). `outcome`: taken, declined or moot."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    record = models.OneToOneField(CaseRecord, models.CASCADE, related_name="+")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="one_request_upwards"),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="") | Q(answered_at__isnull=False) & ~Q(outcome=""),
                name="answered_request_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome or 'asked'}"


class StaffProfile(models.Model):
    """What cases suit somebody: kinds of goods and problems they know, regions and stations they cover."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    skills = ArrayField(models.TextField(), default=list, help_text="keys of rules.catalogue")
    grid = ArrayField(models.TextField(), default=list, help_text="codes of regions, ids of stations")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.person_id)


class Leave(models.Model):
    """Days on which somebody takes no new cases, both included."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="leave_ends_after_start")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "last_on"], name="leave_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_on} to {self.last_on}"
