"""Agreed readings (办案指引): how a question of law is read from now on, as a consultation panel resolved it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.base.ids import uuid7
from hejie.cases.models import Case
from hejie.people.models import Person
from hejie.places.models import Authority


class Reading(models.Model):
    """One agreed reading. Its title and text are written for others and name nobody, so they are kept in the open.

    In force until withdrawn; `replaced_by` names the one that holds instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(help_text="counted within the year")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", help_text="where it was agreed")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", help_text="in which it was agreed")
    agreed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    category = models.TextField(help_text="key of rules.catalogue.CATEGORIES")
    problem = models.TextField(help_text="key of rules.catalogue.PROBLEMS")
    title = models.CharField(max_length=60)
    text = models.TextField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why_withdrawn = models.CharField(max_length=500, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="reading_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, replaced_by=None, why_withdrawn="")
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="reading_withdrawn_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="reading_replaced_by_another"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["problem", "-agreed_on"], name="reading_in_force", condition=Q(withdrawn_on=None))
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
