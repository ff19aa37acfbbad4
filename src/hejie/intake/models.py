"""Drafts: what someone has typed so far, sealed, kept until filed or forgotten."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hejie.base.fields import SealedJSONField, SealedModel
from hejie.cases.models import Case
from hejie.people.models import Person


class Draft(SealedModel):
    """A filing in the making. Its id is the secret that the browser keeps; it also is the key that files once."""

    kind = models.TextField()
    answers = SealedJSONField(default=dict)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="draft_touched", condition=models.Q(case=None))]

    def __str__(self) -> str:
        return f"draft {self.pk}"
