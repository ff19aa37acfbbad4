"""What happened, append-only and chained, and the words of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import HexField, SealedJSONField, SealedModel
from hejie.cases.models.case import Case


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
