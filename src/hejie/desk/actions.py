"""Writing what belongs to a desk. Callers have checked who is asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hejie.base.text import clean, clean_line
from hejie.desk.models import Columns, OfficeReply, PlannedVisit, PostChange, SavedFilter
from hejie.people.actions import appoint, end_post
from hejie.people.models import Person, Post
from hejie.places.models import Authority

MOST_FILTERS = 12
MOST_REPLIES = 60


class TooMany(Exception):
    """There is no room for one more; an old one has to go first."""


def save_filter(*, person_id: UUID, name: str, query: str, now: datetime) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it. Raises TooMany."""
    mine = SavedFilter.objects.filter(person_id=person_id)
    name = clean_line(name)
    if mine.exclude(name=name).count() >= MOST_FILTERS:
        raise TooMany
    values = {"query": query, "saved_at": now}
    saved, _ = SavedFilter.objects.update_or_create(person_id=person_id, name=name, defaults=values)
    return saved


def forget_filter(*, person_id: UUID, name: str) -> bool:
    """Drop a filter of one's own. False when there is none of that name."""
    return bool(SavedFilter.objects.filter(person_id=person_id, name=name).delete()[0])


def choose_columns(*, person_id: UUID, keys: Sequence[str]) -> None:
    """The columns one person wants; the caller has checked that they exist."""
    Columns.objects.update_or_create(person_id=person_id, defaults={"keys": list(keys)})


def plan_visit(*, person_id: UUID, case_id: UUID, on: date, now: datetime) -> PlannedVisit:
    """Put a case on a person's list of visits; a visit still to be made moves to the new day."""
    visit, _ = PlannedVisit.objects.update_or_create(
        person_id=person_id, case_id=case_id, done_at=None, defaults={"on": on, "planned_at": now}
    )
    return visit


def drop_visit(*, person_id: UUID, case_id: UUID) -> bool:
    """Take a case off the list. False when it was not on it."""
    return bool(PlannedVisit.objects.filter(person_id=person_id, case_id=case_id, done_at=None).delete()[0])


def save_reply(*, authority_id: UUID, title: str, text: str, by_id: UUID, now: datetime) -> OfficeReply:
    """Keep words of an office under a title; the same title again replaces them. Raises TooMany."""
    kept = OfficeReply.objects.filter(authority_id=authority_id)
    title = clean_line(title)
    if kept.exclude(title=title).count() >= MOST_REPLIES:
        raise TooMany
    values = {"text": clean(text), "saved_at": now, "saved_by_id": by_id}
    saved, _ = OfficeReply.objects.update_or_create(authority_id=authority_id, title=title, defaults=values)
    return saved


def remove_reply(*, authority_id: UUID, title: str) -> bool:
    """Drop words of an office. False when there are none of that title."""
    return bool(OfficeReply.objects.filter(authority_id=authority_id, title=title).delete()[0])


@transaction.atomic
def give_post(*, person: Person, role: str, authority: Authority, by_id: UUID, now: datetime) -> Post:
    """Appoint somebody and note who did; a post already held stays as it is."""
    post = appoint(person=person, role=role, authority=authority, now=now)
    if post.since == now:
        PostChange.objects.create(post=post, what="given", by_id=by_id, at=now)
    return post


@transaction.atomic
def take_post(*, post_id: UUID, authority_id: UUID, by_id: UUID, now: datetime) -> bool:
    """End a post at this office, and note who did. False when nobody holds it."""
    held = Post.objects.select_for_update().filter(pk=post_id, authority_id=authority_id, until=None).first()
    if held is None:
        return False
    end_post(post=held, now=now)
    PostChange.objects.create(post=held, what="ended", by_id=by_id, at=now)
    return True
