"""Drafts: what someone has typed so far, sealed, kept until filed or forgotten. Repeats found, and tables coming in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hejie.base.fields import SealedJSONField, SealedModel
from hejie.cases.models import Case
from hejie.people.models import Person
from hejie.places.models import Authority


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


class Repeat(models.Model):
    """A case that was found to come again after an earlier one: for the team that handles such cases as a whole."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Case, models.CASCADE, related_name="+")
    kind = models.TextField(help_text="duplicate or repeat, see intake.repeats")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(case=models.F("earlier")), name="repeat_of_another_case")
        ]
        indexes: ClassVar = [models.Index(fields=["office", "-found_at"], name="repeat_by_office")]

    def __str__(self) -> str:
        return f"{self.case_id} after {self.earlier_id}"


class ImportBatch(SealedModel):
    """A table on its way in: its rows, which of them were filed, which were refused and why."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.TextField(help_text="of the file, as it was uploaded")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="when the preview was agreed to; rows are filed then")
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-made_at"], name="import_of_person")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportRow(SealedModel):
    """One row of a table: what it says, sealed, and what became of it."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="of the row in the table, the head being 1")
    key = models.CharField(max_length=64, help_text="the same row again, in whatever table, files nothing")
    values = SealedJSONField(default=dict)
    state = models.TextField(default="ready", help_text="ready, refused, filed or known")
    problems = models.JSONField(default=list, help_text="[field, Chinese, English] of what is wrong")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_row_once"),
            models.UniqueConstraint(fields=["key"], condition=models.Q(state="filed"), name="import_row_filed_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["ready", "refused", "filed", "known"]), name="import_row_state"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "state", "number"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"row {self.number} of {self.batch_id}"
