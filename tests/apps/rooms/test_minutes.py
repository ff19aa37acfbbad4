"""Minutes: drafted from what happened, without what was said; laid by the mediator, confirmed by each side."""

from __future__ import annotations

from hejie.cases.erasure import erase_case
from hejie.cases.models import RecordContent
from hejie.rooms.minutes import draft
from hejie.rooms.models import Guest, Happening, Minutes
from tests.apps.agreements.scene import REFUND
from tests.apps.rooms.conftest import BOTH_IN
from tests.apps.rooms.sitting import Sitting


def a_session(sitting: Sitting) -> None:
    """Both sides have come, an offer is made, there is a break, and it ends."""
    sitting.do("consumer", "say", text="我要退全款", to="all")
    sitting.scene.act("clerk", "make_offer", terms=[REFUND])
    sitting.do("mediator", "step_aside", side="complainant")
    sitting.do("consumer", "say", text="其实八百也行", to="complainant")
    sitting.do("mediator", "come_back")
    sitting.do("clerk", "leave")
    sitting.scene.act("mediator", "end_session", outcome="again")


over = BOTH_IN.then(a_session).fixture()


def test_the_draft_says_who_when_offers_and_breaks_and_not_what_was_said(over: Sitting) -> None:
    text = draft(over.scene.case)
    assert text.splitlines()[:3] == [
        "第 1 次调解会",
        "时间：2026-11-19 10:03 至 10:05",
        "到场：调解员 我（账号已实名）；消费者一方 我（视频里出示了身份证件）；商家一方 我（视频里出示了身份证件）",
    ]
    for words in (
        "商家提出方案：商家在协议生效后 7 天内退还货款 1,299 元",
        "休息；调解员和消费者一方单独沟通",
        "继续一起调解",
        "商家一方 我离开",
    ):
        assert words in text
    assert text.splitlines()[-1] == "结果：还要再谈一次"
    assert "退全款" not in text
    assert "八百" not in text


def test_each_side_confirms_and_a_new_text_is_confirmed_anew(both_in: Sitting) -> None:
    assert both_in.scene.refusal("mediator", "lay_minutes", text="还没结束就写的记录").code == "need:session_over"
    a_session(both_in)
    both_in.scene.act("mediator", "lay_minutes", text=draft(both_in.scene.case))
    read = {who: both_in.sees(who).minutes for who in ("mediator", "consumer", "officer")}
    assert read["officer"] is None
    assert read["consumer"]
    assert read["mediator"]
    assert read["consumer"].text == read["mediator"].text == read["mediator"].draft
    assert read["consumer"].draft == ""
    both_in.scene.act("consumer", "confirm_minutes")
    assert both_in.scene.refusal("consumer", "confirm_minutes").code == "need:not_confirmed_yet"
    both_in.scene.act("mediator", "lay_minutes", text="双方到场，商家出 1299 元，约下周再谈。")
    both_in.scene.act("consumer", "confirm_minutes", remarks="我没有同意运费自己出")
    both_in.scene.act("clerk", "confirm_minutes")
    assert (
        both_in.scene.refusal("mediator", "lay_minutes", text="又改了一遍的记录内容").code
        == "need:not_confirmed_by_all"
    )
    assert set(Minutes.objects.get().confirmed_by) == {"complainant", "respondent"}
    assert both_in.scene.history[-3:] == ["minutes_laid", "minutes_confirmed", "minutes_confirmed"]
    assert both_in.scene.broken_chain() is None


def test_the_words_of_a_room_go_with_the_case(over: Sitting) -> None:
    over.scene.act("mediator", "lay_minutes", text=draft(over.scene.case))
    over.scene.act("mediator", "terminate", ground="no_agreement", reasons="双方差得太远，谈不拢。")
    over.scene.act("mediator", "notify_termination")
    assert erase_case(case_id=over.scene.case.pk, now=over.scene.now)
    assert {row.body for row in Happening.objects.all()} == {None}
    assert {(guest.name, guest.person_id) for guest in Guest.objects.all()} == {("", None)}
    assert Minutes.objects.get().text == ""
    assert not RecordContent.objects.filter(record__case=over.scene.case).exists()
