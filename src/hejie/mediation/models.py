"""Who agreed to what, and the bodies that mediate in an office's name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord
from hejie.people.models import Person
from hejie.places.models import Authority


class Consent(models.Model):
    """One side agreed: to mediation, to delegating it, or to doing without the paper."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    role = models.TextField()
    about = models.TextField(default="mediation", db_default="mediation")
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "role", "about"], name="consent_once_a_side_and_matter"),
            models.CheckConstraint(
                condition=Q(about__in=["mediation", "delegation", "no_paper"]), name="consent_matter_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} {self.about}"


class Body(models.Model):
    """A consumers' association or another lawful body that an office may delegate mediation to (Order 121 Art 19)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "name"], condition=Q(until=None), name="body_listed_once")
        ]

    def __str__(self) -> str:
        return self.name


class BodyMember(models.Model):
    """Somebody who mediates for a body. They hold a mediator's post at the office, but only what is delegated."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "person"], name="member_of_a_body_once")]

    def __str__(self) -> str:
        return f"{self.person_id} of {self.body_id}"


class Delegation(models.Model):
    """One complaint proposed to a body, then delegated, then ended. At most one of a case is open."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    delegated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_delegation_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.body_id}"
