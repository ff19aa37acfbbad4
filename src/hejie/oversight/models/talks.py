"""Traders with many complaints, and talks with them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedModel, SealedTextField
from hejie.people.models import Person
from hejie.places.models import Authority
from hejie.traders.models import Trader


class Concentration(models.Model):
    """A trader against whom complaints at an office have piled up; it ends when the office says so."""

    trader = models.ForeignKey(Trader, models.PROTECT, related_name="+")
    office = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    since = models.DateField(help_text="first day of the window that was counted")
    complaints = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="the dedicated officer")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trader", "office"], name="one_open_concentration", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.trader_id}: {self.complaints}"


class Talk(SealedModel):
    """A talk with a trader (约谈): when, where, who was there, and the minutes."""

    concentration = models.ForeignKey(Concentration, models.PROTECT, related_name="talks")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    present = SealedTextField()
    minutes = SealedTextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"talk {self.id}"


class TalkPromise(SealedModel):
    """What the trader promised in a talk, by a day; kept or not, as somebody of the office found."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="promises")
    what = SealedTextField()
    due_on = models.DateField()
    is_kept = models.BooleanField(null=True)
    note = SealedTextField(default="")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_kept=None, checked_by=None) | Q(is_kept__isnull=False, checked_by__isnull=False),
                name="talk_promise_checked_by_name",
            )
        ]

    def __str__(self) -> str:
        return f"promise by {self.due_on}"
