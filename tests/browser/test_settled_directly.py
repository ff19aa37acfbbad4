"""A consumer and a member settle by themselves: from the guide to the last promise, live on both screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from hejie.rules.clock import shanghai_date
from tests.browser.conftest import Enter
from tests.browser.filing import Matter, files, matter_of
from tests.browser.looking import PHONE, shoot
from tests.browser.papers import a_flipped_byte_is_found, is_genuine, paper_of
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
PEOPLE = {PHONE: ("consumer", "clerk", "云汀晴禾家电有限公司")}
OTHERS = ("second_consumer", "other_clerk", "云汀悦动体育有限公司")


def test_from_the_guide_to_a_kept_agreement(enter: Enter, photo: Path, size: tuple[int, int]) -> None:
    who, answers, trader = PEOPLE.get(size, OTHERS)
    visitor, consumer, clerk, stranger = enter(), enter(), enter(), enter()
    number = a_visitor_files(visitor, matter_of(who, trader), photo)
    consumer.signs_in_by_phone(BY_KEY[who].phone)
    consumer.go(f"/cases/{number}/")
    clerk.signs_in_with_password(BY_KEY[answers].username)
    they_agree(consumer, clerk, number)
    they_sign(consumer, BY_KEY[who].phone, clerk, BY_KEY[answers].phone, number)
    paper = paper_of(consumer, number, "和解协议")
    is_genuine(stranger, paper)
    shoot(stranger.page, "paper")
    a_flipped_byte_is_found(stranger, paper)
    they_perform_and_rate(consumer, clerk, number)


def a_visitor_files(visitor: Somebody, matter: Matter, photo: Path) -> str:
    visitor.go("/")
    shoot(visitor.page, "visitor")
    visitor.follow("类问题")
    visitor.follow("质量")
    visitor.follow("按这类问题投诉")
    visitor.follow("投诉")
    number = files(visitor, matter, photo)
    visitor.look()
    visitor.reads_heading("已提交")
    visitor.sees("现在轮到商家答复")
    return number


def they_agree(consumer: Somebody, clerk: Somebody, number: str) -> None:
    """An offer, a counter-offer and its acceptance; the consumer's page renews itself throughout."""
    clerk.go("/desk/")
    clerk.opens(number)
    clerk.asks_for("refund", "１，０００")
    difference = clerk.page.locator("[data-difference]")
    expect(difference).to_have_text("您出的少 ¥299.00。")
    clerk.asks_for("refund", "9,00")  # nine, or nine hundred: the server will ask
    expect(difference).to_be_empty()
    clerk.asks_for("refund", "900")
    clerk.press("提出这个方案，请对方答复")
    consumer.sees("900.00")  # without a reload
    consumer.look()
    shoot(consumer.page, "consumer")
    shoot(clerk.page, "trader")
    consumer.follow("提我的方案")
    consumer.asks_for("return_refund", "1199")
    consumer.press("提出这个方案，请对方答复")
    clerk.sees("1,199")
    clerk.look()
    clerk.follow("接受，就这么办")
    clerk.press("接受，就这么办")
    consumer.sees("看协议并签名")


def they_sign(consumer: Somebody, phone: str, clerk: Somebody, clerks_phone: str, number: str) -> None:
    consumer.follow("看协议并签名")
    consumer.signs(phone)
    clerk.go(f"/cases/{number}/sign/")
    clerk.signs(clerks_phone)
    consumer.sees("履行中")


def they_perform_and_rate(consumer: Somebody, clerk: Somebody, number: str) -> None:
    """The goods are sent and come back, then the money; each receiver ticks, and both say how it went."""
    consumer.follow("已经寄出，告诉对方")
    consumer.write("哪天寄出或者送去的", shanghai_date(timezone.now()).isoformat())
    consumer.press("东西寄出了，告诉对方")
    consumer.sees("已寄出，等确认")
    clerk.go(f"/desk/cases/{number}/")
    clerk.follow("收到了，这一项办妥了")
    clerk.page.locator("input[name=promise]").first.check()
    clerk.press("收到了，这一项办妥了")
    consumer.sees("收到了，这项办妥")
    consumer.follow("收到了，这项办妥")
    consumer.sees("确认后案件就了结")
    consumer.press("收到了，这一项办妥了")
    consumer.sees("已了结")
    consumer.rates(5)
    clerk.go(f"/desk/cases/{number}/")
    clerk.follow("评价这次处理")
    clerk.page.locator("input[name=solved][value=solved]").check()
    clerk.page.locator("input[name=score][value='4']").check()
    clerk.press("评价这次处理")
    clerk.sees("已办好：评价这次处理")
