"""Offers: what one side proposes to settle the matter, numbered within the case, answered once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord

STATES = ("open", "accepted", "rejected", "countered", "withdrawn", "expired")


class Offer(SealedModel):
    """One offer of one side. `total` is the money in it, in yuan; `answer_record` is the act that ended it.

    `terms` is written by rules.remedies; it and the note are sealed, because people write into them.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    by = models.TextField(help_text="role of the side that made it")
    terms = SealedJSONField()
    total = models.DecimalField(max_digits=14, decimal_places=2)
    note = SealedTextField(default="")
    state = models.TextField(default="open")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    answer_record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="offer_number_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name="offer_one_open"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="offer_state_known"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="offer_answered_unless_open",
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="offer_total_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} offer {self.number}"
