"""The blind index: what can be searched of a case, as keyed hashes of which nobody reads the words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hejie.cases.models import Case


class TokensField(ArrayField):  # type: ignore[type-arg]
    """Numbers sent as one text, as PostgreSQL writes an array: converted one by one they cost more than the insert."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return "{" + ",".join(map(str, value)) + "}" if isinstance(value, list) else value

    def deconstruct(self) -> Any:
        """For migrations an array like any other."""
        name, _, args, options = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, options


class CaseIndex(models.Model):
    """Tokens of one case, see `tokens`. `scope`: who may find it, and when it was filed. No row once it is erased."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="+")
    words = TokensField(models.IntegerField())
    scope = TokensField(models.IntegerField())

    class Meta:
        # New rows wait in a short list, so that a filing does not pay for a hundred keys; a search reads that list too.
        indexes: ClassVar = [GinIndex(fields=["words", "scope"], name="case_index_tokens", gin_pending_list_limit=512)]

    def __str__(self) -> str:
        return f"index of {self.case_id}"
