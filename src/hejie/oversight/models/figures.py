"""Figures for the public, counted every hour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PublicFigure(models.Model):
    """One figure as last counted. A rate has both numbers; `value` is empty while there is nothing to count."""

    key = models.TextField(primary_key=True)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    numerator = models.PositiveIntegerField(default=0)
    denominator = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(numerator__lte=models.F("denominator")) | models.Q(denominator=0),
                name="figure_part_of_whole",
            )
        ]

    def __str__(self) -> str:
        return self.key
