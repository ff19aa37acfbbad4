"""Sessions in the mediation room: guests, what happened, consents to recording, recordings, minutes.

A happening is numbered under the lock of its session's row, so numbers are committed in order and have no gaps.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord
from hejie.evidence.models import File
from hejie.people.models import Person

SIDES = ["complainant", "respondent", "mediator", "support", "observer"]


class Session(models.Model):
    """One mediation session (调解会) of a case. `seq` is the number of the last happening."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField(help_text="1, 2, … in the case")
    planned_for = models.DateTimeField(null=True, help_text="when the sides were asked to come")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    is_locked = models.BooleanField(default=False)
    is_recording = models.BooleanField(default=False)
    caucus = models.TextField(default="", help_text="the side with which the mediator speaks alone now")
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="session_number_once_a_case"),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_session_a_case"),
            models.CheckConstraint(condition=Q(caucus__in=["", *SIDES[:2]]), name="caucus_with_a_side"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("opened_at")), name="session_ends_after_it_began"
            ),
            models.CheckConstraint(condition=Q(is_recording=False) | Q(caucus=""), name="caucus_is_never_recorded"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(is_recording=False, caucus=""), name="ended_session_is_still"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], name="session_open", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} session {self.number}"


class Guest(SealedModel):
    """Somebody in the room for one session: with an account, by a side's link, by a link to the room, by telephone."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="guests", db_index=False)
    who = models.TextField(help_text="person:<id>, link:<side>, pass:<own id> or phone:<own id>")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    side = models.TextField()
    name = SealedTextField()
    rules_read_at = models.DateTimeField(null=True)
    is_here = models.BooleanField(default=False, help_text="entered and has not left")
    admitted_at = models.DateTimeField(null=True)
    identity = models.TextField(default="", help_text="how identity was checked when they were let in")
    removed_at = models.DateTimeField(null=True)
    by_phone = models.BooleanField(default=False)
    is_muted = models.BooleanField(default=False)
    is_hand_raised = models.BooleanField(default=False)
    is_sharing = models.BooleanField(default=False)
    has_agreed = models.BooleanField(default=False, help_text="to being recorded")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "who", "side"], name="guest_once_a_session"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="guest_side_known"),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(is_here=False), name="removed_guest_is_not_here"),
            models.CheckConstraint(condition=Q(admitted_at=None) | ~Q(identity=""), name="admitted_guest_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.id}"


class Happening(SealedModel):
    """One thing that happened in a session, for one audience: see `rules.room`. `kind` is the act."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="happenings", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.TextField()
    audience = models.TextField(help_text="all, a side, staff, or guest:<id>")
    guest = models.ForeignKey(Guest, models.CASCADE, null=True, related_name="+", help_text="who did it")
    about = models.ForeignKey(Guest, models.CASCADE, null=True, related_name="+", db_index=False)
    body = SealedJSONField(null=True)
    key = models.CharField(max_length=80, null=True, help_text="the sender's own: again, it changes nothing")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "seq"], name="happening_number_once_a_session"),
            models.UniqueConstraint(fields=["guest", "key"], name="happening_key_once_a_guest"),
            models.CheckConstraint(
                condition=Q(audience__in=["all", "complainant", "respondent", "staff"])
                | Q(audience__startswith="guest:"),
                name="happening_audience_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.seq}"


class RecordingConsent(models.Model):
    """Somebody present agreed to being recorded; `withdrawn_at` when they took it back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    guest = models.ForeignKey(Guest, models.CASCADE, related_name="consents")
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["guest"], condition=Q(withdrawn_at=None), name="one_consent_to_recording_a_guest"
            )
        ]

    def __str__(self) -> str:
        return f"consent of {self.guest_id}"


class Recording(models.Model):
    """One stretch that was recorded, and the file with it once it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="recordings")
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    file = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(stopped_at=None), name="one_running_recording_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"recording of {self.session_id}"


class Minutes(SealedModel):
    """What the mediator laid before the sides as the minutes of a session. A new text is confirmed anew."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="minutes")
    text = SealedTextField()
    laid_at = models.DateTimeField()
    confirmed_by = models.JSONField(default=dict, help_text="side: when, as ISO 8601")

    def __str__(self) -> str:
        return f"minutes of {self.session_id}"
