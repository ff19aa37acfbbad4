"""Where a filing goes: the office of the register, with its reason, for the person who files and for the API."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.demo.world import World
from hejie.intake.queries import competent_office
from hejie.places.models import Authority
from hejie.traders.actions import register_trader
from hejie.traders.models import Trader
from tests.stage import Stage


@pytest.fixture
def platform(world: World, now: datetime) -> Trader:
    return register_trader(
        now=now, name="云市集网络平台", kind="company", region_code="990201", is_platform=True, address="临江路 1 号"
    )


def seller(platform: Trader, now: datetime, address: str = "") -> Trader:
    return register_trader(
        now=now, name="小铺", kind="person", region_code="990102", platform=platform, address=address
    )  # fmt: skip


def office_of(trader: Trader, kind: str = "complaint", first: str = "") -> str:
    return competent_office(trader.pk, "", kind, received_first=first).name


def named(world: World, key: str) -> str:
    return Authority.objects.get(pk=world.offices[key].pk).name


def test_a_seller_without_an_address_goes_to_the_platforms_seat_even_where_the_register_names_no_office(
    world: World, platform: Trader, now: datetime
) -> None:
    assert office_of(seller(platform, now)) == named(world, "linjiang")


def test_a_seller_with_an_address_goes_there_unless_the_platforms_office_was_first(
    world: World, platform: Trader, now: datetime
) -> None:
    shown = seller(platform, now, "澄溪路 8 号")
    assert office_of(shown) == named(world, "chengxi")
    assert office_of(shown, first="990201") == named(world, "linjiang")
    assert office_of(shown, "report") == named(world, "chengxi")


def test_others_that_are_competent_and_what_would_change_it_are_said(
    world: World, platform: Trader, now: datetime
) -> None:
    found = competent_office(seller(platform, now, "澄溪路 8 号").pk, "")
    assert [one.zh for one in found.alternatives] == [
        "平台经营者住所地的部门也有权处理，谁先收到谁处理（《市场监督管理投诉举报处理办法》第十四条）"
    ]
    assert "联系不上" in found.changes[0].zh


def test_finding_it_costs_two_queries(
    world: World, platform: Trader, now: datetime, django_assert_num_queries: object
) -> None:
    shown = seller(platform, now, "澄溪路 8 号")
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = competent_office(shown.pk, "")
    assert found.alternatives, "the longest way: two offices are competent"


def test_the_api_says_why_and_what_would_change_it(world: World) -> None:
    stage = Stage(world)
    trader = str(world.traders["qinghe"].pk)
    answer = stage.get("consumer", "/filing/complaint/office", trader_id=trader)
    assert answer.status == 200
    assert answer.json["office"] == named(world, "qinghe")
    assert answer.json["article"].endswith("第十三条第一款")
    assert answer.json["changes"]
    nowhere = stage.get("consumer", "/filing/complaint/office")
    assert (nowhere.status, nowhere.json["problems"][0]["field"]) == (422, "region_code")
