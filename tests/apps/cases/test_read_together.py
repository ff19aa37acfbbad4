"""A page reads everything of a case in one round trip, and gets what the queries one by one would have given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from pytest_django import DjangoAssertNumQueries

from hejie.base import together
from hejie.cases.actions import Filing, Side
from hejie.cases.history import records_of
from hejie.cases.models import CalendarYear
from hejie.cases.opening import OFFICERS, around, look_ahead
from hejie.cases.queries import view_case
from hejie.demo.world import World
from hejie.people.access import ANONYMOUS
from hejie.places.actions import set_setting
from hejie.places.settings import KEPT
from hejie.traders.models import Trader
from hejie.traders.queries import trader_card
from tests.apps.agreements.scene import DRAWN, LESS, RETURN, SCENE, Scene

SOMETHING_OF = set(
    [
        "wanted",
        "offices",
        "traders",
        "people",
        "parties",
        "records",
        "record_contents",
        "deadlines",
        "calendar_years",
        "offers",
        "agreements",
        "signatures",
        "promises",
        "ratings",
        "drafts",
        "draft_consents",
        "draft_comments",
        "biddings",
        "proposals",
        "consents",
    ]
)


def play_everything(scene: Scene) -> None:
    """A case that has something of everything."""
    CalendarYear.objects.create(year=2027, data={"rest": [], "work": []}, changed_at=scene.now)
    scene.mediate()
    scene.act("consumer", "say", text="坏了𠮷 “引号” \\ 100%")
    scene.act("clerk", "make_offer", terms=[LESS], note="外箱缺失")
    scene.act("consumer", "reject_offer", reason="太少了")
    scene.act("mediator", "edit_draft", clauses=[{"text": "先打电话，再上门。"}])
    scene.act("clerk", "comment_draft", clause=next(iter(scene.facts.options["draft_clauses"])), text="几点打？")
    scene.agree_on_the_draft()
    scene.act("mediator", "open_bidding", gap="100", kind="refund")
    scene.act("mediator", "close_bidding")
    scene.act("mediator", "propose_terms", terms=[LESS], note="各让一步")
    scene.act("mediator", "propose_agreement", terms=[RETURN])
    scene.sign("consumer", "clerk", "mediator", drawing=DRAWN)
    scene.act("clerk", "confirm_promise", promise="0")
    scene.act("consumer", "confirm_promise", promise="1")
    scene.act("consumer", "rate", solved="solved", score="5", comment="谢谢")
    scene.act("director", "supervise", asked="请说明经过", reason="来信询问", by_date="2026-11-30")


scene = SCENE.then(play_everything).fixture()


def values_of(row: models.Model) -> dict[str, Any]:
    """Every column that was read, with seals opened."""
    deferred = row.get_deferred_fields()
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in deferred}


def test_every_part_read_together_is_the_part_read_alone(scene: Scene) -> None:
    alone = {name: [values_of(row) for row in together.parts[name](scene.case.pk)] for name in together.parts}

    with together.one_reading():
        together.fetch(scene.case.pk)
        with_the_others = {name: [values_of(row) for row in together.rows(name, scene.case.pk)] for name in alone}

    assert with_the_others == alone
    assert {name for name, rows in alone.items() if rows} >= SOMETHING_OF


def test_it_is_one_query_for_all_and_none_afterwards(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with together.one_reading():
        with django_assert_num_queries(1):
            together.fetch(scene.case.pk)
        with django_assert_num_queries(0):
            assert [together.rows(name, scene.case.pk) for name in together.parts]


def test_outside_a_reading_nothing_is_kept(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with together.one_reading():
        together.fetch(scene.case.pk)
    with django_assert_num_queries(2):
        first = together.rows("offers", scene.case.pk)
        second = together.rows("offers", scene.case.pk)

    assert first == second
    assert first[0] is not second[0]


def test_the_history_may_be_looked_at_when_the_reading_is_over(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    view = view_case(scene.actor("consumer"), scene.case.ref, scene.now)

    with django_assert_num_queries(0):
        seen = view.records
    assert seen == records_of(view.case, view.roles)
    assert {"text": "坏了𠮷 “引号” \\ 100%"} in [record.content for record in seen]


def test_a_case_with_nothing_has_empty_parts(scene: Scene) -> None:
    bare = scene.file()

    with together.one_reading():
        together.fetch(bare.pk)

        assert together.rows("offers", bare.pk) == []
        assert [row.side for row in together.rows("parties", bare.pk)] == ["complainant", "respondent"]


def filing(trader: Trader, office: object) -> Filing:
    respondent = Side(trader.name, trader_id=trader.pk)
    return Filing("complaint", "direct", Side("林晓"), respondent, office, "", "", "appliances", "quality")  # type: ignore[arg-type]


def numbers_of(found: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: [row.pk for row in rows] for name, rows in found.items()}


def test_what_is_read_ahead_of_a_filing_is_what_stands_around_the_case(
    world: World, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    CalendarYear.objects.create(year=2027, data={"rest": [], "work": []}, changed_at=now)
    trader = world.traders["qinghe"]
    set_setting(office=world.offices["yunting"], key="first_contact_minutes", value=45, by_id=None, now=now)
    own = filing(trader, trader.office_id)
    alone = around(own, ANONYMOUS)

    with together.one_reading():
        with django_assert_num_queries(1):
            card, ahead = look_ahead(trader.pk), around(own, ANONYMOUS)
        settings = together.held(KEPT, trader.office_id)

    assert card == trader_card(trader.pk)
    assert numbers_of(ahead) == numbers_of(alone)
    assert alone[OFFICERS]
    assert [(row.key, row.value) for row in settings or []] == [("first_contact_minutes", 45)]


def test_another_office_or_trader_than_was_read_ahead_is_read_itself(world: World) -> None:
    trader, another = world.traders["qinghe"], world.traders["muzhi"]
    elsewhere = [filing(trader, world.offices["yunting"].pk), filing(another, trader.office_id)]

    with together.one_reading():
        look_ahead(trader.pk)
        after = [around(one, ANONYMOUS) for one in elsewhere]

    assert list(map(numbers_of, after)) == [numbers_of(around(one, ANONYMOUS)) for one in elsewhere]
