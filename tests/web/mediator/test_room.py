"""The mediator's room: both sides' offers with the gap, the shared draft, settling, and who may come in."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hejie.cases.models import Party
from hejie.drafting.clauses import first_draft
from hejie.drafting.queries import draft_of
from tests.apps.agreements.scene import LESS, REFUND, Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words

MOST_QUERIES = 12


@pytest.fixture
def room(scene: Scene) -> Client:
    """The mediator's browser, with a case in mediation."""
    return sit_down(scene.people["mediator"])


def address(scene: Scene) -> str:
    return f"/rooms/{number(scene.case)}/"


def draft_address(scene: Scene) -> str:
    return f"/cases/{number(scene.case)}/draft/"


def test_the_list_holds_own_cases_alone(scene: Scene, room: Client) -> None:
    mine = scene.case
    scene.file("authority")

    page = words(room.get("/rooms/"))

    assert number(mine) in page
    assert number(scene.case) not in page
    assert "轮到您" in page


def test_an_offer_on_the_table_gives_the_turn_to_a_side(scene: Scene, room: Client) -> None:
    scene.act("clerk", "make_offer", terms=[LESS])

    assert number(scene.case) not in words(room.get("/rooms/?tab=mine"))
    assert "商家出 ¥900.00，等消费者答复" in words(room.get("/rooms/"))


def test_the_consumer_asks_for_money_and_does_not_pay_it(scene: Scene, room: Client) -> None:
    scene.act("consumer", "make_offer", terms=[REFUND])

    assert "消费者要 ¥1,299.00，等商家答复" in words(room.get("/rooms/"))


def test_an_offer_without_money_names_no_sum(scene: Scene, room: Client) -> None:
    scene.act("clerk", "make_offer", terms=[{"kind": "exchange", "within_days": 7}])

    page = words(room.get("/rooms/"))

    assert "商家提了方案，等消费者答复" in page
    assert "¥0.00" not in page


def test_before_any_offer_the_room_shows_what_was_asked(scene: Scene, room: Client) -> None:
    page = words(room.get(address(scene)))

    assert "投诉时要求的 ¥1,299.00" in page
    assert "还没提过方案" in page
    assert "双方还差" not in page


def test_both_offers_stand_side_by_side_with_the_gap(scene: Scene, room: Client) -> None:
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "make_offer", terms=[{**REFUND, "amount": "1200.00"}])

    page = words(room.get(address(scene)))

    assert "最后一次提的方案 ¥900.00" in page
    assert "提出的方案，等对方答复 ¥1,200.00" in page
    assert "双方还差 ¥300.00" in page


def test_not_reached_silent_and_refused_are_three_facts(scene: Scene, room: Client) -> None:
    assert "还没看到通知" in words(room.get(address(scene)))

    Party.objects.filter(case=scene.case, side="respondent").update(reached_at=scene.now)
    assert "看到了，还没有答复" in words(room.get(address(scene)))

    scene.act("consumer", "make_offer", terms=[REFUND])
    scene.act("clerk", "reject_offer", reason="太多了")
    page = words(room.get(address(scene)))
    assert "第一次答复" in page
    assert "拒绝过 1 个方案" in page


def test_consents_are_shown_for_each_side(scene: Scene, room: Client) -> None:
    scene.act("consumer", "consent_mediation")

    page = words(room.get(address(scene)))

    assert page.count("同意调解") - page.count("不同意调解") >= 1
    assert "还没表态" in page


def save(client: Client, scene: Scene, text: str, version: int) -> HttpResponse:
    """A clause more, written by somebody who had this version before them."""
    return client.post(draft_address(scene), {"text-new": text, "version": str(version)})


def test_the_draft_is_saved_for_everybody(scene: Scene, room: Client) -> None:
    save(room, scene, "先打电话，再上门。", 0)

    assert "先打电话，再上门。" in words(sit_down(scene.people["clerk"]).get(f"/desk/cases/{number(scene.case)}/"))
    assert "第 1 版" in words(room.get(address(scene)))


def test_an_empty_draft_is_not_saved(scene: Scene, room: Client) -> None:
    save(room, scene, "", 0)

    assert draft_of(scene.case.pk) is None


def test_settling_starts_from_the_last_offer(scene: Scene, room: Client) -> None:
    scene.act("clerk", "make_offer", terms=[LESS])

    page = room.get(address(scene)).content.decode()
    form = page[page.index('id="propose"') :]

    assert 'value="900.00"' in form[: form.index("</form>")]


