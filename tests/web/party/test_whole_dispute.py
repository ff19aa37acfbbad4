"""One dispute from filing to rating, through the pages alone: the consumer signed in, the trader by its link."""

from __future__ import annotations

from django.test import Client

from tests.apps.agreements.scene import DRAWN, Scene
from tests.web.conftest import words
from tests.web.desks import SHOP_PHONE, act, browser_of, code_sent_to, give_shop_a_phone, number, refund, shop_by_link


def sign(client: Client, scene: Scene, phone: str) -> None:
    asked = act(client, scene, "request_code")
    assert asked.headers["Location"] == f"/cases/{number(scene)}/sign/"
    done = client.post(asked.headers["Location"], {"code": code_sent_to(phone), "drawing": DRAWN})
    assert done.headers["Location"] == f"/cases/{number(scene)}/"


def test_from_the_first_offer_to_the_rating(scene: Scene) -> None:
    scene.file()
    give_shop_a_phone(scene)
    consumer, shop = browser_of(scene.people["consumer"]), shop_by_link(scene)
    page = f"/cases/{number(scene)}/"

    assert "等青禾电器有限公司答复" in words(consumer.get(page))
    assert "请答复对方，或者提一个方案" in words(shop.get(page))
    terms = refund("900.00")
    assert "验证码发到这件投诉登记的手机号" in words(act(shop, scene, "make_offer", **terms))
    act(shop, scene, "make_offer", **terms, proof="yes", proof_code=code_sent_to(SHOP_PHONE))
    offered = words(consumer.get(page))
    assert "轮到您" in offered
    assert "请答复对方的方案" in offered
    assert "¥900.00" in offered
    assert "比您要的少 399 元" in offered
    assert "接受，就这么办" in offered

    act(consumer, scene, "reject_offer", reason="差得太多")
    act(shop, scene, "make_offer", **refund("1299.00"))
    again = words(consumer.get(page))
    assert "您没接受方案" in again
    assert "差得太多" in again
    assert "之前的方案（1 个）" in again
    act(consumer, scene, "accept_offer")
    assert scene.state == "signing"

    sign(consumer, scene, scene.people["consumer"].phone or "")
    assert "您先不用做什么" in words(consumer.get(page))
    sign(shop, scene, SHOP_PHONE)
    assert scene.state == "performing"

    waiting = words(consumer.get(page))
    assert "收到了，这项办妥" in waiting
    assert "收到了，这项办妥" not in words(shop.get(page))
    act(consumer, scene, "confirm_promise", promise="0")
    assert scene.state == "closed"

    act(consumer, scene, "rate", solved="solved", score="5", comment="很快")
    act(shop, scene, "rate", solved="solved", score="4")
    told = words(consumer.get(page))
    assert "您评价“解决了”，5 分" in told
    assert "很快" in told
    assert "打几分" not in told
    assert scene.broken_chain() is None


def test_a_rating_without_a_number_keeps_what_was_said(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer", "clerk")
    scene.act("consumer", "confirm_promise", promise="0")
    consumer = browser_of(scene.people["consumer"])
    answer = act(consumer, scene, "rate", solved="not_solved", comment="拖了很久")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "拖了很久" in shown
    assert 'value="not_solved" checked' in shown
