"""Evidence: what was sent, once per content, and who laid it before which case.

`Content` is the bytes, stored under their SHA-256: the original untouched, and a copy without metadata that others see.
`File` is one laying of it, with the name it was given.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.cases.models import Case
from hejie.people.models import Person


class Content(models.Model):
    """Bytes that arrived. The same bytes are kept once, however many cases they are laid before."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.TextField()
    media_type = models.TextField()
    size = models.PositiveIntegerField(help_text="bytes of the original")
    key = models.TextField(help_text="where the original lies in the storage")
    shown_key = models.TextField(help_text="where the copy without metadata lies")
    shown_type = models.TextField()
    width = models.PositiveIntegerField(null=True, help_text="pixels of the copy, pictures only")
    height = models.PositiveIntegerField(null=True)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class File(SealedModel):
    """One content laid before one case, or held for a draft until it is filed."""

    content = models.ForeignKey(Content, models.PROTECT, related_name="files")
    draft_key = models.UUIDField(null=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    role = models.TextField(default="", help_text="role in the case of who sent it")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = SealedTextField()
    note = SealedTextField(null=True)
    received_at = models.DateTimeField()
    record_seq = models.PositiveIntegerField(null=True, help_text="record of the case that carries its digest")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=True, draft_key__isnull=False, record_seq__isnull=True)
                | Q(case__isnull=False, draft_key__isnull=True, record_seq__isnull=False),
                name="file_of_a_draft_or_a_case",
            ),
            models.UniqueConstraint(fields=["case", "content"], name="content_once_a_case"),
            models.UniqueConstraint(fields=["draft_key", "content"], name="content_once_a_draft"),
        ]

    def __str__(self) -> str:
        return f"file {self.id}"
