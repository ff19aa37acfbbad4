"""One case at the office: who may read what, decisions through the page, days explained, papers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hejie.cases.models import Party
from hejie.rules.grounds import REFUSAL_ORDER_121
from hejie.rules.model import Role
from tests.apps.agreements.scene import REFUND, Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, RECEIVED, act, browser_of, number, queries_of

scene = RECEIVED.fixture()


def page(scene: Scene, who: str) -> str:
    return words(browser_of(scene.people[who]).get(f"/office/cases/{number(scene)}/"))


def test_the_officer_reads_what_the_law_asks(scene: Scene) -> None:
    shown = page(scene, "officer")
    assert "请决定是否受理" in shown
    assert "轮到您" in shown
    assert "《市场监督管理投诉举报处理办法》第十五条第一款" in shown
    assert "受理，并告知投诉人" in shown
    for ground in REFUSAL_ORDER_121.values():
        assert ground.zh in shown
    assert "怎么算出来的" in shown
    assert "第 7 个工作日" in shown


def test_identity_is_whole_for_the_handling_office_alone(scene: Scene) -> None:
    own, above = page(scene, "officer"), page(scene, "director")
    assert "林晓" in own
    assert "13800000916" in own
    assert "林**" in above
    assert "138****0916" in above
    assert "13800000916" not in above
    assert "您可以看，不能代办" in above


CARD, PASSPORT = ("resident_card", "110101199003074514"), ("passport", "C01X00T47")


@pytest.mark.parametrize(
    ("paper", "checked", "own", "above"),
    [
        (CARD, "checked", "居民身份证 110101199003074514 ", "居民身份证 110101********4514 "),
        (CARD, None, "4514（未核验）", "4514（未核验）"),
        (PASSPORT, None, "护照 C01X00T47（未核验）", "护照 ******T47（未核验）"),
    ],
)
def test_the_officer_sees_which_paper_it_is_and_whether_it_was_checked(
    scene: Scene, paper: tuple[str, str], checked: str | None, own: str, above: str
) -> None:
    side = Party.objects.get(case=scene.case, side=Role.COMPLAINANT)
    side.id_kind, side.id_number = paper
    side.identity_checked_at = scene.now if checked else None
    side.save()
    assert own in page(scene, "officer")
    assert above in page(scene, "director")
    assert "要求提供身份证明" in page(scene, "officer"), "whoever doubts may ask (Article 10)"


@pytest.mark.parametrize("who", ["consumer", "clerk", "stranger"])
def test_the_desk_is_closed_to_sides_and_strangers(scene: Scene, who: str) -> None:
    assert browser_of(scene.people[who]).get(f"/office/cases/{number(scene)}/").status_code == 404
    assert browser_of(scene.people[who]).get(f"/office/cases/{number(scene)}/pane/").status_code == 404


def test_accepting_and_assigning_through_the_page(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    done = act(officer, scene, "accept")
    assert done.headers["Location"] == f"/office/cases/{number(scene)}/"
    assert scene.state == "accepted"
    assert "何平" in page(scene, "officer")
    act(officer, scene, "assign_mediator", mediator=str(scene.people["mediator"].pk))
    assert scene.state == "mediating"
    assert "指定了调解员" in page(scene, "officer")


def test_a_refusal_without_reasons_comes_back_with_its_ground(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    again = act(officer, scene, "refuse", ground="over_three_years", reasons="短")
    assert again.status_code == 422
    assert 'value="over_three_years" checked' in again.content.decode()
    assert scene.state == "received"
    act(officer, scene, "refuse", ground="over_three_years", reasons="事情发生在四年以前，已经超过三年。")
    assert scene.state == "refused"
    shown = page(scene, "officer")
    assert "不予受理" in shown
    assert "制作中" in shown
    assert "事情发生在四年以前" in shown


def test_identity_may_be_asked_for_and_the_case_sent_back(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    day = (scene.now.date() + timedelta(days=5)).isoformat()  # within the seven working days
    act(officer, scene, "request_identity", by_date=day, reason="姓名和证件号对不上")
    assert "要求提供身份证明" in page(scene, "officer")
    assert "最后一天由通知书写明" in page(scene, "officer")
    act(officer, scene, "return_case", reason="商家不在本辖区")
    director = browser_of(scene.people["director"])
    act(director, scene, "dispatch", office=str(scene.county.pk))
    assert scene.state == "received"


def test_not_reached_silent_and_answered_are_said_apart(scene: Scene) -> None:
    scene.mediate()
    assert "还没看到通知" in page(scene, "officer")
    scene.act("clerk", "make_offer", terms=[REFUND])
    assert "第一次答复" in page(scene, "officer")
    scene.act("clerk", "decline_mediation")
    assert "明确不同意调解" in page(scene, "officer")


@pytest.mark.parametrize("path", ["", "pane/"])
def test_the_page_asks_little_of_the_database(scene: Scene, path: str) -> None:
    scene.mediate()
    response, count = queries_of(browser_of(scene.people["officer"]), f"/office/cases/{number(scene)}/{path}")
    assert response.status_code == 200
    assert count <= MOST_QUERIES


def test_the_pane_has_summary_and_decisions_without_a_frame(scene: Scene) -> None:
    pane = browser_of(scene.people["officer"]).get(f"/office/cases/{number(scene)}/pane/").content.decode()
    assert "<html" not in pane
    assert 'data-key="a"' in pane
    assert 'data-key="r"' in pane


def test_the_first_contact_is_named_for_the_office_and_those_above(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    act(officer, scene, "assign_officer", officer=str(scene.people["officer"].pk))
    assert "首问：周正" in page(scene, "officer")
    assert "首问：周正" in page(scene, "director")


def test_the_turn_is_yours_only_where_you_have_the_act(scene: Scene) -> None:
    """The head stands beside the officer on the rail, and decides nothing about acceptance."""
    assert "轮到您" in page(scene, "officer")
    head = page(scene, "head")
    assert "决定是否受理" in head
    assert "轮到您" not in head


def test_what_is_late_is_counted_in_the_same_days_everywhere_and_what_fell_away_was_not_done(scene: Scene) -> None:
    scene.now -= timedelta(days=20)
    scene.file("authority")
    by_date = (scene.now + timedelta(days=3)).date().isoformat()
    scene.act("officer", "request_identity", by_date=by_date, reason="身份证复印件")
    shown = page(scene, "officer")
    assert "个工作日逾期" in shown
    assert " 天逾期" not in shown
    scene.act("officer", "accept")
    after = page(scene, "officer")
    assert "不用再办" in after
    assert "已办好 不用再办" not in after
