"""A link that was handed on: its holder reads, and says nothing in the trader's name without the trader's phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hejie.cases import access
from hejie.cases.actions import Side
from hejie.cases.invitations import find_invitation, invite, open_invitation, revoke_invitations
from hejie.cases.models import CaseRecord, Party
from hejie.cases.proof import SENDINGS, prove_link, send_proof_code
from hejie.evidence.actions import receive_file
from hejie.messaging.models import Message
from hejie.people.access import Actor
from hejie.people.actions import register_person
from hejie.people.models import Challenge
from hejie.rooms.access import seat_for
from hejie.rules.model import Role
from tests.apps.agreements.scene import SCENE, Scene
from tests.security.browsing import browser_of
from tests.web.conftest import words
from tests.web.visitor.pictures import photo

SHOP, FRIEND = "13900000001", "13800000777"
SAID = "我们看看怎么处理"


def filed(scene: Scene, phone: str = SHOP) -> None:
    scene.now = timezone.now()
    scene.file(respondent=Side(name="小巷面馆", phone=phone or None))


def opened(scene: Scene, browser: Client | None = None) -> Client:
    """The trader's link in a browser, of nobody in particular unless told."""
    browser = browser or browser_of()
    browser.post(f"/i/{invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=timezone.now())}/")
    return browser


def open_by_phone(scene: Scene) -> tuple[Scene, Client]:
    """The link to the phone on file, in a browser of nobody in particular."""
    filed(scene)
    return scene, opened(scene)


Opened = tuple[Scene, Client]
by_phone = SCENE.then(open_by_phone).fixture()


def says(browser: Client, scene: Scene, **more: str) -> HttpResponse:
    return browser.post(f"/cases/{scene.case.ref}/moves/say/", {"text": SAID, "key": "k1", **more})


def said(scene: Scene) -> int:
    return CaseRecord.objects.filter(case=scene.case, fact="message_sent").count()


def sent_to(phone: str) -> int:
    return sum(one.address == phone for one in Message.objects.filter(template="code"))


def test_a_private_window_reads_and_is_asked_before_it_talks(by_phone: Opened) -> None:
    scene, window = by_phone
    assert window.get(f"/cases/{scene.case.ref}/").status_code == 200
    asked = says(window, scene)
    assert (asked.status_code, said(scene), sent_to(SHOP)) == (403, 0, 1)
    assert "139****0001" in words(asked)
    assert SHOP not in asked.content.decode()
    assert SAID in asked.content.decode(), "what was typed is carried along"
    assert says(window, scene, proof="yes", proof_phone=FRIEND).status_code == 403
    assert sent_to(FRIEND) == 0, "the phone on file is the only one that counts"
    wrong = says(window, scene, proof="yes", proof_phone=FRIEND, proof_code="000000")
    assert (wrong.status_code, said(scene)) == (422, 0)
    assert SAID in wrong.content.decode()


def test_one_code_sends_what_was_typed_and_is_not_asked_for_again(by_phone: Opened) -> None:
    scene, shop = by_phone
    says(shop, scene)
    known = shop.cookies["sessionid"].value
    done = says(shop, scene, proof="yes", proof_code=scene.code(SHOP))
    assert done["Location"].endswith("#talk")
    assert said(scene) == 1
    assert shop.cookies["sessionid"].value != known
    assert says(shop, scene, key="k2")["Location"].endswith("#talk")
    assert (said(scene), sent_to(SHOP)) == (2, 1)


def test_another_browser_with_the_same_link_is_asked_for_a_code_of_its_own(by_phone: Opened) -> None:
    scene, shop = by_phone
    other = opened(scene)
    says(shop, scene)
    code = scene.code(SHOP)
    says(shop, scene, proof="yes", proof_code=code)
    replayed = says(other, scene, proof="yes", proof_code=code, key="k2")
    assert (replayed.status_code, said(scene)) == (422, 1)
    assert "验证码已失效" in words(replayed)


def test_a_code_of_yesterday_proves_nothing(by_phone: Opened) -> None:
    scene, shop = by_phone
    says(shop, scene)
    Challenge.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = says(shop, scene, proof="yes", proof_code=scene.code(SHOP))
    assert (late.status_code, said(scene)) == (422, 0)


def test_what_was_proved_ends_with_the_link(by_phone: Opened) -> None:
    scene, shop = by_phone
    says(shop, scene)
    says(shop, scene, proof="yes", proof_code=scene.code(SHOP))
    revoke_invitations(case_id=scene.case.pk, side=Role.RESPONDENT, now=timezone.now())
    assert says(shop, scene, key="k2").status_code == 404
    assert "先核对一次手机号" in words(says(opened(scene, shop), scene, key="k3"))
    assert said(scene) == 1


