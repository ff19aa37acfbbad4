"""A code to a number that nobody used for three months: its owner says the name, its new holder lets the account go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.looking import PHONE
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
OWN, NEW = ("13900000501", "13900000502"), ("13900000503", "13900000504")  # one for each size


def of_size(phones: tuple[str, str], size: tuple[int, int]) -> str:
    return phones[size == PHONE]


def test_its_owner_says_the_name_and_is_asked_no_more(enter: Enter, size: tuple[int, int]) -> None:
    owner = enter()
    owner.signs_in_by_phone(of_size(OWN, size))
    owner.reads_heading("填账户的姓名")
    says_another_name(owner)
    owner.write("账户登记的姓名", "岑远归")
    owner.press("登录")
    owner.reads_heading("我的案件")

    again = enter()
    again.signs_in_by_phone(of_size(OWN, size))
    again.reads_heading("我的案件")


def test_its_new_holder_lets_the_account_go(enter: Enter, size: tuple[int, int]) -> None:
    holder = enter()
    holder.signs_in_by_phone(of_size(NEW, size))
    holder.unfolds("这个账户不是我的")
    holder.press("分开")
    holder.sees("这个号码已和原来的账户分开")
    holder.go("/my/")
    holder.reads_heading("用手机号登录")


def says_another_name(owner: Somebody) -> None:
    owner.write("账户登记的姓名", "岑归远")
    with owner.page.expect_navigation():
        owner.page.get_by_role("button", name="登录").first.click()
    owner.look()
    owner.sees("和账户登记的姓名对不上")
    expect(owner.page.locator("#account-name")).to_have_value("岑归远")