def test_the_mediator_settles_and_the_signatures_are_awaited(scene: Scene, room: Client) -> None:
    typed = {"terms-0-kind": "refund", "terms-0-amount": "1000", "terms-0-within_days": "7"}

    answer = room.post(f"/cases/{number(scene.case)}/moves/propose_agreement/", typed)

    assert answer.url == address(scene)  # type: ignore[attr-defined]
    assert scene.state == "signing"
    page = words(room.get(address(scene)))
    assert page.count("还没签") >= 3
    assert "1,000 元" in page


def test_termination_asks_for_a_ground_and_reasons(scene: Scene, room: Client) -> None:
    target = f"/cases/{number(scene.case)}/moves/terminate/"

    refused = room.post(target, {"reasons": "双方差得太远，谈不拢了。"})
    assert refused.status_code == 422
    assert "双方差得太远" in words(refused)
    assert scene.state == "mediating"
    assert "法定情形" in words(room.get(target))


@pytest.mark.parametrize("who", ["consumer", "clerk", "officer"])
def test_the_room_is_for_its_mediator_alone(scene: Scene, room: Client, who: str) -> None:
    assert sit_down(scene.people[who]).get(address(scene)).status_code == 404
    assert sit_down(scene.people[who]).get("/rooms/").status_code == 404
    assert Client(HTTP_HOST="localhost").get(address(scene)).status_code == 404


def test_strangers_do_not_reach_the_draft(scene: Scene, room: Client) -> None:
    assert Client(HTTP_HOST="localhost").get(draft_address(scene)).status_code == 404
    answer = sit_down(scene.people["officer"]).post(draft_address(scene), {"text-new": "插一句", "version": "0"})

    assert draft_of(scene.case.pk) is None
    assert answer.status_code == 302


def test_the_room_costs_few_queries(
    scene: Scene, room: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(room, scene, "先打电话。", 0)
    scene.act("clerk", "make_offer", terms=[LESS])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert room.get(address(scene)).status_code == 200
    with django_assert_max_num_queries(12):
        assert room.get("/rooms/").status_code == 200


def test_an_oral_agreement_begins_with_the_draft_or_the_last_offer_and_is_followed_in_the_room(
    scene: Scene, room: Client
) -> None:
    form = f"/cases/{number(scene.case)}/moves/record_oral/"
    for who in ("consumer", "clerk"):
        scene.act(who, "consent_mediation")
    scene.act("clerk", "make_offer", terms=[LESS])
    assert 'value="900.00"' in section(room.get(address(scene)), "oral")
    scene.act("mediator", "edit_draft", clauses=first_draft([REFUND]))
    for page in (section(room.get(address(scene)), "oral"), room.get(form).content.decode()):
        assert 'value="1299.00"' in page
        assert 'value="900.00"' not in page
    scene.act("consumer", "reject_offer", reason="太少了")
    scene.act("mediator", "record_oral", terms=[REFUND], read=True)
    page = room.get(address(scene))
    assert words(page).count("还没回答") == 2
    assert "看协议全文并签名" not in words(page)
    live = room.get(f"{address(scene)}in/").content.decode()
    assert all(f'<section id="{panel}"' in live for panel in ("oral", "minutes", "meeting"))


def test_the_officer_arranges_the_meeting_as_the_mediator_does(scene: Scene, room: Client) -> None:
    officer, page = sit_down(scene.people["officer"]), f"/office/cases/{number(scene.case)}/"
    move = f"/cases/{number(scene.case)}/moves/propose_times/"
    shown = section(officer.get(page), "meeting")
    assert f'href="{move}"' not in officer.get(page).content.decode()
    times = re.findall(r'name="times" value="([^"]+)" checked', shown)
    answer = officer.post(move, {"times": times, "recusal_days": "3"})
    assert answer.headers["Location"] == f"{page}#meeting"
    assert "还没选的：投诉人、被投诉人" in words(officer.get(page))
    assert section(officer.get(page), "meeting").count("还没有人选") == 3


def section(response: HttpResponse, name: str) -> str:
    """One part of a page."""
    found = re.search(rf'<section id="{name}".*?</section>', response.content.decode(), re.DOTALL)
    assert found
    return found[0]
