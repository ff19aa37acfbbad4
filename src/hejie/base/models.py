"""Rows of the plumbing itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ThrottleWindow(models.Model):
    """Attempts counted in one window of time. Unlogged: a crash of the database may forget counts, nothing else."""

    scope = models.CharField(max_length=40)
    subject = models.BinaryField(max_length=32)
    opened_at = models.DateTimeField()
    hits = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "subject"], name="throttle_one_window"),
        ]
        indexes: ClassVar = [models.Index(fields=["opened_at"], name="throttle_opened")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.hits}"
