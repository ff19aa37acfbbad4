"""Versions of a draft, remarks on its clauses, and which side agreed to which version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord


class DraftVersion(SealedModel):
    """The whole draft after one saving, for ever. `by` is the role that saved; `record` says who and when.

    `changed` lists the clauses that this saving touched; `points` counts what is left for a person to settle.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    clauses = SealedJSONField(help_text="as drafting.records writes them")
    sha256 = models.CharField(max_length=64)
    points = models.PositiveSmallIntegerField()
    changed = models.JSONField(default=list)
    by = models.TextField(help_text="role")
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "number"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"{self.case_id} draft {self.number}"


class DraftConsent(models.Model):
    """One side agreed to one version. A later version has no consents of its own until it gets them."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    role = models.TextField()
    number = models.PositiveIntegerField(help_text="of the version")
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "role", "number"], condition=Q(retracted_at=None), name="draft_consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role} draft {self.number}"


class DraftComment(SealedModel):
    """A remark on a clause, for everybody or for staff alone, until somebody says that it is dealt with."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    clause = models.TextField(help_text="id of the clause")
    text = SealedTextField()
    by = models.TextField(help_text="role")
    is_for_staff = models.BooleanField()
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.TextField(default="", help_text="role")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by="") | Q(resolved_at__isnull=False) & ~Q(resolved_by=""),
                name="draft_comment_resolved_by_somebody",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="draft_comments_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} remark on {self.clause}"
