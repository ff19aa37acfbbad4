"""Which body may be asked to mediate which case: on all four roads, whoever runs it and whoever is complained about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from hejie.cases.actions import Side
from hejie.mediation.delegation import admit_to_body, list_body, unlist_body
from hejie.mediation.models import Body
from hejie.people.actions import register_person
from hejie.rules.mediators import ROADS, TEAMS
from hejie.rules.model import Text
from hejie.traders.actions import add_clerk, register_trader
from hejie.traders.models import Trader
from tests.apps.agreements.scene import SCENE, Scene

OWN, PLATFORM, SHOP, RIVAL = "青禾电器有限公司", "云市集网络有限公司", "云市集里的小店", "另一家电器行"
OFFERED = {OWN: {None, OWN}, PLATFORM: {None, PLATFORM}, SHOP: {None, PLATFORM}, RIVAL: {None}, "": {None}}
BY_THE_OFFICE = ("mediators", "panel_people")


@dataclass
class Listed:
    """Who may be complained about, and which bodies there are, by their name and key."""

    scene: Scene
    traders: Mapping[str, Trader]
    bodies: Mapping[str, Body]


def register(scene: Scene) -> Mapping[str, Trader]:
    """One with a body of its own, a platform with another and a shop on it, and one with neither."""
    now = scene.now
    platform = register_trader(now=now, name=PLATFORM, kind="company", region_code="990102", is_platform=True)
    more = {"kind": "individual_business", "region_code": "990102"}
    shop = register_trader(now=now, name=SHOP, platform=platform, **more)
    rival = register_trader(now=now, name=RIVAL, **more)
    return {OWN: Trader.objects.get(name=OWN), PLATFORM: platform, SHOP: shop, RIVAL: rival}


def list_bodies(scene: Scene) -> Listed:
    """One of each road, and one of each trader that runs its own; somebody in every team of each."""
    traders = register(scene)
    listed = [(road, None) for road in ROADS] + [("enterprise", OWN), ("enterprise", PLATFORM)]
    made = {}
    for n, (road, trader) in enumerate(listed):
        run_by = traders[trader] if trader else None
        body = list_body(office=scene.county, name=f"{trader or ''}{road}", road=road, trader=run_by, now=scene.now)
        for m, team in enumerate(TEAMS):
            person = register_person(now=scene.now, name=f"{body.name} {team}", phone=f"139000003{n}{m}")
            admit_to_body(body=body, person=person, team=team, now=scene.now)
        made[str(body.pk)] = body
    return Listed(scene, traders, made)


listed = SCENE.then(list_bodies).fixture()


@pytest.fixture
def scene(listed: Listed) -> Scene:
    return listed.scene


@pytest.fixture
def traders(listed: Listed) -> Mapping[str, Trader]:
    return listed.traders


@pytest.fixture
def bodies(listed: Listed) -> Mapping[str, Body]:
    return listed.bodies


def against(scene: Scene, trader: Trader | None) -> None:
    """A complaint about this trader, or about one nobody knows, accepted."""
    known = trader.pk if trader else None
    scene.file("authority", respondent=Side(name=trader.name if trader else "路边摊", trader_id=known))
    scene.act("officer", "accept")


def option(scene: Scene, key: str) -> Mapping[str, Text]:
    return scene.facts.options[key]


@pytest.mark.parametrize("name", OFFERED)
def test_a_traders_own_body_is_offered_in_its_cases_alone(
    scene: Scene, traders: Mapping[str, Trader], bodies: Mapping[str, Body], name: str
) -> None:
    against(scene, traders.get(name))
    offered = option(scene, "bodies")
    officer, consumer = scene.actor("officer"), scene.actor("consumer")
    expected = {key for key, body in bodies.items() if (body.trader.name if body.trader else None) in OFFERED[name]}
    assert set(offered) == expected
    assert {bodies[key].road for key in offered} == set(ROADS)
    for key in bodies.keys() - expected:
        assert scene.refusal(officer, "propose_delegation", body=key).code == "inputs"
    for key in expected:
        scene.act(officer, "propose_delegation", body=key)
        assert [one.zh.split("（")[0] for one in option(scene, "body_mediators").values()] == [
            f"{bodies[key].name} mediation"
        ]
        scene.act(consumer, "decline_delegation")


@pytest.mark.parametrize("name", OFFERED)
def test_its_people_are_neither_assigned_by_the_office_nor_asked_for_advice(
    scene: Scene, traders: Mapping[str, Trader], bodies: Mapping[str, Body], name: str
) -> None:
    against(scene, traders.get(name))
    of_traders = {body.name for body in bodies.values() if body.trader}
    _assert_nobody_of(of_traders, scene, "helpers", *BY_THE_OFFICE)
    for body in bodies.values():
        unlist_body(body=body, now=scene.now)
    _assert_nobody_of(of_traders, scene, *BY_THE_OFFICE)


def _assert_nobody_of(bodies: set[str], scene: Scene, *lists: str) -> None:
    for key in lists:
        named = {said.zh.split("（")[0].split(" ")[0] for said in option(scene, key).values()}
        assert named, key
        assert not named & bodies, key


def test_whoever_answers_for_the_trader_does_not_mediate_in_its_body(
    scene: Scene, traders: Mapping[str, Trader], bodies: Mapping[str, Body]
) -> None:
    against(scene, traders[OWN])
    [own] = [body for body in bodies.values() if body.trader and body.trader.name == OWN]
    scene.act("officer", "propose_delegation", body=str(own.pk))
    add_clerk(trader=traders[OWN], person=own.members.get(team="mediation").person, now=scene.now)
    assert dict(option(scene, "body_mediators")) == {}


@pytest.mark.parametrize("road", [road for road in ROADS if road != "enterprise"])
def test_a_trader_runs_no_body_of_another_road(scene: Scene, traders: Mapping[str, Trader], road: str) -> None:
    with pytest.raises(IntegrityError, match="body_of_a_trader_is_the_enterprises"), transaction.atomic():
        list_body(office=scene.county, name="某某", road=road, trader=traders[OWN], now=scene.now)


def test_from_road_to_road_the_office_leads_and_both_agree_anew(scene: Scene, bodies: Mapping[str, Body]) -> None:
    """An association gives nothing further; the office takes the case back, and consents count for no other body."""
    by_road = {body.road: body for body in bodies.values() if body.trader is None}
    mediators = {
        road: str(body.members.get(team="mediation").person_id) for road, body in by_road.items() if road in ROADS
    }

    def propose(road: str) -> None:
        scene.act("officer", "propose_delegation", body=str(by_road[road].pk))

    def delegated(road: str) -> None:
        scene.act("officer", "delegate_mediation", mediator=mediators[road])
        assert scene.facts.road == road

    def both_agree() -> None:
        for side in ("consumer", "clerk"):
            scene.act(side, "consent_delegation")

    scene.file("authority")
    scene.act("officer", "accept")
    propose("association")
    both_agree()
    delegated("association")
    further = scene.refusal("officer", "propose_delegation", body=str(by_road["peoples"].pk))
    assert (further.code, str(further.article)) == ("need:not_delegated", "《市场监督管理投诉举报处理办法》第十九条")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["mediator"].pk))
    assert (scene.facts.road, scene.facts.is_delegated) == ("", False)
    propose("peoples")
    assert scene.facts.delegation_consents == frozenset()
    assert scene.refusal("officer", "delegate_mediation", mediator=mediators["peoples"]).code == "need:both_consent"
    scene.act("consumer", "consent_delegation")
    scene.act("clerk", "decline_delegation", reason="想由监管部门调解")
    assert not scene.facts.is_delegation_proposed
    propose("peoples")
    both_agree()
    delegated("peoples")
