"""Cases that were found, as one statement of plain columns reads them: what is sealed is opened when it is asked for.

A row for each side of a case: that costs a third of rows of four tables made into models (docs/decisions/0164).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.utils import timezone

from hejie.base.compiled import A_MOMENT, Compiled, several
from hejie.base.fields import SealedField
from hejie.cases import access
from hejie.cases.models import Case, Party
from hejie.cases.reach import THESE
from hejie.people.access import Actor
from hejie.people.standing import KINDS_OF_READERS, stand_in
from hejie.rules.model import Role
from hejie.search.matching import Words

OF_THE_CASE = (
    *("id", "ref", "kind", "state", "title", "filed_at", "office__short_name", "trader__name", "trader__short_name"),
    *("story", "details"),
)
OF_A_SIDE = ("parties__id", "parties__side", "parties__name", "parties__phone")
WIDTH = len(OF_THE_CASE)


def _sealed(model: type[Case | Party], name: str) -> SealedField[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, SealedField)
    return field


STORY, DETAILS = _sealed(Case, "story"), _sealed(Case, "details")
NAME, PHONE = _sealed(Party, "name"), _sealed(Party, "phone")


@dataclass(frozen=True)
class Side:
    """One side of a case that was found."""

    id: UUID
    side: str
    sealed_name: bytes
    sealed_phone: bytes | None

    @cached_property
    def name(self) -> str:
        return str(NAME.open(self.id, self.sealed_name))

    @cached_property
    def phone(self) -> str | None:
        return PHONE.open(self.id, self.sealed_phone) if self.sealed_phone else None


@dataclass(frozen=True)
class Found:
    """One case that has what was typed. `after` for the next page is the id of the last one."""

    sides: Sequence[Side]
    id: UUID
    ref: str
    kind: str
    state: str
    title: str
    filed_at: datetime
    office: str
    trader: str | None
    trader_short: str | None
    sealed_story: bytes
    sealed_details: bytes

    @property
    def words(self) -> Words:
        return Words(self, self.sides, (self.trader, self.trader_short or "") if self.trader else ())

    @property
    def complainant(self) -> str:
        return next((side.name for side in self.sides if side.side == Role.COMPLAINANT), "")

    @cached_property
    def story(self) -> str:
        return str(STORY.open(self.id, self.sealed_story))

    @cached_property
    def details(self) -> dict[str, Any]:
        return dict(DETAILS.open(self.id, self.sealed_details) or {})


def read_found(actor: Actor, ids: Sequence[UUID]) -> list[Found]:
    """Those of the cases that the actor may see today, newest first. One query, none for no case."""
    if not ids:
        return []
    who, given = stand_in(actor)
    rows = _rows(who)({**given, THESE: several(ids), A_MOMENT.date(): timezone.localdate()})
    return [_found(list(each)) for _, each in groupby(rows, itemgetter(0))]


@lru_cache(maxsize=KINDS_OF_READERS)
def _rows(who: Actor) -> Compiled:
    """What a line of some cases shows to an actor of this standing, and what is compared with the terms."""
    seen = access.visible_cases(who, A_MOMENT).filter(pk__any=THESE).order_by("-pk")
    return Compiled(lambda: seen.values_list(*OF_THE_CASE, *OF_A_SIDE))


def _found(rows: Sequence[tuple[Any, ...]]) -> Found:
    sides = [Side(*row[WIDTH:]) for row in rows if row[WIDTH]]
    return Found(sides, *rows[0][:WIDTH])
