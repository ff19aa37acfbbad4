"""Applications for judicial confirmation, courts' invitations, and every message to and from a partner."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.agreements.models import Agreement
from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord

LIVE = ("proposed", "applied", "accepted", "asked", "confirmed")
OVER = ("dropped", "withdrawn", "rejected")


class Confirmation(SealedModel):
    """One application for judicial confirmation, from the first proposal to the ruling.

    Its id is the reference a court answers under. `court` is a key of `rules.courts.Court`, `region` the division of
    its seat, `why` the reason for it as it was shown, in both languages.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    stage = models.TextField(default="proposed")
    court = models.TextField()
    region = models.CharField(max_length=6)
    court_name = models.CharField(max_length=60)
    why = models.JSONField()
    proposed_by = models.TextField(help_text="role")
    proposed_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, help_text="when the other side joined")
    contacts = SealedJSONField(help_text="how the court reaches each side: role to words")
    number = models.CharField(max_length=60, default="", help_text="at the court")
    asks = SealedTextField(default="", help_text="what the court asks for")
    asks_by = models.DateField(null=True)
    ruled_on = models.DateField(null=True)
    ruling = SealedTextField(default="", help_text="what the ruling says")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(stage__in=LIVE), name="confirmation_one_live"),
            models.CheckConstraint(condition=Q(stage__in=LIVE + OVER), name="confirmation_stage_known"),
            models.CheckConstraint(
                condition=Q(stage__in=["proposed", "dropped"], applied_at=None)
                | (~Q(stage__in=["proposed", "dropped"]) & Q(applied_at__isnull=False)),
                name="confirmation_applied_by_both",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["confirmed", "rejected"], ruled_on__isnull=False)
                | (~Q(stage__in=["confirmed", "rejected"]) & Q(ruled_on=None)),
                name="confirmation_ruled_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage}"


class CourtInvitation(models.Model):
    """A court invited the office to mediate, and awaits how it ended (Civil Procedure Law Art 205, item 1)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="+")
    court_name = models.CharField(max_length=60)
    region = models.CharField(max_length=6)
    number = models.CharField(max_length=60, help_text="at the court")
    reply_by = models.DateField(null=True)
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class Outgoing(SealedModel):
    """One message to a partner. Its id stays the same on every try, so that the far side can drop a repeat.

    `body` is written when everything it carries is there, and never changed after. `failure` is the last short word of
    why it did not arrive; a message with `refused_at` is not tried again.
    """

    partner = models.TextField()
    kind = models.TextField()
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", help_text="the act that asks for it")
    subject = models.UUIDField(help_text="the application or invitation it is about")
    body = SealedJSONField(null=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=40, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "kind", "record"], name="outgoing_once_an_act"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=True) | Q(sent_at=None, refused_at=None), name="outgoing_tried_until"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="outgoing_due", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["case", "made_at"], name="outgoing_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Incoming(SealedModel):
    """One message from a partner, kept as it came. `outcome`: "done", or the short word it was turned away with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.TextField()
    message = models.UUIDField(help_text="the partner's own id of it")
    kind = models.TextField()
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    body = SealedJSONField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner", "message"], name="incoming_message_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.message} {self.outcome}"
