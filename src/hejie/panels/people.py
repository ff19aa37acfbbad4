"""Who may be asked for help with a case or sit on its panel: nobody with a stake in it (Order 121 Art 21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from hejie.base.compiled import CompiledRows, Several, stand_in_id
from hejie.cases.models import Case
from hejie.mediation.models import BodyMember, MediatorProfile
from hejie.mediation.ties import A_CASE, Sides, compiled_tie_columns, tie_columns, tied, ties_in
from hejie.panels.models import Help
from hejie.people.models import Person, Post
from hejie.places.settings import ids_of
from hejie.rules.clock import shanghai_date
from hejie.rules.conflicts import Conflict, conflicts
from hejie.rules.mediators import TEAMS
from hejie.rules.model import Role, Text

LEGAL, SENIOR = "legal_support", "senior"
ADVISING = ("decision", LEGAL, "mediation")  # the teams of a body whose members are asked
POSTS: Mapping[str, Text] = {
    Role.HEAD: Text("负责人", "head"),
    Role.OFFICER: Text("办案人员", "officer"),
    Role.MEDIATOR: Text("调解员", "mediator"),
}
MENTOR, SENIOR_MEDIATOR = Text("带教", "mentor"), Text("高级调解员", "senior mediator")
FIRST = ("is_mentor", "is_legal", "is_senior", "is_near")


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who may be asked; `helps`: legal support, senior mediators, the mentor of the mediator."""

    person_id: UUID
    helps: bool
    said: Text
    is_asked: bool


def advisers(case: Case, now: datetime) -> list[Adviser]:
    """Those of the office, of those above it and of the office's bodies, a trader's own apart. One query."""
    sides, today = Sides(case), shanghai_date(now)
    line = {AN_OFFICE: case.office_id, OFFICES: ids_of(case.office.path), A_MEDIATOR: case.mediator_id}
    rows = (_about_a_trader if case.trader_id else _about_others)({**tied(case, sides), **line})
    found = [row for row in rows if not conflicts(ties_in(row, sides), today)]
    return [_adviser(row) for row in sorted(found, key=_place)]


def guided_by(mentor: UUID) -> QuerySet[Case]:
    """Cases that run and are mediated by those whom this person guides."""
    trainees = MediatorProfile.objects.filter(mentor=mentor).values("person")
    return Case.objects.filter(mediator__in=trainees, closed_at=None)


def mentor_of(case: Case) -> UUID | None:
    """Who guides the mediator of a case; None where nobody does."""
    return MediatorProfile.objects.filter(person=case.mediator_id).values_list("mentor", flat=True).first()


def against(case: Case, person_id: UUID, now: datetime) -> tuple[Conflict, ...]:
    """Why this person may not advise in the case. One query."""
    sides = Sides(case)
    row = Person.objects.filter(pk=person_id).annotate(**tie_columns(case, sides)).get()
    return conflicts(ties_in(row, sides), shanghai_date(now))


AN_OFFICE, A_MEDIATOR, OFFICES = stand_in_id("office"), stand_in_id("mediator"), Several("offices")


@CompiledRows
def _about_a_trader() -> QuerySet[Any]:
    return _known(_within_reach()).annotate(**compiled_tie_columns(has_trader=True))


@CompiledRows
def _about_others() -> QuerySet[Any]:
    return _known(_within_reach()).annotate(**compiled_tie_columns(has_trader=False))


def _within_reach() -> QuerySet[Person]:
    """Who mediates in a trader's own body holds a post at the office too, and is nobody's colleague for all that."""
    posts = Post.objects.filter(authority__any=OFFICES, role__in=POSTS, until=None)
    members = BodyMember.objects.filter(body__office__any=OFFICES, body__until=None, team__in=ADVISING)
    of_traders = BodyMember.objects.exclude(body__trader=None)
    known = Person.objects.filter(Q(pk__in=posts.values("person")) | Q(pk__in=members.values("person")), is_active=True)
    return known.exclude(pk__in=of_traders.values("person")).only("name", "username", "phone_index", "address")


def _known(people: QuerySet[Person]) -> QuerySet[Any]:
    """With what is said of each: posts, teams, grade, whether they guide the mediator, whether a question is open."""
    me = OuterRef("pk")
    posts = Post.objects.filter(person=me, authority__any=OFFICES, until=None, role__in=POSTS)
    nearest = posts.order_by("-authority__path")
    team = BodyMember.objects.filter(person=me, body__until=None, team__in=ADVISING).order_by("team", "pk")
    guided = MediatorProfile.objects.filter(mentor=me, person=A_MEDIATOR)
    return people.annotate(
        post=Subquery(nearest.values("role")[:1]),
        post_at=Subquery(nearest.values("authority__name")[:1]),
        is_near=Exists(posts.filter(authority=AN_OFFICE)),
        teams=ArraySubquery(team.values("team")),
        body=Subquery(team.values("body__name")[:1]),
        is_legal=Exists(team.filter(team=LEGAL)),
        is_senior=Exists(MediatorProfile.objects.filter(person=me, grade=SENIOR)),
        is_mentor=Exists(guided),
        is_asked=Exists(Help.objects.filter(case=A_CASE, person=me, answered_at=None)),
    )


def _place(row: Any) -> tuple[Any, ...]:
    return (*(not getattr(row, mark) for mark in FIRST), row.pk)


def _adviser(row: Any) -> Adviser:
    name = row.name or row.username or ""
    parts = [*_standing(row)]
    zh, en = "，".join(one.zh for one in parts), ", ".join(one.en for one in parts)
    said = Text(f"{name}（{zh}）", f"{name} ({en})")
    return Adviser(row.pk, row.is_legal or row.is_senior or row.is_mentor, said, row.is_asked)


def _standing(row: Any) -> list[Text]:
    where = row.body or row.post_at or ""
    team = next((TEAMS[key] for key in (LEGAL, *row.teams) if key in row.teams), None)
    role = team or POSTS.get(row.post or "")
    marks = [MENTOR] * row.is_mentor + [SENIOR_MEDIATOR] * row.is_senior
    return [Text(where, where), *([role] if role else []), *marks]
