"""The offices whose cases a reader works on, and which of some cases a reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hejie.base.compiled import Compiled, Several, several
from hejie.cases import access
from hejie.people.access import Actor
from hejie.people.standing import KINDS_OF_READERS, stand_in
from hejie.places.models import Authority
from hejie.rules.model import Role

THESE = Several("cases")
FEW_OFFICES = 60  # up to here each office is asked for its own first rows; beyond, the whole order is walked


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose cases an actor works on: every office (`is_whole`), or these; of the second group enquiries only."""

    offices: Sequence[UUID] = ()
    enquiries_only: Sequence[UUID] = ()
    is_whole: bool = False

    @property
    def is_narrow(self) -> bool:
        return not self.is_whole and len(self.offices) + len(self.enquiries_only) <= FEW_OFFICES


def reach_of(actor: Actor, office: UUID | None = None) -> Reach:
    """The offices whose cases the actor's posts open, narrowed to `office` and below. One query at most."""
    whole = [post.authority_path for post in actor.posts if post.role in access.DECIDING]
    if office is None and any(path.count("/") == 1 for path in whole):
        return Reach(is_whole=True)
    who, given = stand_in(actor)
    found = [(row_id, path) for row_id, path in _below(who)(given) if office is None or f"{office}/" in path]
    full = {row_id for row_id, path in found if path.startswith(tuple(whole))}
    return Reach(sorted(full), sorted(row_id for row_id, _ in found if row_id not in full))


@lru_cache(maxsize=KINDS_OF_READERS)
def _below(who: Actor) -> Compiled:
    """Ids and paths of the offices below the posts of an actor of this standing."""
    return Compiled(lambda: _offices(who).values_list("pk", "path"))


def _offices(actor: Actor) -> QuerySet[Any]:
    below = Q(pk__in=[])
    for post in actor.posts:
        if post.role in access.DECIDING or post.role == Role.OPERATOR:
            below |= Q(path__startswith=post.authority_path)
    return Authority.objects.filter(below)


def seen_of(actor: Actor, ids: Sequence[UUID], columns: tuple[str, ...] = ("pk",)) -> list[tuple[Any, ...]]:
    """Columns of those of these cases that the actor may see today, in any order. One query."""
    who, given = stand_in(actor)
    return _seen(who, timezone.localdate(), columns)({**given, THESE: several(ids)})


@lru_cache(maxsize=KINDS_OF_READERS)
def _seen(who: Actor, today: date, columns: tuple[str, ...]) -> Compiled:
    """What an actor of this standing may see; `today` is what the conditions were compiled for."""
    return Compiled(lambda: access.visible_cases(who).filter(pk__any=THESE).values_list(*columns))
