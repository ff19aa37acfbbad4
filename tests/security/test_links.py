"""The trader's link in the wrong hands: the consumer gets it to hand on, and must gain nothing by keeping it."""

from __future__ import annotations

from dataclasses import replace

from hejie.agreements.models import Signature
from hejie.cases.actions import Side
from hejie.cases.invitations import invite
from hejie.cases.models import CaseRecord, Party
from hejie.people.access import LinkInfo
from hejie.people.actions import register_person
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, Scene
from tests.security.browsing import browser_of


def test_a_consumer_with_the_traders_link_does_not_act_as_the_trader(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆", phone="13900000001"))
    both = replace(scene.actor("consumer"), link=LinkInfo(scene.case.pk, "respondent"))
    scene.act(both, "make_offer", terms=[LESS])
    assert CaseRecord.objects.get(fact="offer_made").role == Role.COMPLAINANT
    assert scene.refusal(both, "accept_offer").code


def test_an_account_of_ones_own_does_not_sign_for_a_trader_by_link(scene: Scene) -> None:
    """Whoever holds the link may talk; only the phone that the case knows the trader by signs."""
    scene.file(respondent=Side(name="小巷面馆", phone="13900000001"))
    friend = register_person(now=scene.now, name="王五", phone="13800000777", phone_verified=True)
    scene.people["friend"] = friend
    by_link = replace(scene.actor("friend"), link=LinkInfo(scene.case.pk, "respondent"))
    scene.act("consumer", "make_offer", terms=[LESS])
    scene.act(by_link, "accept_offer")
    scene.act(by_link, "request_code")
    code = scene.code("13900000001")
    scene.act(by_link, "sign", code=code)
    assert Signature.objects.get().role == Role.RESPONDENT


def test_trying_the_link_oneself_does_not_prove_the_trader_was_reached(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    code = invite(case_id=case.pk, side=Role.RESPONDENT, now=scene.now)
    answer = browser_of(scene.people["consumer"]).post(f"/i/{code}/")
    assert (answer.status_code, answer["Location"][:7]) == (302, "/cases/")
    assert Party.objects.get(case=case, side=Role.RESPONDENT).reached_at is None


def test_opening_a_link_changes_the_session_it_was_opened_in(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    code = invite(case_id=case.pk, side=Role.RESPONDENT, now=scene.now)
    browser = browser_of()
    browser.session.save()
    known = browser.cookies["sessionid"].value if "sessionid" in browser.cookies else ""
    browser.post(f"/i/{code}/")
    assert browser.cookies["sessionid"].value != known
    assert browser.get(f"/cases/{case.ref}/").status_code == 200
    other = browser_of()
    other.cookies["sessionid"] = known
    assert other.get(f"/cases/{case.ref}/").status_code == 404
