"""One case on the trader's desk: reading it, answering, making an offer, using a template, writing the draft."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hejie.drafting.queries import draft_of
from hejie.negotiation.queries import live_offer
from hejie.rules.model import Role
from hejie.traders.actions import save_template
from hejie.traders.models import Trader
from tests.apps.agreements.scene import LESS, REFUND, SCENE, Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words
from tests.web.desks import browser_of, file_directly

MOST_QUERIES = 12


scene = SCENE.then(file_directly).fixture()


@pytest.fixture
def desk(scene: Scene) -> Client:
    return sit_down(scene.people["clerk"])


def page_of(scene: Scene, desk: Client, query: str = "") -> str:
    return desk.get(f"/desk/cases/{number(scene.case)}/{query}").content.decode()


def form_at(page: str, action: str, having: str = "") -> dict[str, str]:
    """The hidden values of the form that posts there, as a browser would send them."""
    forms = re.findall(rf'<form method="post" action="{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    form = next(one for one in forms if having in one)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_the_page_says_what_is_asked_whose_turn_it_is_and_by_when(scene: Scene, desk: Client) -> None:
    page = words(desk.get(f"/desk/cases/{number(scene.case)}/"))

    assert "轮到您" in page
    assert "12月3日" in page
    assert "买了三天就不加热了" in page
    assert "一共要 ¥1,299.00" in page


def test_a_wish_for_an_exchange_is_told_in_words_not_as_zero_yuan(scene: Scene, desk: Client) -> None:
    scene.file(wanted=[{"kind": "exchange", "within_days": 7}])
    asked, page = words(desk.get(f"/desk/cases/{number(scene.case)}/")), page_of(scene, desk)
    scene.act("clerk", "make_offer", terms=[LESS])
    offered = words(desk.get(f"/desk/cases/{number(scene.case)}/"))
    to_consumer = words(browser_of(scene.people["consumer"]).get(f"/cases/{number(scene.case)}/"))

    assert "更换同款商品" in asked
    assert "一共要" not in asked
    assert 'id="offer-form"' in page
    assert "data-difference" not in page
    assert "消费者要的不是钱，是换货" in offered
    assert "您要的不是钱，是换货" in to_consumer
    assert "比您要的" not in to_consumer


def test_an_offer_is_made_on_the_page_itself(scene: Scene, desk: Client) -> None:
    address = f"/cases/{number(scene.case)}/moves/make_offer/"
    typed = {"terms-0-kind": "refund", "terms-0-amount": "900", "note": "外箱缺失，折价。"}

    answer = desk.post(address, form_at(page_of(scene, desk), address, 'id="make_offer-terms-0-kind"') | typed)

    assert answer.url.startswith(f"/desk/cases/{number(scene.case)}/")
    offer = live_offer(scene.case.pk)
    assert offer
    assert (offer.total, offer.by, offer.note) == (Decimal("900.00"), Role.RESPONDENT, "外箱缺失，折价。")
    assert "比消费者要的少 399 元" in words(desk.get(answer.url))


def test_a_wrong_offer_loses_nothing(scene: Scene, desk: Client) -> None:
    address = f"/cases/{number(scene.case)}/moves/make_offer/"

    answer = desk.post(address, {"terms-0-kind": "refund", "terms-0-amount": "-5", "terms-0-note": "原路退回"})

    assert answer.status_code == 422
    assert 'value="-5"' in answer.content.decode()
    assert 'value="原路退回"' in answer.content.decode()
    assert live_offer(scene.case.pk) is None


def test_all_that_is_asked_is_offered_in_one_press(scene: Scene, desk: Client) -> None:
    address = f"/cases/{number(scene.case)}/moves/make_offer/"

    desk.post(address, form_at(page_of(scene, desk), address, 'type="hidden" name="terms-0-kind"'))

    offer = live_offer(scene.case.pk)
    assert offer
    assert offer.terms == (REFUND,)
    assert offer.difference == 0


def test_the_offer_of_the_consumer_is_answered_not_repeated(scene: Scene, desk: Client) -> None:
    """Meeting it in full is accepting it: no second offer of the same stands beside the answer."""
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "make_offer", terms=[REFUND])

    page = page_of(scene, desk)

    assert f"/cases/{number(scene.case)}/moves/accept_offer/" in page
    assert "全部同意" not in page


def test_a_template_fills_the_box_without_script(scene: Scene, desk: Client) -> None:
    kept = save_template(trader_id=Trader.objects.get().pk, title="先致歉", text="给您添麻烦了。", now=scene.now)

    page = page_of(scene, desk, f"?template={kept.pk}")

    assert re.search(r'<textarea id="say-text"[^>]*>给您添麻烦了。</textarea>', page)
    assert f'<option value="{kept.pk}" data-text="给您添麻烦了。" selected>' in page


def test_the_draft_of_the_agreement_is_written_by_the_trader_too(scene: Scene, desk: Client) -> None:
    scene.mediate()
    address = f"/cases/{number(scene.case)}/draft/"
    hidden = form_at(page_of(scene, desk), address)

    desk.post(address, hidden | {"text-new": "商家上门前先打电话。"})

    draft = draft_of(scene.case.pk)
    assert draft
    assert (draft.text, draft.version, draft.edited_by) == ("商家上门前先打电话。", 1, Role.RESPONDENT)
    assert "商家上门前先打电话。" in page_of(scene, desk)


def test_only_the_trader_has_this_page(scene: Scene) -> None:
    scene.mediate()
    address = f"/desk/cases/{number(scene.case)}/"

    for who in ("consumer", "officer", "mediator", "director"):
        assert sit_down(scene.people[who]).get(address).status_code == 404, who
    assert Client(HTTP_HOST="localhost").get(address).status_code == 404


@pytest.mark.parametrize("stage", ["file", "mediate", "settle"])
def test_the_page_costs_few_queries(
    scene: Scene, desk: Client, stage: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    getattr(scene, stage)()
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(f"/desk/cases/{number(scene.case)}/").status_code == 200
