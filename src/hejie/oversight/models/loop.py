"""Supervision, follow-ups, and what is put right."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.cases.models import Case
from hejie.people.models import Person
from hejie.places.models import Authority


class Supervision(models.Model):
    """A supervision notice (督办): `office` answers by a day to `asked_by`. Its words stand in the records."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text="who signed the notice")
    role = models.TextField(help_text="as what: head, or superior")
    state = models.TextField(default="asked")
    due_on = models.DateField()
    times = models.PositiveSmallIntegerField(default=1, help_text="how often an answer was asked for")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_open_supervision", condition=Q(closed_at=None)),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "answered", "closed"]), name="supervision_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="supervision_case"),
            models.Index(fields=["office", "due_on"], name="supervision_waits", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"supervision by {self.due_on}"


class FollowUp(models.Model):
    """Asking one side how it went, after the end (回访). What they said stands in the records.

    `call_from`: from this day on the case is on the call list, when no message was answered before. `review`: where a
    bad review stands: open, rectifying, dismissed or closed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    side = models.TextField()
    opened_at = models.DateTimeField()
    call_from = models.DateField()
    asked_at = models.DateTimeField(null=True, help_text="when the one-tap message left")
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.TextField(default="", help_text="reached or not_reached; empty while it waits")
    channel = models.TextField(default="", help_text="message or phone")
    satisfaction = models.TextField(default="")
    solved = models.BooleanField(null=True)
    done_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, help_text="who called"
    )
    review = models.TextField(default="")
    review_due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "side"], name="followup_once_a_side"),
            models.CheckConstraint(
                condition=Q(result="reached", solved__isnull=False) & ~Q(satisfaction="")
                | ~Q(result="reached") & Q(solved=None, satisfaction=""),
                name="only_who_was_reached_has_said",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "call_from", "id"], name="followup_to_call", condition=Q(done_at=None)),
            models.Index(fields=["opened_at"], name="followup_to_ask", condition=Q(asked_at=None, done_at=None)),
            models.Index(fields=["office", "opened_at"], name="followup_report"),
            models.Index(fields=["person"], name="followup_person", condition=Q(person__isnull=False)),
            models.Index(fields=["office", "review_due_on"], name="followup_review", condition=Q(review="open")),
        ]

    def __str__(self) -> str:
        return f"follow-up of {self.side}"


class Rectification(models.Model):
    """What a founded bad review has put right: by whom, by when; over when another person has checked it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.TextField(default="open")
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_open_rectification", condition=Q(closed_at=None)),
            models.CheckConstraint(
                condition=Q(state__in=["open", "reported", "closed"]), name="rectification_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(checked_by__isnull=False) & ~Q(checked_by=F("owner")) & ~Q(checked_by=F("reported_by")),
                name="rectification_checked_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="rectification_case"),
            models.Index(fields=["office", "due_on"], name="rectification_due", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return f"rectification by {self.due_on}"
