"""The trader's link in the wrong hands: the consumer gets it to hand on, and must gain nothing by keeping it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hejie.agreements.models import Signature
from hejie.cases.access import Unproved
from hejie.cases.actions import Side
from hejie.cases.invitations import VALID, invite, is_good, revoke_invitations
from hejie.cases.models import Case, CaseRecord, Invitation, Party
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
    """Whoever holds the link may read; only the phone that the case knows the trader by talks and signs."""
    scene.file(respondent=Side(name="小巷面馆", phone="13900000001"))
    friend = register_person(now=scene.now, name="王五", phone="13800000777", phone_verified=True)
    scene.people["friend"] = friend
    unproved = replace(scene.actor("friend"), link=LinkInfo(scene.case.pk, "respondent"))
    with pytest.raises(Unproved):
        scene.act(unproved, "say", text="我们不赔")
    by_link = replace(unproved, link=LinkInfo(scene.case.pk, "respondent", is_proved=True))
    scene.act("consumer", "make_offer", terms=[LESS])
    scene.act(by_link, "accept_offer")
    scene.act(by_link, "request_code")
    code = scene.code("13900000001")
    scene.act(by_link, "sign", code=code)
    assert Signature.objects.get().role == Role.RESPONDENT


def test_trying_the_link_oneself_does_not_prove_the_trader_was_reached(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    code = invite(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now())
    answer = browser_of(scene.people["consumer"]).post(f"/i/{code}/")
    assert (answer.status_code, answer["Location"][:7]) == (302, "/cases/")
    assert Party.objects.get(case=case, side=Role.RESPONDENT).reached_at is None


def test_opening_a_link_changes_the_session_it_was_opened_in(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    code = invite(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now())
    browser = browser_of()
    browser.session.save()
    known = browser.cookies["sessionid"].value if "sessionid" in browser.cookies else ""
    browser.post(f"/i/{code}/")
    assert browser.cookies["sessionid"].value != known
    assert browser.get(f"/cases/{case.ref}/").status_code == 200
    other = browser_of()
    other.cookies["sessionid"] = known
    assert other.get(f"/cases/{case.ref}/").status_code == 404


def opened_by(scene: Scene, *, by_hand: bool = False) -> Client:
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=timezone.now(), by_hand=by_hand)
    browser = browser_of()
    browser.post(f"/i/{code}/")
    return browser


def test_a_link_opens_one_side_of_one_case_until_its_day(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    actor = opened_by(scene).get(f"/cases/{case.ref}/").wsgi_request.actor
    assert (actor.via, actor.link.case_id, actor.link.side) == ("link", case.pk, "respondent")
    invitation = Invitation.objects.get()
    assert is_good(invitation.pk, invitation.made_at)
    assert not is_good(invitation.pk, invitation.made_at + VALID + timedelta(seconds=1))


def test_a_link_taken_back_ends_in_browsers_that_opened_it(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    browser = opened_by(scene)
    assert browser.get(f"/cases/{case.ref}/").status_code == 200
    assert revoke_invitations(case_id=case.pk, side=Role.RESPONDENT, now=timezone.now()) == 1
    assert browser.get(f"/cases/{case.ref}/").status_code == 404


def test_a_withdrawn_complaint_ends_the_links_of_the_trader(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    browser = opened_by(scene)
    scene.act("consumer", "withdraw")
    assert browser.get(f"/cases/{case.ref}/").status_code == 404


def test_a_link_handed_over_by_the_consumer_proves_no_receipt_until_somebody_acts(scene: Scene) -> None:
    """The consumer may have tried it in a private window."""
    case = scene.file(respondent=Side(name="小巷面馆"))
    trader = Party.objects.get(case=case, side=Role.RESPONDENT)
    browser = opened_by(scene, by_hand=True)
    assert browser.get(f"/cases/{case.ref}/").status_code == 200
    trader.refresh_from_db()
    assert trader.reached_at is None
    words = {"text": "我们看看怎么处理"}
    browser.post(f"/cases/{case.ref}/moves/say/", words)
    trader.refresh_from_db()
    assert trader.reached_at is None
    proof = {"proof": "yes", "proof_phone": "13900000002"}
    browser.post(f"/cases/{case.ref}/moves/say/", words | proof)
    browser.post(f"/cases/{case.ref}/moves/say/", words | proof | {"proof_code": scene.code("13900000002")})
    trader.refresh_from_db()
    assert trader.reached_at is not None


def test_a_link_of_a_respondent_opens_no_report(scene: Scene) -> None:
    case = scene.file(respondent=Side(name="小巷面馆"))
    browser = opened_by(scene)
    Case.objects.filter(pk=case.pk).update(kind="report")
    assert browser.get(f"/cases/{case.ref}/").status_code == 404
