"""What a side reads and taps while an agreement is being performed, and before it is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.agreements.promises import sweep_promises
from hejie.rules.clock import shanghai_date
from tests.apps.agreements.scene import REFUND, RETURN, Scene
from tests.web.conftest import words
from tests.web.desks import act, browser_of, number


def offer_a_day(scene: Scene, **more: object) -> None:
    """Yesterday: a refund by a day of yesterday's choice."""
    scene.now -= timedelta(days=1)
    scene.file()
    day = shanghai_date(scene.now).isoformat()
    scene.act("clerk", "make_offer", terms=[{"kind": "refund", "amount": "900.00", "by_date": day, **more}])


def test_the_page_of_a_step_shows_the_offer_that_it_answers(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    consumer = browser_of(scene.people["consumer"])
    for move in ("accept_offer", "reject_offer"):
        shown = words(consumer.get(f"/cases/{number(scene)}/moves/{move}/"))
        assert "¥1,299.00" in shown, move
        assert "商家收到后 7 天内退还货款 1,299 元" in shown, move
    assert "¥1,299.00" not in words(consumer.get(f"/cases/{number(scene)}/moves/say/"))


def test_an_offer_whose_day_has_passed_can_be_accepted_by_nobody_and_says_so(scene: Scene) -> None:
    offer_a_day(scene)
    scene.now += timedelta(days=1)
    shown = words(browser_of(scene.people["consumer"]).get(f"/cases/{number(scene)}/"))
    assert "里面写的日子已经过了" in shown
    assert "接受，就这么办" not in shown
    refusal = scene.refusal("consumer", "accept_offer")
    assert (refusal.code, str(refusal.article)) == ("need:days_to_come", "《中华人民共和国民法典》第五百零九条第一款")
    scene.act("consumer", "reject_offer", reason="日子过了，换一天")


def test_an_agreement_whose_day_passed_unsigned_is_signed_by_nobody(scene: Scene) -> None:
    offer_a_day(scene)
    scene.act("consumer", "accept_offer")
    scene.sign("consumer")
    scene.now += timedelta(days=1)
    assert "里面写的日子已经过了" in words(browser_of(scene.people["clerk"]).get(f"/cases/{number(scene)}/sign/"))
    assert scene.refusal("clerk", "request_code").code == "need:days_to_come"
    scene.act("clerk", "decline_signing", reason="日子过了")
    assert scene.state == "negotiating"


def test_the_yes_to_an_oral_agreement_comes_before_its_day_too(scene: Scene) -> None:
    scene.now -= timedelta(days=1)
    scene.mediate()
    for who in ("consumer", "clerk"):
        scene.act(who, "consent_mediation")
    day = shanghai_date(scene.now).isoformat()
    scene.act("mediator", "record_oral", terms=[{"kind": "apology", "by_date": day}], read=True)
    scene.act("consumer", "confirm_oral")
    scene.now += timedelta(days=1)
    assert scene.refusal("clerk", "confirm_oral").code == "need:days_to_come"
    phone = scene.refusal("mediator", "note_oral_yes", side="respondent", read=True, said="同意，就这么办")
    assert phone.code == "need:days_to_come"


def test_a_signature_by_code_says_that_the_code_is_needed(scene: Scene) -> None:
    scene.settle()
    consumer, page = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/sign/"
    act(consumer, scene, "request_code")
    shown = words(consumer.get(page))
    assert "短信验证码" in shown
    assert "短信验证码 （可不填）" not in shown
    assert "短信验证码 （可不填）" not in words(consumer.post(page, {"code": ""}))


@pytest.mark.parametrize("is_due", [False, True], ids=["before the day", "on the day"])
def test_the_tap_that_ends_the_case_is_asked_once_more(scene: Scene, is_due: bool) -> None:
    scene.now -= timedelta(days=7 if is_due else 1)
    scene.settle()
    scene.sign("consumer", "clerk")
    consumer, path = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/"
    shown = consumer.get(path).content.decode()
    assert f'href="{path}moves/confirm_promise/?promise=0"' in shown
    assert f'action="{path}moves/confirm_promise/"' not in shown
    assert "确认后案件就了结。" in words(consumer.get(f"{path}moves/confirm_promise/?promise=0"))


def test_what_came_on_its_day_while_more_is_owed_takes_one_tap(scene: Scene) -> None:
    scene.now -= timedelta(days=7)
    scene.file()
    scene.act("clerk", "make_offer", terms=[REFUND, {"kind": "apology", "within_days": 20}])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    path = f"/cases/{number(scene)}/"
    shown = browser_of(scene.people["consumer"]).get(path).content.decode()
    assert shown.count(f'action="{path}moves/confirm_promise/"') == 1
    assert f'href="{path}moves/confirm_promise/?promise=1"' in shown


def test_both_sides_read_that_the_goods_are_on_their_way(scene: Scene) -> None:
    scene.now -= timedelta(days=20)
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    consumer, path = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/"
    before = words(consumer.get(path))
    assert "已经寄出，告诉对方" in before
    assert "等第 1 项办好" in before
    scene.act("consumer", "report_sent", promise="0", on=shanghai_date(scene.now).isoformat())
    shown = words(consumer.get(path))
    assert "已寄出，等确认" in shown
    assert "已经寄出，告诉对方" not in shown
    assert "等第 1 项办好" not in shown
    clerk = browser_of(scene.people["clerk"])
    assert "说已经寄出" in words(clerk.get(f"/desk{path}"))
    assert "没收到，七天内点“没收到”" in words(clerk.get("/notices/"))
    sweep_promises(now=timezone.now())
    assert "对方没履行，结束案件" in words(consumer.get(path))
