"""Reading what belongs to a desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from hejie.base.compiled import Compiled, stand_in_id
from hejie.cases.models import Case
from hejie.desk.models import Columns, OfficeReply, PlannedVisit, PostChange, SavedFilter
from hejie.people.models import Post
from hejie.people.queries import person_cards

MOST_POSTS = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved filter as the worklist shows it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """What one person set up: kept filters by name, and columns (None for the usual ones)."""

    filters: list[Kept]
    columns: list[str] | None


def own_desk(person_id: UUID) -> OwnDesk:
    """Filters and columns of a person. One query."""
    rows = _own({SOMEBODY: person_id})
    chosen = next((json.loads(text) for name, text in rows if not name), None)
    return OwnDesk([Kept(name, text) for name, text in rows if name], chosen)


SOMEBODY = stand_in_id("person")


@Compiled
def _own() -> QuerySet[Any]:
    kept = SavedFilter.objects.filter(person_id=SOMEBODY).values_list("name", "query")
    columns = Columns.objects.filter(person_id=SOMEBODY).annotate(name=Value("", CharField()))
    return kept.union(columns.values_list("name", Cast("keys", CharField())), all=True).order_by("name")


def columns_of(person_id: UUID) -> list[str] | None:
    """The columns a person chose; None for the usual ones. One query."""
    return Columns.objects.filter(person_id=person_id).values_list("keys", flat=True).first()


def visits_of(person_id: UUID, today: date) -> list[UUID]:
    """Cases this person planned to visit by today and has not visited yet, the longest planned first. One query."""
    rows = PlannedVisit.objects.filter(person_id=person_id, on__lte=today, done_at=None)
    return list(rows.order_by("on", "id").values_list("case_id", flat=True))


def visit_planned(person_id: UUID, case: Case) -> date | None:
    """The day this person wants to visit the case; None when it is not on the list. One query."""
    rows = PlannedVisit.objects.filter(person_id=person_id, case=case, done_at=None)
    return rows.values_list("on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Reply:
    """Words of an office under a title."""

    title: str
    text: str


def replies_of(authority_id: UUID) -> list[Reply]:
    """The words an office keeps, by title. One query."""
    return [Reply(*row) for row in _replies({AN_OFFICE: authority_id})]


AN_OFFICE = stand_in_id("offi")


@Compiled
def _replies() -> QuerySet[Any]:
    return OfficeReply.objects.filter(authority_id=AN_OFFICE).order_by("title").values_list("title", "text")


@dataclass(frozen=True, slots=True)
class PostShown:
    """One post at an office: who held it, from when to when, and who gave and ended it (empty where nobody noted)."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    since: datetime
    until: datetime | None
    given_by: str
    ended_by: str


def posts_at(authority_id: UUID) -> list[PostShown]:
    """Everybody who works or worked at an office, those in post first. Three queries."""
    posts = list(Post.objects.filter(authority_id=authority_id).order_by("-until", "role", "-since")[:MOST_POSTS])
    changes = {
        (one.post_id, one.what): one.by_id for one in PostChange.objects.filter(post__in=[post.pk for post in posts])
    }
    cards = person_cards([*(post.person_id for post in posts), *changes.values()])

    def by(post: Post, what: str) -> str:
        card = cards.get(changes.get((post.pk, what), post.pk))
        return card.name if card else ""

    return [
        PostShown(
            id=post.pk,
            person_id=post.person_id,
            name=cards[post.person_id].name,
            role=post.role,
            since=post.since,
            until=post.until,
            given_by=by(post, "given"),
            ended_by=by(post, "ended"),
        )
        for post in posts
    ]
