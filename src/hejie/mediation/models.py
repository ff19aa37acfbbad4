"""Who agreed to be mediated, and the draft of the agreement that everyone in the room writes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hejie.base.fields import SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord


class Consent(models.Model):
    """One side agreed to mediation."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    role = models.TextField()
    at = models.DateTimeField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "role"], name="consent_once_a_side")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role}"


class Draft(SealedModel):
    """The shared draft as it stands; earlier versions are in the records. `version` counts the savings."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="+")
    text = SealedTextField()
    version = models.PositiveIntegerField()
    edited_by = models.TextField(help_text="role")
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} draft {self.version}"
