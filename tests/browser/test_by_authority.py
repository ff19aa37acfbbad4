"""The trader stays silent, the authority takes over: accepted, mediated, signed by three, sealed, missed and kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from tests.browser.conftest import Enter
from tests.browser.filing import files_signed_in, matter_of
from tests.browser.looking import PHONE, shoot
from tests.browser.papers import is_genuine, paper_of
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
SHOPS = {PHONE: ("consumer", "云裳洗染店", "13800000612")}
THE_COURT_TAKES = 90_000  # milliseconds: two papers are printed and signed first
OTHER_SHOP = ("second_consumer", "青颜美容工作室", "13800000614")


def test_from_silence_to_a_kept_mediation_agreement(enter: Enter, size: tuple[int, int]) -> None:
    who, shop, shops_phone = SHOPS.get(size, OTHER_SHOP)
    consumer, trader, officer, mediator, stranger = enter(), enter(), enter(), enter(), enter()
    phones = {consumer: BY_KEY[who].phone, trader: shops_phone, mediator: BY_KEY["mediator"].phone}
    number = files_signed_in(consumer, matter_of(who, shop, goods="拌面", amount="380"))
    the_trader_only_looks(consumer, trader, number)
    the_consumer_turns_to_the_authority(consumer, trader, number)
    the_officer_takes_it(officer, consumer, number)
    they_mediate(mediator, consumer, trader, number, shops_phone)
    for signer, phone in phones.items():
        signer.go(f"/cases/{number}/sign/")
        signer.signs(phone)
    is_genuine(stranger, paper_of(consumer, number, "调解"))
    the_court_confirms(consumer, trader, number)
    a_promise_is_missed_and_kept(consumer, trader, number)


def the_trader_only_looks(consumer: Somebody, trader: Somebody, number: str) -> None:
    """The consumer hands over a link; the trader opens the case with it and says nothing."""
    consumer.go(f"/cases/{number}/")
    consumer.press("给商家一个打开案件的码")
    trader.go(consumer.page.get_by_text("/i/").first.inner_text())
    trader.sees("不答复会怎样")
    trader.press("打开案件")
    trader.reads_heading("请答复对方")


def the_consumer_turns_to_the_authority(consumer: Somebody, trader: Somebody, number: str) -> None:
    consumer.go(f"/cases/{number}/")
    consumer.follow("请市场监管部门处理")
    consumer.press("请市场监管部门处理")
    trader.sees("等待受理决定")


def the_officer_takes_it(officer: Somebody, consumer: Somebody, number: str) -> None:
    officer.signs_in_with_password("county")
    officer.go("/office/?view=received")
    expect(officer.page.locator("#pane")).not_to_contain_text("点一件")
    officer.page.locator("tr", has_text="青禾区局").locator("a:visible").first.click()
    officer.sees("不予受理，并告知理由")
    officer.look()
    shoot(officer.page, "officer")
    officer.go(f"/office/cases/{number}/")
    officer.decides("accept")
    consumer.sees("已受理")
    officer.decides("assign_mediator", mediator=BY_KEY["mediator"].name)
    consumer.sees("调解中")


def they_mediate(mediator: Somebody, consumer: Somebody, trader: Somebody, number: str, shops_phone: str) -> None:
    """Words, an offer and a shared draft; the mediator puts it to both sides. The link's holder gives one code."""
    mediator.signs_in_with_password("mediator")
    mediator.go("/rooms/")
    mediator.opens(number)
    mediator.says("两位好，材料我看过了，先各说一下底线。")
    consumer.sees("先各说一下底线")
    consumer.go(f"/cases/{number}/")
    consumer.follow("同意调解")
    consumer.press("同意调解")
    trader.go(f"/cases/{number}/")
    trader.follow("提出方案")
    trader.asks_for("refund", "300")
    trader.write("几天内办好", "0")
    trader.proves(shops_phone, "提出这个方案，请对方答复")
    mediator.sees("300.00")
    mediator.page.locator("#text-new").fill("商家退款时附一张手写的说明。")
    mediator.press("保存草稿")
    consumer.go(f"/cases/{number}/")
    consumer.press("同意第 1 版")
    trader.go(f"/cases/{number}/")
    trader.press("同意第 1 版")
    shoot(mediator.page, "mediator")
    mediator.page.locator("summary", has_text="定协议，请双方签名").click()
    mediator.press("按这个方案定协议")
    consumer.sees("看协议并签名")


def the_court_confirms(consumer: Somebody, trader: Somebody, number: str) -> None:
    """Both apply together; what the court says comes onto the page that is open."""
    consumer.go(f"/cases/{number}/")
    consumer.follow("提出一起申请司法确认")
    consumer.chooses_first("court")
    consumer.write("法院怎样联系您", "青禾区柳湾路 8 号")
    consumer.press("提出一起申请司法确认")
    trader.go(f"/cases/{number}/")
    trader.follow("同意，双方一起申请司法确认")
    trader.write("法院怎样联系您", "青禾区柳河路 88 号")
    trader.press("同意，双方一起申请司法确认")
    expect(consumer.page.locator("#court")).to_contain_text("法院裁定协议有效", timeout=THE_COURT_TAKES)
    consumer.follow("还有哪些路可以走")
    consumer.reads_heading("对方到时没办，就申请强制执行")
    assert consumer.page.get_by_role("heading", name="向法院起诉").count() == 0
    consumer.follow("回到案件")


def a_promise_is_missed_and_kept(consumer: Somebody, trader: Somebody, number: str) -> None:
    consumer.go(f"/cases/{number}/")
    consumer.follow("没收到")
    consumer.press("没收到")
    trader.go(f"/cases/{number}/")
    trader.sees("已告诉对方没收到")
    consumer.follow("收到了，这项办妥")
    consumer.press("收到了，这一项办妥了")
    trader.sees("已了结")
    expect(consumer.page.get_by_role("button", name="解决了").first).to_be_visible()
