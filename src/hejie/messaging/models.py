"""Messages: notices read in the house, and what leaves by a channel. The row is the outbox; the worker sends it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.people.models import Person


class Message(SealedModel):
    """One message to one recipient by one medium ("inapp", "sms" or "email").

    A notice ("inapp") holds its words in both languages, see `wording.read_in`. `next_try_at` is null once the message
    is sent or given up. Text and address are null once erased.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    address = SealedTextField(null=True, help_text="phone or mail address; null for notices read in the house")
    medium = models.TextField()
    template = models.TextField()
    language = models.TextField(default="zh-hans")
    text = SealedTextField(null=True)
    case_id = models.UUIDField(null=True, db_index=True)
    is_urgent = models.BooleanField(default=False)
    dedupe = models.CharField(max_length=120, null=True, unique=True)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, default="", help_text="stable code of the last failure, no words")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(medium="inapp") | Q(person__isnull=False), name="notice_has_a_reader"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, sent_at=None, failed_at=None)
                | Q(next_try_at=None, sent_at__isnull=False, failed_at=None)
                | Q(next_try_at=None, sent_at=None, failed_at__isnull=False),
                name="message_waits_or_ended_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="message_due", condition=Q(next_try_at__isnull=False)),
            models.Index(fields=["person", "-queued_at"], name="message_inbox", condition=Q(medium="inapp")),
            models.Index(fields=["person"], name="message_unread", condition=Q(medium="inapp", read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"
