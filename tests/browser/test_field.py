"""A station officer on a phone: the list at the station, a visit without a signal, and the network coming back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.looking import PHONE
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
A_PHONE: dict[str, Any] = {"viewport": {"width": PHONE[0], "height": PHONE[1]}, "has_touch": True, "is_mobile": True}
A_DRAWING = re.compile("^data:image/png;base64,")
FINDINGS = "店里仍在卖同一批货，标签上没有厂名；店长说进货单在总店。"


def test_a_visit_without_a_signal_reaches_the_case_once(enter: Enter, photo: Path) -> None:
    officer = enter(**A_PHONE)
    officer.signs_in_with_password("station")
    number = puts_a_case_on_the_list(officer)
    page = officer.page
    expect(page.locator("[data-field]")).to_have_attribute("data-kept", "yes")
    officer.context.set_offline(True)
    page.goto("/field/")
    officer.sees("没有网络")
    page.goto(f"/field/cases/{number}/")
    writes_the_visit(officer, photo)
    page.reload()
    finds_the_draft_again(officer)
    page.get_by_role("button", name="记进案件").click()
    page.wait_for_url("**/field/")
    officer.sees("已存在手机里")
    officer.look()
    officer.context.set_offline(False)
    officer.sees("已记进案件")
    page.goto("/field/")
    expect(page.locator("[data-kept-list] li")).to_have_count(0)
    assert visits(officer, number) == 1
    officer.look()


def puts_a_case_on_the_list(officer: Somebody) -> str:
    officer.go("/office/?view=received")
    page = officer.page
    number = page.locator("[name=case]").first.get_attribute("value")
    assert number
    page.locator("[name=case]").first.check()
    page.get_by_role("button", name="放进今天的走访").click()
    page.wait_for_url("**/bulk/**")
    officer.press("放进今天的走访")
    officer.sees("计划走访")
    return number


def writes_the_visit(officer: Somebody, photo: Path) -> None:
    page = officer.page
    page.get_by_label("见到了谁").fill("店长王某")
    page.get_by_label("看到和听到的").fill(FINDINGS)
    page.get_by_role("radio", name="当场签字").check()
    page.locator("[data-camera]").set_input_files(photo)
    expect(page.locator("[data-photos] img")).to_have_count(1)
    officer.draws_the_name()
    expect(page.locator("[name=drawing]")).to_have_value(A_DRAWING)
    expect(page.locator("form[aria-busy=true]")).to_have_count(0)  # the phone has kept it


def finds_the_draft_again(officer: Somebody) -> None:
    page = officer.page
    expect(page.get_by_label("看到和听到的")).to_have_value(FINDINGS)
    expect(page.locator("[data-photos] img")).to_have_count(1)
    expect(page.locator("[name=drawing]")).to_have_value(A_DRAWING)
    expect(page.get_by_role("radio", name="当场签字")).to_be_checked()


def visits(officer: Somebody, number: str) -> int:
    """How often the visit stands in the case, as the server tells past the phone's own pages."""
    return officer.context.request.get(f"/field/cases/{number}/").text().count(FINDINGS)


def test_what_the_office_refuses_stays_on_the_phone_with_the_reason(enter: Enter) -> None:
    officer = enter(**A_PHONE)
    officer.signs_in_with_password("station")
    number = puts_a_case_on_the_list(officer)
    page = officer.page
    page.goto(f"/field/cases/{number}/")
    page.get_by_label("见到了谁").fill("店长王某")
    page.get_by_label("看到和听到的").fill("没人")
    page.get_by_role("radio", name="不愿意签字").check()
    page.get_by_role("button", name="记进案件").click()
    officer.sees("没有交上去，写的都还在")
    page.locator("[data-kept-list] a").click()
    expect(page.get_by_label("看到和听到的")).to_have_value("没人")
    page.get_by_label("看到和听到的").fill("店里没有人，门上贴着转让。")
    page.get_by_role("button", name="记进案件").click()
    officer.sees("已记进案件")
    officer.look()
