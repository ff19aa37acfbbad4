"""Three people write one draft at the same time: on a phone, at a desk, and in a browser without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from hejie.demo.cast import BY_KEY
from tests.browser.conftest import Enter
from tests.browser.looking import PHONE
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
MEDIATED = re.compile(r"/rooms/(\d{4}-\d{4}-\d{4})/")


def test_three_write_one_draft_at_once_and_two_agree(enter: Enter) -> None:
    mediator, trader = enter(), enter()
    consumer = enter(viewport={"width": PHONE[0], "height": PHONE[1]})
    plain = enter(java_script_enabled=False)
    mediator.signs_in_with_password("mediator")
    trader.signs_in_with_password("clerk")
    for who in (consumer, plain):
        who.signs_in_by_phone(BY_KEY["consumer"].phone)
    number = case_of_all(mediator, consumer, trader)
    mediator.press("照最近的方案写一份草稿")
    for who, home in ((consumer, "cases"), (trader, "desk/cases"), (plain, "cases")):
        who.go(f"/{home}/{number}/")
    two_write_in_one_clause(consumer, trader)
    whoever_types_is_not_disturbed(mediator, trader)
    saved_by_its_button_what_others_wrote_is_kept(plain, mediator)
    they_agree(consumer, trader, mediator)


def case_of_all(mediator: Somebody, consumer: Somebody, trader: Somebody) -> str:
    """A case in mediation that is this consumer's and this trader's, and has no draft yet."""
    mediator.go("/rooms/")
    rooms = mediator.page.locator("a[href^='/rooms/2']")
    for href in dict.fromkeys(one.get_attribute("href") or "" for one in rooms.all()):
        found = MEDIATED.match(href)
        if not found or not all(opens(who, f"/cases/{found[1]}/") for who in (consumer, trader)):
            continue
        mediator.go(href)
        if mediator.page.get_by_role("button", name="照最近的方案写一份草稿").count():
            return found[1]
    raise AssertionError("no case for these three")


def opens(who: Somebody, address: str) -> bool:
    answer = who.page.request.get(address)
    return answer.ok


def box(who: Somebody, place: int) -> Locator:
    return who.page.locator("#draft-clauses textarea").nth(place)


def types(who: Somebody, where: Locator, text: str, *, at: str) -> None:
    """Puts the caret before these words, and types."""
    where.click()
    where.evaluate("(box, words) => { const at = box.value.indexOf(words); box.setSelectionRange(at, at) }", at)
    who.page.keyboard.type(text, delay=30)


def two_write_in_one_clause(consumer: Somebody, trader: Somebody) -> None:
    first = box(consumer, 0).input_value()
    types(consumer, box(consumer, 0), "一次", at="在协议")
    types(trader, box(trader, 0), "全部", at="。")
    for who in (consumer, trader):
        expect(box(who, 0)).to_have_value(re.compile(r"一次在协议.*全部。"))
        assert box(who, 0).input_value().replace("一次", "", 1).replace("全部", "", 1) == first
    consumer.look()


def whoever_types_is_not_disturbed(mediator: Somebody, trader: Somebody) -> None:
    """Words of another come into the box around the caret."""
    types(trader, box(trader, 1), "以后", at="都办妥")
    expect(trader.page.locator("#draft-kept")).to_contain_text("已保存")
    caret = box(trader, 1).evaluate("box => box.selectionStart")
    types(mediator, box(mediator, 1), "今天起，", at="双方")
    expect(box(trader, 1)).to_have_value(re.compile("^今天起，双方以后都办妥"))
    expect(box(trader, 1)).to_be_focused()
    assert box(trader, 1).evaluate("box => box.selectionStart") == caret + len("今天起，")


def saved_by_its_button_what_others_wrote_is_kept(plain: Somebody, mediator: Somebody) -> None:
    """This page was opened before anybody wrote; its words go in beside theirs."""
    box(plain, 2).fill(box(plain, 2).input_value() + "双方都留一份。")
    plain.page.get_by_role("button", name="保存草稿，让大家看到").locator("visible=true").last.click()
    plain.sees("别人同时改的也并进来了")
    expect(plain.page.locator("#changes ins").filter(has_text="双方都留一份。")).to_be_visible()
    assert "一次在协议" in box(plain, 0).input_value()
    expect(box(mediator, 2)).to_have_value(re.compile("双方都留一份。$"))


def they_agree(consumer: Somebody, trader: Somebody, mediator: Somebody) -> None:
    """To the newest version, when the page of each has come to it: an older one is refused."""
    newest = mediator.page.locator("#draft-head").get_attribute("data-version")
    for who in (consumer, trader):
        who.page.get_by_role("button", name=re.compile(rf"^同意第\s*{newest}\s*版")).click()
        expect(who.page.get_by_role("button", name="收回我的同意")).to_be_visible()
        who.look()
    expect(mediator.page.locator("#draft-head")).not_to_contain_text("还没同意")
    mediator.look()
