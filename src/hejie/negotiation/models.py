"""Offers: what one side proposes to settle the matter, numbered within the case, answered once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hejie.base.fields import SealedJSONField, SealedModel, SealedTextField
from hejie.cases.models import Case, CaseRecord

STATES = ("open", "accepted", "rejected", "countered", "withdrawn", "expired")


def one_open_at_a_time(table: str, states: list[str]) -> list[models.BaseConstraint]:
    """A case has one open row, its state is one of these, and whatever is not open has ended."""
    ended = Q(state="open", ended_at=None) | ~Q(state="open") & Q(ended_at__isnull=False)
    return [
        models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name=f"{table}_one_open"),
        models.CheckConstraint(condition=Q(state__in=states), name=f"{table}_state_known"),
        models.CheckConstraint(condition=ended, name=f"{table}_ended_unless_open"),
    ]


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


class Bidding(models.Model):
    """One round of blind bids. `gap` is the difference in yuan at which the middle is taken; `tries` counts by role."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    gap = models.DecimalField(max_digits=11, decimal_places=2)
    kind = models.TextField(help_text="of the remedy that a meeting makes")
    tries = models.JSONField(default=dict)
    state = models.TextField(default="open")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = one_open_at_a_time("bidding", ["open", "met", "closed"])

    def __str__(self) -> str:
        return f"{self.case_id} bidding {self.id}"


class Bid(SealedModel):
    """The last figure of one side while the round runs: sealed, all of one length, and gone with the round."""

    bidding = models.ForeignKey(Bidding, models.CASCADE, related_name="bids")
    role = models.TextField()
    figure = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["bidding", "role"], name="bid_once_a_side")]

    def __str__(self) -> str:
        return f"bid of {self.role}"


class Proposal(SealedModel):
    """Terms for both sides to answer unseen: the mediator's, or the middle of two bids. `record` made it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    source = models.TextField()
    terms = SealedJSONField(help_text="as rules.remedies writes them")
    total = models.DecimalField(max_digits=14, decimal_places=2)
    note = SealedTextField(default="")
    state = models.TextField(default="open")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    end_record = models.ForeignKey(CaseRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="proposal_number_once"),
            models.CheckConstraint(condition=Q(source__in=["mediator", "bids"]), name="proposal_source_known"),
            *one_open_at_a_time("proposal", ["open", "agreed", "withdrawn", "lapsed"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} proposal {self.number}"


class Answer(SealedModel):
    """What one side answered to a proposal: sealed, one character, and gone when the proposal is over."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    role = models.TextField()
    answer = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "role"], name="answer_once_a_side")]

    def __str__(self) -> str:
        return f"answer of {self.role}"
