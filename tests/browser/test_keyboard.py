"""An officer clears ten cases without the mouse: accepts, refuses, several at once; two people on one case."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
OWN = "青禾区局"


def test_an_officer_clears_ten_cases_by_keyboard_alone(enter: Enter) -> None:
    officer = enter()
    officer.signs_in_with_password("county")
    officer.go("/office/?view=received")
    page = officer.page
    before = waiting(page)
    for _ in range(6):
        stands_on_a_case_of_ones_own(page)
        accepts(page)
    stands_on_a_case_of_ones_own(page)
    refuses(page, "事情发生在四年以前，已经超过三年，投诉人自己也这样写。")
    expect_waiting(page, before - 7)
    officer.look()
    accepts_together(officer, 3)
    page.goto("/office/?view=received")
    expect_waiting(page, before - 10)


def waiting(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#how-many span").inner_text()))


def expect_waiting(page: Page, number: int) -> None:
    expect(page.locator("#how-many")).to_have_text(re.compile(rf"\b{number}\s*件"))


def stands_on_a_case_of_ones_own(page: Page) -> None:
    """J until the row is one of the own office, and its case stands in the pane with its decisions."""
    row = page.locator("tr[data-key-row]:has([data-opens]:focus)")
    if not row.count():
        page.keyboard.press("j")
    for _ in range(20):
        if OWN in row.inner_text():
            break
        page.keyboard.press("j")
    number = re.search(r"\d{4}-\d{4}-\d{4}", row.inner_text())
    assert number
    expect(page.locator("#pane")).to_contain_text(number[0])
    expect(page.locator("#pane summary[data-key=a]")).to_be_visible()


def accepts(page: Page) -> None:
    """A opens the decision and stands in its first box; Ctrl+Enter sends; the next row is focused by itself."""
    page.keyboard.press("a")
    expect(page.locator("#pane details[open] textarea[name=note]")).to_be_focused()
    page.keyboard.type("材料齐全")
    is_done(page, "受理")


def refuses(page: Page, reasons: str) -> None:
    page.keyboard.press("r")
    expect(page.locator("#pane details[open] [name=ground]").first).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reasons":
            break
    page.keyboard.type("太短")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#pane .hj-errors")).to_be_focused()
    reasons_box: Locator = page.locator("#pane textarea[name=reasons]")
    assert reasons_box.input_value() == "太短", "what was typed is still there"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "reasons":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type(reasons)
    is_done(page, "不予受理")


def is_done(page: Page, what: str) -> None:
    row = page.locator("tr[data-key-row]:has([data-opens]:focus)")
    left = page.locator("tr[data-key-row]").count()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text(f"已办好：{what}")
    expect(row).to_have_count(1)
    expect(page.locator("tr[data-key-row]")).to_have_count(left - 1)
    page.locator("#said").evaluate("one => one.replaceChildren()")


def accepts_together(officer: Somebody, number: int) -> None:
    """X ticks, A asks once for all of them, and the page says what came of each."""
    page = officer.page
    for _ in range(number):
        stands_on_a_case_of_ones_own(page)
        page.keyboard.press("x")
        page.keyboard.press("j")
    expect(page.locator("[data-picked]")).to_contain_text(f"选了 {number} 件")
    with page.expect_navigation():
        page.keyboard.press("a")
    officer.look()
    officer.tabs_to("textarea[name=note]")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    officer.look()
    officer.sees(f"办好 {number} 件")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url.endswith("/office/?view=received")


def test_two_people_on_one_case_see_each_other_and_walk_through_the_list(enter: Enter) -> None:
    officer, head = enter(), enter()
    officer.signs_in_with_password("county")
    head.signs_in_with_password("head")
    officer.go("/office/?view=all")
    page = officer.page
    first, second = [link.get_attribute("href") for link in page.locator("[data-opens]").all()[:2]]
    assert first
    assert second
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert page.url.endswith(first)
    head.go(first)
    officer.sees("方正平也开着这个案件")
    head.sees("罗立也开着这个案件")
    officer.look()
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url.endswith(second)
    expect(head.page.locator("main [data-here]")).to_be_hidden()
    with page.expect_navigation():
        page.keyboard.press("p")
    head.sees("罗立也开着这个案件")


def test_all_keys_are_told_and_can_be_switched_off(enter: Enter) -> None:
    officer = enter()
    officer.signs_in_with_password("county")
    officer.go("/office/?view=received")
    page = officer.page
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="全部快捷键")).to_be_visible()
    officer.look()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#site-q")).to_be_focused()
    page.keyboard.type("没有这个人的名字")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    officer.look()
    officer.sees("没有找到")
    assert "%E6" not in page.url, "what was typed is in no address"
