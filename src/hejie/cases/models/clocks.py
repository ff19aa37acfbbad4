"""Periods that run, how they moved, and the calendar they are counted by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from hejie.cases.models.case import Case
from hejie.people.models import Person
from hejie.places.models import Authority

HOUSE = ("officer", "head", "mediator", "operator")  # roles whose duties are those of an office


class Deadline(models.Model):
    """A running or ended period. The due date can always be derived again from rule, start, pauses and calendar."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    rule = models.TextField()
    edition = models.TextField()
    of = models.TextField(help_text="role whose duty it is")
    office = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
        help_text="where the case lies while it and this clock run: a trigger of the case keeps it so",
    )
    started_at = models.DateTimeField()
    pauses = models.JSONField(default=list, help_text="[first day, last day or null], days not counted")
    is_extended = models.BooleanField(default=False)
    named_on = models.DateField(null=True, help_text="last day that a notice named itself, where the law sets none")
    days = models.PositiveSmallIntegerField(null=True, help_text="what the office promised, where no law sets the days")
    due_on = models.DateField()
    is_provisional = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    missed_at = models.DateTimeField(null=True, help_text="when the sweep first found it late")
    closed_at = models.DateTimeField(null=True)
    closed_as = models.TextField(default="", help_text="met, late or dropped")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "rule"], condition=Q(closed_at=None), name="one_open_deadline_a_rule"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | Q(closed_at__isnull=False) & ~Q(closed_as=""),
                name="closed_deadline_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"], name="deadline_to_sweep", condition=Q(closed_at=None, missed_at=None)
            ),
            models.Index(
                fields=["office", "due_on", "id"],
                name="deadline_of_office",
                condition=Q(closed_at=None, is_paused=False, of__in=HOUSE),
                include=["rule"],  # boards count without reading rows
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} by {self.due_on}"


class DeadlineStep(models.Model):
    """A reminder or a first miss that has been dealt with: once per deadline, stage and due date."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="steps")
    stage = models.TextField()
    due_on = models.DateField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["deadline", "stage", "due_on"], name="step_once")]

    def __str__(self) -> str:
        return f"{self.stage} of {self.deadline_id}"


class CalendarYear(models.Model):
    """Holidays and make-up days of one year as an operator keeps them; other years come from rules/calendars."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    data = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = [F("year").asc()]

    def __str__(self) -> str:
        return str(self.year)
