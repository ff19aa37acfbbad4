"""The blind index: what can be searched of a case, as keyed hashes of which nobody reads the words."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hejie.cases.models import Case


class CaseIndex(models.Model):
    """Tokens of one case, see `tokens`. `scope`: who may find it, and when it was filed. No row once it is erased."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="+")
    words = ArrayField(models.IntegerField())
    scope = ArrayField(models.IntegerField())

    class Meta:
        # New rows wait in a short list, so that a filing does not pay for a hundred keys; a search reads that list too.
        indexes: ClassVar = [GinIndex(fields=["words", "scope"], name="case_index_tokens", gin_pending_list_limit=512)]

    def __str__(self) -> str:
        return f"index of {self.case_id}"
