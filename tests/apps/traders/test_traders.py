"""Traders, their membership, promises, clerks and templates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from stdnum.cn import uscc

from hejie.people.access import actor_for_person
from hejie.people.actions import register_person
from hejie.places.actions import invent_regions
from hejie.traders import actions, queries
from hejie.traders.models import Membership, Trader

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def shop(now: datetime) -> Trader:
    invent_regions(
        rows=[
            ("990000", "云青省", "province", None),
            ("990100", "蓝田市", "city", "990000"),
            ("990101", "云溪区", "county", "990100"),
        ]
    )
    return actions.register_trader(
        now=now, name="云青好味食品有限公司", short_name="好味食品", kind="company", region_code="990101",
        address="云溪区东街 8 号", contact_phone="+86 139 0000 0001",
    )  # fmt: skip


def test_the_card_says_what_everybody_may_know(shop: Trader, now: datetime, django_assert_num_queries: Any) -> None:
    actions.admit_member(trader=shop, now=now, commitments=["no_reason_return"])
    with django_assert_num_queries(1):
        card = queries.trader_card(shop.pk)
    assert card is not None
    assert (card.name, card.short_name, card.region) == ("云青好味食品有限公司", "好味食品", "云青省蓝田市云溪区")
    assert (card.is_member, card.member_since) == (True, now)
    assert [promise.label.en for promise in card.promises] == ["Seven-day return without reason in shops"]
    assert "139" not in repr(card)


def test_there_is_no_card_of_an_unknown_trader(shop: Trader) -> None:
    assert queries.trader_card(type(shop.pk)(int=1)) is None


def test_a_wrong_check_digit_is_refused_with_what_to_do(shop: Trader, now: datetime) -> None:
    body = "91990101MA0000001"
    right = uscc.calc_check_digit(body)
    wrong = "A" if right != "A" else "B"
    with pytest.raises(actions.TraderRefused, match="营业执照") as caught:
        actions.register_trader(now=now, name="某店", kind="company", region_code="990101", credit_code=body + wrong)
    assert caught.value.problem.field == "credit_code"
    kept = actions.register_trader(
        now=now, name="某店", kind="company", region_code="990101", credit_code=(body + right).lower()
    )
    assert kept.credit_code == body + right


@pytest.mark.parametrize("department", ["N2", "A1", "Y1"])
def test_departments_with_a_letter_give_credit_codes_too(department: str, shop: Trader, now: datetime) -> None:
    """A rural collective's shop is registered by the agriculture department (GB 32100)."""
    body = f"{department}990101MF0000001"
    code = body + uscc.calc_check_digit(body)
    kept = actions.register_trader(now=now, name="某村合作社", kind="company", region_code="990101", credit_code=code)
    assert kept.credit_code == code
    assert queries.code_problem(code) is None


def test_membership_is_open_once_ends_with_its_promises_and_may_begin_again(shop: Trader, now: datetime) -> None:
    first = actions.admit_member(trader=shop, now=now, commitments=["advance_compensation"])
    assert actions.admit_member(trader=shop, now=now + DAY) == first
    assert actions.end_membership(trader=shop, reason="主动退出", now=now + 2 * DAY)
    assert not actions.end_membership(trader=shop, reason="再退一次", now=now + 3 * DAY)
    card = queries.trader_card(shop.pk)
    assert card is not None
    assert (card.is_member, card.promises) == (False, ())
    actions.admit_member(trader=shop, now=now + 4 * DAY)
    assert queries.is_member(shop.pk)
    assert Membership.objects.get(until__isnull=False).ended_reason == "主动退出"


def test_the_database_itself_refuses_a_second_open_membership(shop: Trader, now: datetime) -> None:
    actions.admit_member(trader=shop, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(trader=shop, since=now)


def test_a_clerk_acts_for_the_trader_until_removed(shop: Trader, now: datetime, django_assert_num_queries: Any) -> None:
    clerk = register_person(now=now, name="赵客服", username="zhao", password="correct horse battery")
    actions.add_clerk(trader=shop, person=clerk, now=now)
    actions.add_clerk(trader=shop, person=clerk, now=now + DAY)
    with django_assert_num_queries(1):
        actor = actor_for_person(clerk)
    assert actor.trader_ids == {shop.pk}
    assert actor.is_staff
    assert list(queries.clerks_of(shop.pk)) == [clerk]
    actions.remove_clerk(trader=shop, person=clerk, now=now + DAY)
    assert actor_for_person(clerk).trader_ids == frozenset()


def test_a_template_is_overwritten_by_its_title_and_belongs_to_one_trader(shop: Trader, now: datetime) -> None:
    other = actions.register_trader(now=now, name="青禾小站", kind="company", region_code="990101")
    actions.save_template(trader_id=shop.pk, title=" 退款 ", text="您好\u202e，\r\n马上退。", now=now)
    kept = actions.save_template(trader_id=shop.pk, title="退款", text="您好，今天退。", now=now + DAY)
    assert [(t.title, t.text) for t in queries.templates_of([shop.pk])] == [("退款", "您好，今天退。")]
    actions.remove_template(trader_id=other.pk, template_id=kept.pk)
    assert queries.templates_of([shop.pk]).count() == 1


def test_a_platform_is_nobodys_seller(shop: Trader, now: datetime) -> None:
    platform = actions.register_trader(
        now=now, name="云青易购平台", kind="company", region_code="990101", is_platform=True
    )
    seller = actions.register_trader(now=now, name="阿青杂货", kind="person", region_code="990101", platform=platform)
    card = queries.trader_card(seller.pk)
    assert card is not None
    assert card.platform == "云青易购平台"
    with pytest.raises(IntegrityError), transaction.atomic():
        Trader.objects.filter(pk=platform.pk).update(platform=seller)
