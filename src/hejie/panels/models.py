"""Who was asked for help with a case, and who sits on its consultation panel.

What anybody wrote stands in the records of the case, sealed and erased with them; these rows say who, when and how
it came out.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.ids import uuid7
from hejie.cases.models import Case, CaseRecord
from hejie.knowledge.models import Reading
from hejie.people.models import Person
from hejie.rules.panels import STANCES

OPEN, RESOLVED, CANCELLED = "open", "resolved", "cancelled"
GIVEN = Q(stance__in=sorted(STANCES), record__isnull=False, at__isnull=False)


class Help(models.Model):
    """One question to one person; the words stand in `record` and, once answered, in `answer_record`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text="who was asked")
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answer_record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(answered_at=None), name="one_open_question_a_person"
            ),
            models.CheckConstraint(
                condition=Q(answer_record=None, answered_at=None)
                | Q(answer_record__isnull=False, answered_at__isnull=False),
                name="answered_help_has_its_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} asks {self.person_id}"


class Panel(models.Model):
    """One consultation panel. `triggers` maps the key of each to why it held when the panel was called, as [zh, en].

    `outcome` is the stance that prevailed, once resolved.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    triggers = models.JSONField()
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+", db_index=False)
    called_at = models.DateTimeField()
    by_date = models.DateField(null=True)
    state = models.TextField(default=OPEN)
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    end_record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state=OPEN), name="one_open_panel_a_case"),
            models.CheckConstraint(
                condition=Q(state=OPEN, ended_at=None, outcome="", reading=None)
                | Q(state=CANCELLED, ended_at__isnull=False, outcome="", reading=None)
                | Q(state=RESOLVED, ended_at__isnull=False, outcome__in=sorted(STANCES)),
                name="panel_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"panel on {self.case_id}"


class Seat(models.Model):
    """A member of a panel, the chair among them, and the opinion given last: stance here, reasons in `record`."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="seats", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stance = models.TextField(blank=True, help_text="key of rules.panels.STANCES; empty while none is given")
    record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panel", "person"], name="one_seat_a_member"),
            models.CheckConstraint(condition=Q(stance="", record=None, at=None) | GIVEN, name="opinion_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.panel_id}"
