"""Rows that stand beside a case: its links to others, the review of a refusal, a reporter's reward."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hejie.people.models import Person


class CaseLink(models.Model):
    """Two cases that belong together, `other` having come out of `case`. Never shown to a respondent (Art 37)."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    other = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    why = models.TextField(help_text="split: one paper divided (Art 9); clue: found in mediation (Art 27)")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "other"], name="cases_linked_once"),
            models.CheckConstraint(condition=Q(why__in=["split", "clue"]), name="link_says_why"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="link_of_two_cases"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.why} {self.other_id}"


class Review(models.Model):
    """A refusal looked at again by another person, once a case (house rule, decision 0040)."""

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="", help_text="upheld or overturned")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="")
                | Q(decided_at__isnull=False, outcome__in=["upheld", "overturned"]),
                name="decided_review_says_how",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(refused_by=None) | ~Q(decided_by=F("refused_by")),
                name="review_by_another_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["decided_at"], name="review_decided")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class Reward(models.Model):
    """A reporter's reward, from the claim to the payment. Sums in yuan; `standard` by 国市监稽规〔2021〕4号 Art 12."""

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField()
    grade = models.TextField(default="")
    fine = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    standard = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    granted = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    decided_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted__gte=1000, granted__lte=1_000_000, decided_at__isnull=False),
                name="reward_between_floor_and_cap",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(granted__isnull=False), name="only_granted_reward_is_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"reward {self.case_id}"
