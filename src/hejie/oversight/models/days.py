"""What a day brought and left: duties done and handed up, first contacts, closings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.cases.models import Case, Deadline
from hejie.people.models import Person
from hejie.places.models import Authority


class Done(models.Model):
    """A duty of the house that was fulfilled: one row per deadline, written with the act; boards need not search.

    `office` is where whoever acted holds a post. It can be written again from the deadlines, see `ledger.rebuild`.
    """

    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="+", primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    rule = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField()
    was_late = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["office", "done_at"], name="done_office", include=["rule", "due_on"]),  # the board
        ]

    def __str__(self) -> str:
        return f"{self.rule} by {self.due_on}"


class Escalation(models.Model):
    """A missed duty of the house that goes to the office above on a day, unless it is fulfilled before."""

    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="+", primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    on = models.DateField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"], name="escalation_open", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.deadline_id} on {self.on}"


class FirstContact(models.Model):
    """The clock of the first word to whoever filed (首问响应), from receipt by an office. Derived from the records.

    `dropped_at`: the case left or ended before anybody spoke; such a clock counts neither as kept nor as missed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    dropped_at = models.DateTimeField(null=True)
    head_told_at = models.DateTimeField(null=True)
    superior_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "started_at"], name="first_contact_once"),
            models.CheckConstraint(
                condition=Q(made_at=None, made_by=None) | Q(made_at__isnull=False, made_by__isnull=False),
                name="first_contact_by_name",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None) | Q(dropped_at=None), name="first_contact_made_or_dropped"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "due_at"],
                name="first_contact_waits",
                include=["case"],
                condition=Q(made_at=None, dropped_at=None),
            ),
            models.Index(fields=["due_at"], name="first_contact_to_tell", condition=Q(made_at=None, dropped_at=None)),
            models.Index(fields=["office", "made_at"], name="first_contact_made", condition=Q(made_at__isnull=False)),
            models.Index(fields=["office", "started_at"], name="first_contact_report"),
        ]

    def __str__(self) -> str:
        return f"first contact by {self.due_at}"


class DayClosing(models.Model):
    """One office's day, closed: the figures as they were, and who closed it. Every matter left is a `LeftOver`."""

    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done = models.PositiveIntegerField()
    left = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "day"], name="day_closed_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"


class LeftOver(SealedModel):
    """A matter left at the end of a day: which, who takes it on, and why it was left."""

    closing = models.ForeignKey(DayClosing, models.CASCADE, related_name="left_overs")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    rule = models.TextField(help_text="the period, or `first_contact`")
    due_at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["closing", "case", "rule"], name="left_over_once")]

    def __str__(self) -> str:
        return f"{self.rule} left"
