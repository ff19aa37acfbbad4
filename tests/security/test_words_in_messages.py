"""A message comes in our name: what a side wrote is quoted in it, but leads nowhere."""

from __future__ import annotations

import pytest

from hejie.base.text import quotable
from hejie.cases.actions import Side
from hejie.messaging.models import Message
from tests.apps.agreements.scene import LESS, Scene
from tests.security.browsing import api_of


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("请登录 https://evil.example/pay 领退款", "请登录 … 领退款"),
        ("去 pay.evil.cn/x 看", "去 … 看"),
        ("加微信 138 0000 0777 退款", "加微信 … 退款"),
        ("只退 1299.00 元，30 天内", "只退 1299.00 元，30 天内"),
        ("金额 1000000.00 元", "金额 1000000.00 元"),
        ("一行\n又一行", "一行 又一行"),
        ("长" * 100, "长" * 79 + "…"),
    ],
)
def test_words_are_quoted_without_a_way_to_follow(written: str, quoted: str) -> None:
    assert quotable(written) == quoted


def test_a_refusal_does_not_carry_a_link_into_the_text_message(scene: Scene) -> None:
    scene.file(respondent=Side(name="小巷面馆 evil.example", phone="13900000001"))
    texts = [row.text or "" for row in Message.objects.filter(case_id=scene.case.pk)]
    assert texts
    assert not [text for text in texts if "evil" in text]


def test_the_reason_of_a_rejection_reaches_the_other_side_as_words_only(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "reject_offer", reason="太少了，见 http://evil.example")
    sent = [row.text or "" for row in Message.objects.filter(template="offer_rejected")]
    assert sent
    assert all("太少了" in text and "evil" not in text for text in sent)


def test_answers_of_the_api_stay_in_no_cache(scene: Scene) -> None:
    scene.file()
    answer = api_of(scene.people["consumer"]).get(f"/api/v1/cases/{scene.case.ref}")
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].replace(" ", "").split(","))