def test_the_first_phone_shown_is_the_known_one_and_both_are_told(scene: Scene) -> None:
    """A link that came by letter: nobody knows a phone of the shop yet."""
    filed(scene, phone="")
    shop, stranger = opened(scene), opened(scene)
    assert "这件投诉还没有您的手机号" in words(says(shop, scene))
    assert says(shop, scene, proof="yes", proof_phone="12345").status_code == 422
    says(stranger, scene, proof="yes", proof_phone=FRIEND)
    says(shop, scene, proof="yes", proof_phone=SHOP)
    says(shop, scene, proof="yes", proof_phone=SHOP, proof_code=scene.code(SHOP))
    assert said(scene) == 1
    assert Party.objects.get(case=scene.case, side=Role.RESPONDENT).phone == SHOP
    [told] = Message.objects.filter(template="contact_known", medium="sms")
    assert "139****0001" in (told.text or "")
    assert told.address == scene.people["consumer"].phone
    late = says(stranger, scene, proof="yes", proof_phone=FRIEND, proof_code=scene.code(FRIEND), key="k2")
    assert (late.status_code, said(scene)) == (422, 1)
    assert scene.broken_chain() is None


def test_the_office_that_has_the_case_is_told_too(scene: Scene) -> None:
    scene.now = timezone.now()
    scene.file("authority", respondent=Side(name="小巷面馆"))
    shop = opened(scene)
    says(shop, scene, proof="yes", proof_phone=SHOP)
    says(shop, scene, proof="yes", proof_phone=SHOP, proof_code=scene.code(SHOP))
    told = set(Message.objects.filter(template="contact_known").values_list("person", flat=True))
    assert told == {scene.people["consumer"].pk, scene.people["officer"].pk}


def test_whoever_is_signed_in_with_that_phone_is_asked_for_nothing(scene: Scene) -> None:
    filed(scene)
    owner = register_person(now=timezone.now(), name="郑巷", phone=SHOP, phone_verified=True)
    friend = register_person(now=timezone.now(), name="王五", phone=FRIEND, phone_verified=True)
    assert says(opened(scene, browser_of(friend)), scene).status_code == 403
    assert says(opened(scene, browser_of(owner)), scene)["Location"].endswith("#talk")


def test_files_are_asked_for_again_and_nothing_is_sent_without_them(scene: Scene) -> None:
    filed(scene)
    shop, path = opened(scene), f"/cases/{scene.case.ref}/moves/say/"
    asked = shop.post(path, {"text": SAID, "files": photo("小票.jpg")})
    assert "选好的文件带不过来" in words(asked)
    again = says(shop, scene, proof="yes", unsent_files="yes", proof_code=scene.code(SHOP))
    assert (again.status_code, said(scene)) == (422, 0)
    assert SAID in again.content.decode()


def by_link(scene: Scene) -> Actor:
    invitation = find_invitation(
        invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now, by_hand=True), scene.now
    )
    assert invitation
    return open_invitation(invitation=invitation, now=scene.now)


def test_no_door_beside_the_pages_lets_an_unproved_link_act(scene: Scene) -> None:
    scene.mediate()
    actor = by_link(scene)
    with pytest.raises(access.Unproved):
        scene.act(actor, "say", text=SAID)
    with pytest.raises(access.Unproved):
        receive_file(stream=photo("一.jpg"), name="一.jpg", actor=actor, now=scene.now, case=scene.case)
    with pytest.raises(access.Unproved):
        seat_for(actor, scene.case.ref)


def test_codes_for_one_link_have_an_end(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆"))
    link = by_link(scene).link
    assert link
    phones = [f"1390000{number:04d}" for number in range(SENDINGS + 1)]
    answers = [send_proof_code(link=link, phone=phone, again=False, now=scene.now) for phone in phones]
    assert [one.code for one in answers if one] == ["code_too_often"]


def test_a_link_that_proves_itself_has_reached_the_trader(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆", phone=SHOP))
    actor = by_link(scene)
    assert actor.link
    assert "party_reached" not in scene.history
    send_proof_code(link=actor.link, phone="", again=False, now=scene.now)
    assert prove_link(actor=actor, link=actor.link, phone="", code=scene.code(SHOP), now=scene.now) is None
    assert scene.history.count("party_reached") == 1
