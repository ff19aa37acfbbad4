"""The page on which an agreement is read and signed, and codes that are wrong, used or too old."""

from __future__ import annotations

from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import act, browser_of, code_sent_to, number

PHONE = "13800000916"


def test_the_code_comes_first_and_then_the_signature(scene: Scene) -> None:
    scene.settle()
    consumer, page = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/sign/"
    before = words(consumer.get(page))
    assert "退还货款 1,299 元" in before
    assert "给我发验证码" in before
    assert "短信验证码 " not in before
    assert "请在这天前签好协议" in before
    act(consumer, scene, "request_code")
    after = words(consumer.get(page))
    assert "手写签名" in after
    assert "再发一个验证码" in after


def test_a_wrong_code_is_said_beside_the_code_and_the_page_stays(scene: Scene) -> None:
    scene.settle()
    consumer, page = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/sign/"
    act(consumer, scene, "request_code")
    right = code_sent_to(PHONE)
    wrong = "000000" if right != "000000" else "111111"
    answer = consumer.post(page, {"code": wrong})
    assert answer.status_code == 422
    assert 'id="sign-code-problem"' in answer.content.decode()
    assert "退还货款 1,299 元" in words(answer)
    assert scene.state == "signing"


def test_a_used_code_signs_nothing_again(scene: Scene) -> None:
    scene.settle()
    consumer, page = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/sign/"
    act(consumer, scene, "request_code")
    code = code_sent_to(PHONE)
    assert consumer.post(page, {"code": code}).status_code == 302
    again = consumer.post(page, {"code": code}, follow=True)
    assert "您已经签过名" in words(again)
    assert scene.history.count("agreement_signed") == 1


def test_the_draft_is_a_pdf_for_the_sides_alone(scene: Scene) -> None:
    scene.settle()
    path = f"/cases/{number(scene)}/agreement.pdf"
    assert browser_of(scene.people["consumer"]).get(path).content.startswith(b"%PDF")
    assert browser_of(scene.people["stranger"]).get(path).status_code == 404


def test_without_an_agreement_there_is_nothing_to_sign(scene: Scene) -> None:
    scene.file()
    assert browser_of(scene.people["consumer"]).get(f"/cases/{number(scene)}/sign/").status_code == 404
