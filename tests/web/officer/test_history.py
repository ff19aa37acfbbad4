"""Repeat cases: found after the filing, listed for the special team, the whole history on one page."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.intake.models import Repeat
from hejie.intake.team import link_repeats
from hejie.people.actions import appoint
from tests.stage import Stage, Story
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.desks import queries_of

AGAIN = "水箱漏水，客服让寄回去修，我不想修，要求退货退款，已经第二次反映。"


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world)


def ids(*stories: Story) -> list[object]:
    return [Case.objects.get(ref=story.ref).pk for story in stories]


def test_a_repeat_is_linked_once_to_the_earlier_case(stage: Stage) -> None:
    first, second = stage.file(how="authority"), stage.file(how="authority", story=AGAIN)
    other = stage.file("second_consumer", how="authority")
    assert link_repeats(now=timezone.now()) == 1
    assert link_repeats(now=timezone.now()) == 0
    [row] = Repeat.objects.all()
    assert [row.case_id, row.earlier_id] == ids(second, first)
    assert Repeat.objects.filter(case_id__in=ids(other)).count() == 0


def test_the_team_and_the_head_see_the_list_and_others_do_not(stage: Stage, world: World) -> None:
    first, second = stage.file(how="authority"), stage.file(how="authority", story=AGAIN)
    link_repeats(now=timezone.now())
    officer = sit_down(world.cast["county_officer"])
    assert officer.get("/office/repeats/").status_code == 404
    appoint(
        person=world.cast["county_officer"], role="special_team", authority=world.offices["qinghe"], now=timezone.now()
    )
    for who in ("county_officer", "county_head"):
        page = words(sit_down(world.cast[who]).get("/office/repeats/"))
        assert second.ref[-4:] in page
        assert first.ref[-4:] in page
    assert second.ref[-4:] not in words(sit_down(world.cast["city_officer"]).get("/office/"))[:200]


def test_everything_a_person_brought_stands_on_one_page(stage: Stage, world: World) -> None:
    stage.file(how="authority")
    second = stage.file(how="authority", story=AGAIN)
    elsewhere = stage.file(trader="jinxiu", how="authority", goods="羽绒服", story="洗一次就掉毛，商家说正常。")
    officer = sit_down(world.cast["county_officer"])
    page, asked = queries_of(officer, f"/office/cases/{second.ref}/history/")
    text = words(page)
    assert "可能是同一件" in text
    assert "还有 1 件在其他地区" in text
    assert "羽绒服" not in text
    assert elsewhere.ref[-4:] not in text
    assert asked <= 14


def test_the_history_is_for_those_who_decide(stage: Stage, world: World) -> None:
    story = stage.file(how="authority")
    for who in ("consumer", "clerk", "operator", "outsider", "station_officer"):
        assert sit_down(world.cast[who]).get(f"/office/cases/{story.ref}/history/").status_code == 404
