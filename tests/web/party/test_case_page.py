"""What a side sees of its case, what it may not see, and acts that need another try."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hejie.evidence.models import File
from hejie.web.casefiles import CASE_FILES
from tests.apps.agreements.scene import REFUND, Scene
from tests.apps.evidence.specimens import photo
from tests.web.conftest import words
from tests.web.desks import FILED, MOST_QUERIES, act, browser_of, number, queries_of, shop_by_link

scene = FILED.fixture()


def settle(scene: Scene) -> None:
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")


settled = FILED.then(settle).fixture()


def look_at_the_page(scene: Scene, state: str) -> None:
    assert scene.state == state
    response, count = queries_of(browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/")
    assert response.status_code == 200, state
    assert response.content.decode().count('id="next-step"') == 1, state
    assert count <= MOST_QUERIES, state


def test_every_state_between_the_sides_has_its_page_with_few_queries(scene: Scene) -> None:
    look_at_the_page(scene, "negotiating")
    scene.act("clerk", "make_offer", terms=[REFUND])
    look_at_the_page(scene, "negotiating")
    scene.act("consumer", "accept_offer")
    look_at_the_page(scene, "signing")
    scene.sign("consumer", "clerk")
    look_at_the_page(scene, "performing")
    scene.act("consumer", "confirm_promise", promise="0")
    look_at_the_page(scene, "closed")


def test_every_state_with_the_office_has_its_page_with_few_queries(scene: Scene) -> None:
    scene.file("authority")
    look_at_the_page(scene, "received")
    scene.mediate()
    look_at_the_page(scene, "mediating")
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk", "mediator")
    look_at_the_page(scene, "performing")


@pytest.mark.parametrize("path", ["", "sign/", "file.zip", "moves/say/", "agreement.pdf"])
def test_an_outsider_learns_nothing(settled: Scene, path: str) -> None:
    stranger, visitor = browser_of(settled.people["stranger"]), Client()
    for client in (stranger, visitor):
        real = client.get(f"/cases/{number(settled)}/{path}")
        unknown = client.get(f"/cases/2611-0000-0000/{path}")
        assert real.status_code == unknown.status_code == 404
        assert words(real) == words(unknown)
    assert stranger.post(f"/cases/{number(settled)}/invite/").status_code == 404
    assert act(stranger, settled, "withdraw").status_code == 404


def test_the_case_file_can_be_fetched_often_but_not_without_end(scene: Scene) -> None:
    consumer, address = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/file.zip"
    for _ in range(CASE_FILES):
        assert b"".join(consumer.get(address).streaming_content).startswith(b"PK")
    refused = consumer.get(address)
    assert refused.status_code == 302
    assert "下载得太频繁了" in words(consumer.get(refused.headers["Location"]))


def test_those_who_work_on_the_case_are_sent_to_their_desk(scene: Scene) -> None:
    scene.mediate()
    page = f"/cases/{number(scene)}/"
    homes = {"clerk": "/desk/cases/", "officer": "/office/cases/", "mediator": "/rooms/"}
    for who, home in homes.items():
        assert browser_of(scene.people[who]).get(page).headers["Location"] == f"{home}{number(scene)}/"


def test_the_trader_by_link_reads_words_that_fit_a_trader(scene: Scene) -> None:
    shop = shop_by_link(scene)
    scene.act("consumer", "make_offer", terms=[REFUND])
    page = words(shop.get(f"/cases/{number(scene)}/"))
    assert "消费者的诉求" in page
    assert "买了三天就不加热了" in page
    assert "轮到您" in page
    assert "和消费者要的金额一样" in page
    assert "撤回投诉" not in page
    assert "给商家一个" not in page


def test_a_message_with_a_file(scene: Scene) -> None:
    consumer = browser_of(scene.people["consumer"])
    receipt = SimpleUploadedFile("小票.jpg", photo())
    answer = act(consumer, scene, "say", text="这是小票", files=receipt)
    if answer.status_code == 422:
        pytest.fail(words(answer))
    assert answer.headers["Location"].endswith("#talk")
    page = words(consumer.get(f"/cases/{number(scene)}/"))
    assert "这是小票" in page
    assert "材料（1 份）" in page


def test_a_file_that_is_not_taken_costs_nothing_that_was_written(scene: Scene) -> None:
    consumer = browser_of(scene.people["consumer"])
    page = SimpleUploadedFile("说明.html", b"<html><script>alert(1)</script></html>")
    answer = act(consumer, scene, "say", text="请看附件", files=page, key="k1")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "请看附件" in shown
    assert "说明.html" in shown
    assert 'name="key" value="k1"' in shown
    assert not File.objects.exists()
    assert "message_sent" not in scene.history


def test_a_second_click_makes_no_second_message(scene: Scene) -> None:
    consumer = browser_of(scene.people["consumer"])
    for _ in range(2):
        act(consumer, scene, "say", text="在吗", key="one-click")
    assert scene.history.count("message_sent") == 1


def test_a_refused_form_comes_back_alone_to_htmx(scene: Scene) -> None:
    consumer, path = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/moves/say/"
    wrong = consumer.post(path, {"text": " "}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert wrong.content.decode().lstrip().startswith("<form")
    right = consumer.post(path, {"text": "在吗"}, headers={"HX-Request": "true"})
    assert right.headers["HX-Redirect"] == f"/cases/{number(scene)}/#talk"


def test_a_move_that_is_over_leads_back_with_the_reason(scene: Scene) -> None:
    consumer = browser_of(scene.people["consumer"])
    answer = act(consumer, scene, "accept_offer")
    assert answer.status_code == 302
    assert "现在没有等您答复的方案" in words(consumer.get(answer.headers["Location"]))


def test_a_missed_promise_opens_the_ways_on(settled: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    settled.sign("consumer", "clerk")
    from hejie.agreements.models import Promise

    Promise.objects.update(due_on=settled.now.date() - timedelta(days=365))
    page = words(browser_of(settled.people["consumer"]).get(f"/cases/{number(settled)}/"))
    assert "对方没按约定办，请选下一步" in page
    assert "请市场监管部门处理" in page
    assert "没收到" in page


def test_the_page_in_english_has_no_chinese_of_the_house(scene: Scene) -> None:
    scene.act("clerk", "make_offer", terms=[REFUND])
    consumer = browser_of(scene.people["consumer"])
    consumer.cookies["hejie_language"] = "en"
    page = words(consumer.get(f"/cases/{number(scene)}/"))
    assert "made an offer: refund of 1,299 yuan" in page
    assert "You filed a complaint" in page


def test_my_cases_are_mine(scene: Scene) -> None:
    response, count = queries_of(browser_of(scene.people["consumer"]), "/my/")
    assert "电饭煲坏了不给换" in words(response)
    assert "轮到您" not in words(response)
    assert count <= MOST_QUERIES
    scene.act("clerk", "make_offer", terms=[REFUND])
    assert "轮到您" in words(browser_of(scene.people["consumer"]).get("/my/"))
    assert "您还没有案件" in words(browser_of(scene.people["stranger"]).get("/my/"))
    assert Client().get("/my/").headers["Location"].startswith("/accounts/login/")


def test_a_step_that_leads_on_says_what_follows(scene: Scene) -> None:
    page = words(browser_of(scene.people["consumer"]).get(f"/cases/{number(scene)}/moves/turn_to_authority/"))
    assert "接下来： 市场监管部门在 7 个工作日内决定是否受理" in page
