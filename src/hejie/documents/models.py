"""Papers, every signed version of their file, and the counters their numbers come from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField


def file_key(sha256: str) -> str:
    """Where a file lies in the storage, by its content."""
    return f"papers/{sha256[:2]}/{sha256}.pdf"


class Paper(SealedModel):
    """One issued paper. `subject` is the id of what it is about: a case, which this app does not know.

    content holds what is printed and who signed, sealed; None once personal data was erased. version counts the signed
    files: 0 while none was made. A void paper keeps its number: numbers are never given twice.
    """

    ISSUED, SIGNED, VOID = "issued", "signed", "void"

    subject = models.UUIDField()
    kind = models.TextField()
    title = models.TextField()
    office_name = models.TextField()
    office_key = models.TextField()
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.TextField(unique=True)
    issued_at = models.DateTimeField()
    content = SealedJSONField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    version = models.PositiveSmallIntegerField(default=0)
    verify_code = models.CharField(max_length=14, unique=True)
    state = models.TextField(default=ISSUED)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "issued_at"], name="paper_subject")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office_key", "kind", "year", "sequence"], name="paper_sequence"),
            models.CheckConstraint(condition=Q(state__in=["issued", "signed", "void"]), name="paper_state"),
            models.CheckConstraint(condition=~Q(state="signed") | Q(version__gt=0), name="paper_signed_has_file"),
            models.CheckConstraint(
                condition=Q(version=0, sha256="") | Q(version__gt=0, sha256__regex="^[0-9a-f]{64}$"), name="paper_hash"
            ),
            models.CheckConstraint(condition=Q(verify_code__regex="^[0-9A-F]{4}(-[0-9A-F]{4}){2}$"), name="paper_code"),
        ]

    def __str__(self) -> str:
        return self.number


class PaperFile(models.Model):
    """One signed version of a paper, kept by its hash; a counter-signature makes the next version."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "version"], name="paper_file_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="paper_file_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} v{self.version}"


class Delivery(SealedModel):
    """One way by which a paper went to one addressee, and what is known of its arrival (送达).

    `message` names the message that carried the news, whose channel knows when it left and arrived; what went by letter
    or by hand has `on`, `outcome` and `proof`. `opened_at`: when that addressee first opened the file.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="deliveries")
    addressee = models.TextField(help_text="role of the case it is for")
    way = models.TextField(help_text="inapp, sms, email, letter, counter, by_hand or phone")
    at = models.DateTimeField(help_text="when it was sent off or recorded")
    message = models.UUIDField(null=True, unique=True)
    on = models.DateField(null=True)
    outcome = models.TextField(default="", help_text="by hand: sent, delivered or returned")
    proof = SealedTextField(null=True, help_text="tracking number, or who signed for it")
    recorded_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, outcome="", on=None)
                | Q(message=None, outcome__in=["sent", "delivered", "returned"], on__isnull=False),
                name="delivery_by_message_or_by_hand",
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} to {self.addressee} by {self.way}"


class NumberSeries(models.Model):
    """The last number an office gave to papers of one kind in one year. The row stays locked until the commit."""

    office_key = models.TextField()
    kind = models.TextField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office_key", "kind", "year"], name="number_series")]

    def __str__(self) -> str:
        return f"{self.office_key} {self.kind} {self.year}: {self.last}"
