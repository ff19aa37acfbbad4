"""A call becomes a case; the caller, who had no account, follows the text message and goes on alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
NAME = "何田田"
CALL = {
    "name": NAME,
    "address": "青禾区柳湾路 3 号",
    "goods": "除湿机",
    "story": "买了九天水箱漏水，客服只肯修，要求退货退款。",
    "wanted-0-amount": "1299",
}


def test_who_called_the_hotline_goes_on_with_an_account_of_their_own(enter: Enter, size: tuple[int, int]) -> None:
    operator, caller = enter(), enter()
    phone = f"1390000{size[0]:04}"
    number = takes_the_call(operator, phone)

    caller.go(f"/cases/{number}/")
    caller.follow("登录后再看")
    caller.page.locator("#id_phone").fill(phone)
    caller.press("发验证码给我")
    caller.page.locator("[name=code]").fill(caller.demo.code(phone))
    caller.press("登录")
    caller.reads_heading("替您登记的案件")
    says_another_name(caller)
    caller.write("登记时说的姓名", NAME)
    caller.press("打开案件")
    caller.sees(f"打开了：{number}")
    caller.opens(number)
    caller.reads_heading("除湿机：质量问题")
    caller.sees("您用自己的账户打开了案件")


def takes_the_call(operator: Somebody, phone: str) -> str:
    """Typed while it is said; the number that is read out."""
    operator.signs_in_with_password("operator")
    operator.go("/hotline/")
    page = operator.page
    page.locator("#entry-phone").fill(phone)
    page.locator("#entry-q").fill("晴禾")
    page.get_by_text("云汀晴禾家电有限公司").first.click()
    for name, text in CALL.items():
        page.locator(f"[name='{name}']").first.fill(text)
    page.locator("[name=category]").select_option("appliances")
    page.locator("[name=problem]").select_option("quality")
    page.locator("[name='wanted-0-kind']").select_option("refund")
    page.locator("[name=read_back]").check()
    operator.press("登记投诉，报出案件号")
    found = re.search(r"\d{4}-\d{4}-\d{4}", page.locator("main").inner_text())
    assert found, "no number to read out"
    return found[0]


def says_another_name(caller: Somebody) -> None:
    caller.write("登记时说的姓名", "何甜甜")
    with caller.page.expect_navigation():
        caller.page.get_by_role("button", name="打开案件").click()
    caller.look()
    caller.sees("和登记的姓名对不上")
    expect(caller.page.locator("#filed-name")).to_have_value("何甜甜")
