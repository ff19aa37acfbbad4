"""A statement compiled once answers as the queryset would, whatever is asked and whoever asks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from hejie.base.compiled import A_DAY, Compiled, CompiledRows, Several, stand_in_id
from hejie.demo.world import World
from hejie.people.access import Actor, LinkInfo
from hejie.people.models import Post
from hejie.people.standing import stand_in
from hejie.places.models import Authority
from tests.databases import undone

SOMEBODY, THESE = stand_in_id("person"), Several("offices")


@Compiled
def posts_since() -> QuerySet[Any]:
    held = Post.objects.filter(person=SOMEBODY, authority__any=THESE, since__date__lte=A_DAY)
    return held.order_by("id").values_list("role", "authority", "since")


@Compiled
def nothing() -> QuerySet[Any]:
    return Post.objects.filter(pk__in=[]).values_list("pk")


@CompiledRows
def posts_of() -> QuerySet[Any]:
    return Post.objects.filter(person=SOMEBODY).select_related("person", "authority__parent").order_by("id")


@CompiledRows
def no_posts() -> QuerySet[Any]:
    return Post.objects.filter(pk__in=[])


def test_every_question_gets_its_own_answer(world: World) -> None:
    every = [office.pk for office in world.offices.values()]
    asked = [(person.pk, offices) for person in world.cast.values() for offices in (every, every[:2], [])]

    def answers(person: UUID, offices: list[UUID], day: Any) -> tuple[object, object]:
        compiled = posts_since({SOMEBODY: person, THESE: offices, A_DAY: day})
        held = Post.objects.filter(person=person, authority__in=offices, since__date__lte=day).order_by("id")
        return compiled, list(held.values_list("role", "authority", "since"))

    first = Post.objects.earliest("since").since.date()
    found = [answers(*one, day) for one in asked for day in (first, first - timedelta(days=1))]

    assert [compiled for compiled, _ in found] == [rows for _, rows in found]
    assert any(rows for _, rows in found)


def test_what_no_row_can_meet_is_not_asked(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert nothing({}) == no_posts({}) == []


def test_whole_rows_come_as_the_orm_makes_them(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Converted, opened when read, with those they belong to."""

    def columns(row: Any) -> dict[str, Any]:
        return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}

    met = 0
    for person in world.cast.values():
        meant = list(Post.objects.filter(person=person).select_related("person", "authority__parent").order_by("id"))
        with django_assert_num_queries(1):
            found = posts_of({SOMEBODY: person.pk})
            assert [columns(row) for row in found] == [columns(row) for row in meant]
            assert [columns(row.person) for row in found] == [columns(row.person) for row in meant]
            assert [columns(row.authority) for row in found] == [columns(row.authority) for row in meant]
            assert [row.authority.parent for row in found] == [row.authority.parent for row in meant]
        met += len(found)
    assert met > 5


def test_a_rollback_takes_back_rows_and_no_plan(world: World, now: datetime) -> None:
    asked = {SOMEBODY: world.cast["county_officer"].pk}
    answer = posts_of(asked)
    plans = prepared()
    with undone():
        Post.objects.filter(person=asked[SOMEBODY]).update(until=now)
    assert posts_of(asked) == answer != []
    assert plans
    assert plans <= prepared()


def prepared() -> set[str]:
    """The statements whose plans this connection keeps, by the names they got."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


def test_actors_of_one_standing_share_a_statement_and_no_answer(world: World) -> None:
    def under(actor: Actor) -> Q:
        below = Q(pk__in=[])
        for post in actor.posts:
            below |= Q(path__startswith=post.authority_path) | Q(pk=post.authority_id)
        return below

    compiled: dict[Actor, Compiled] = {}
    for actor in [actor for held in world.holders.values() for actor in held.values()]:
        who, given = stand_in(actor)
        rows = compiled.setdefault(
            who, Compiled(lambda who=who: Authority.objects.filter(under(who)).values_list("pk"))
        )
        assert set(rows(given)) == set(Authority.objects.filter(under(actor)).values_list("pk"))
    assert len(compiled) < len([one for held in world.holders.values() for one in held])


def test_a_stand_in_tells_apart_what_the_rules_tell_apart(world: World) -> None:
    county, other = world.actors["county_officer"], world.actors["city_officer"]
    case, name = stand_in_id("case", 1), stand_in_id("repr", 1)
    by_link = [Actor(link=LinkInfo(case, side)) for side in ("complainant", "respondent")]
    joint = Actor(link=LinkInfo(case, "complainant", name))
    standings = [stand_in(one)[0] for one in (county, other, world.actors["clerk"], *by_link, joint)]

    assert len(set(standings)) == len(standings)
    who, given = stand_in(joint)
    assert who.link
    assert (given[who.link.case_id], given[who.link.representation_id]) == (case, name)
