"""您 in a history is this very person: what a colleague did reads with the office, also for who has the same post."""

from __future__ import annotations

from datetime import timedelta

from hejie.people.actions import appoint, register_person, set_totp
from hejie.traders.actions import add_clerk
from hejie.traders.models import Trader
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import RECEIVED, SECRET, browser_of, number

scene = RECEIVED.fixture()


def join(scene: Scene, who: str, role: str) -> None:
    """Somebody new with this post: an officer at the county, a mediator at the city above."""
    authority = scene.city if role == "mediator" else scene.county
    newcomer = register_person(now=scene.now, name=f"新来的{who}", phone="13800000955", phone_verified=True)
    appoint(person=newcomer, role=role, authority=authority, now=scene.now)
    set_totp(person=newcomer, secret=SECRET)
    scene.people[who] = newcomer


def page(scene: Scene, who: str) -> str:
    return words(browser_of(scene.people[who]).get(f"/office/cases/{number(scene)}/"))


def room(scene: Scene, who: str) -> str:
    return words(browser_of(scene.people[who]).get(f"/rooms/{number(scene)}/"))


def test_who_accepted_is_you_to_the_one_officer_and_the_office_to_the_other(scene: Scene) -> None:
    join(scene, "colleague", "officer")
    scene.act("officer", "accept")

    own, colleague, head = (page(scene, who) for who in ("officer", "colleague", "head"))

    assert "您受理了投诉" in own
    assert "云溪区局受理了投诉" not in own
    for reader in (colleague, head):
        assert "云溪区局受理了投诉" in reader
        assert "您受理了投诉" not in reader


def test_a_trader_is_you_to_everybody_who_answers_for_it(scene: Scene) -> None:
    partner = register_person(now=scene.now, name="合伙人", phone="13800000966", phone_verified=True)
    add_clerk(trader=Trader.objects.get(), person=partner, now=scene.now)
    set_totp(person=partner, secret=SECRET)
    scene.act("officer", "accept")
    scene.act("clerk", "consent_mediation")

    assert "您同意调解" in words(browser_of(partner).get(f"/desk/cases/{number(scene)}/"))


def test_a_mediator_who_follows_another_is_not_told_that_they_called_the_meeting(scene: Scene) -> None:
    join(scene, "second", "mediator")
    scene.act("officer", "accept")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["mediator"].pk))
    scene.act("mediator", "say", text="我先听听双方的意见。")
    scene.act("mediator", "recuse", reason="商家的老板是我表哥")
    assert "原调解员回避" in page(scene, "officer")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["second"].pk))

    shown = room(scene, "second")

    assert "原调解员回避" in shown
    assert "您回避" not in shown
    assert "新来的second回避" not in shown


def test_the_office_above_goes_by_its_place_and_not_by_the_name_of_the_one_below(scene: Scene) -> None:
    a_day_on = scene.now.date() + timedelta(days=1)
    scene.act("director", "supervise", asked="请说明进展", reason="群众来电", by_date=str(a_day_on))
    assert "您发出督办通知" in page(scene, "director")
    assert "上级部门发出督办通知" in page(scene, "officer")
