"""Pages for everyone: dark, large type, English, by keyboard, without script, and light on the line."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from tests.browser.conftest import Enter
from tests.browser.filing import Matter, files
from tests.browser.looking import PHONE
from tests.browser.running import Platform
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
PUBLIC = ("/", "/guide/", "/guide/quality/", "/traders/?q=晴禾", "/file/", "/file/trader/?kind=complaint")
DESKS = {"clerk": "/desk/", "county": "/office/?view=all", "mediator": "/rooms/"}
ON_A_PHONE: Mapping[str, Any] = {"viewport": {"width": PHONE[0], "height": PHONE[1]}}
KILOBYTES_AT_FIRST = 120


def remember(person: Somebody, site: Platform, name: str, value: str) -> None:
    person.context.add_cookies([{"name": name, "value": value, "url": site.url}])


@pytest.mark.parametrize("how", ["dark", "elder"])
def test_main_pages_in_the_dark_and_in_large_type(enter: Enter, site: Platform, how: str) -> None:
    visitor = enter(**ON_A_PHONE, color_scheme="dark" if how == "dark" else "light")
    if how == "elder":
        remember(visitor, site, "hejie_mode", "elder")
    for path in (*PUBLIC, "/progress/", "/verify/", "/accounts/login/"):
        visitor.go(path)
    visitor.signs_in_by_phone(BY_KEY["consumer"].phone)
    visitor.go("/my/")
    visitor.page.locator("main a[href^='/cases/']").filter(visible=True).first.click()
    expect(visitor.page.locator("#next-step")).to_be_visible()
    visitor.look()


@pytest.mark.parametrize("username", DESKS)
def test_desks_in_the_dark(enter: Enter, username: str) -> None:
    worker = enter(color_scheme="dark")
    worker.signs_in_with_password(username)
    worker.go(DESKS[username])
    worker.page.locator(".hj-row-link").filter(visible=True).first.click()
    worker.look()


# Words of readers and names stand in the language they were written in; everything else is looked through.
CHINESE = """where => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!/[\\u4e00-\\u9fff]/.test(walker.currentNode.data.replaceAll("和解", ""))) continue; // our own name
    if (!box.checkVisibility() || box.closest("[lang|=zh], script, style, template, noscript, textarea")) continue;
    if (box.closest(where)) found.push(walker.currentNode.data.trim());
  }
  return found;
}"""
CONTROLS = "button, .btn, legend, th, nav a, .hj-next__else"


def test_public_pages_speak_english_throughout(enter: Enter) -> None:
    reader = enter(**ON_A_PHONE)
    reader.go("/")
    reader.page.locator("details[data-menu] summary").click()
    reader.press("English")
    pages = ("/", "/guide/", "/guide/quality/", "/traders/", "/file/", "/file/trader/?kind=complaint", "/progress/")
    for path in (*pages, "/verify/", "/help/", "/privacy/", "/accessibility/", "/about/", "/accounts/login/", "/demo/"):
        reader.go(path)
        assert reader.page.locator("html").get_attribute("lang") == "en"
        where = CONTROLS if path == "/demo/" else "body"  # the cast have Chinese names
        assert reader.page.evaluate(CHINESE, where) == [], path


@pytest.mark.parametrize("username", DESKS)
def test_desks_and_cases_speak_english(enter: Enter, site: Platform, username: str) -> None:
    worker = enter()
    worker.signs_in_with_password(username)
    remember(worker, site, "hejie_language", "en")
    worker.go(DESKS[username])
    assert worker.page.evaluate(CHINESE, CONTROLS) == []
    worker.page.locator(".hj-row-link").filter(visible=True).first.click()
    worker.look()
    assert worker.page.evaluate(CHINESE, f"{CONTROLS}, h2[id]:not(#next-title)") == []


def test_filing_begins_by_keyboard_alone(enter: Enter) -> None:
    visitor = enter()
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.locator(".hj-skip")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.tabs_to("main a[href^='/file/']")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.tabs_to("#trader-q")
    visitor.page.keyboard.type("晴禾")
    expect(visitor.page.get_by_role("radio", name="云汀晴禾家电有限公司")).to_be_visible()
    visitor.tabs_to("input[type=radio]")
    visitor.page.keyboard.press("Space")
    visitor.tabs_to("form button.btn-primary")
    visitor.page.keyboard.press("Enter")
    visitor.reads_heading("买的什么，出了什么问题")


def test_without_script_a_complaint_is_filed_answered_and_accepted(enter: Enter, photo: Path) -> None:
    matter = Matter("秦时雨", "13900000003", "云汀晴禾家电有限公司")
    visitor, clerk, consumer = (enter(**ON_A_PHONE, java_script_enabled=False) for _ in range(3))
    visitor.go("/file/trader/?kind=complaint")
    number = files(visitor, matter, photo)
    clerk.signs_in_with_password("clerk")
    clerk.go(f"/desk/cases/{number}/")
    clerk.unfolds("出一个方案")
    clerk.asks_for("refund", "1000")
    clerk.press("提出这个方案，请对方答复")
    consumer.signs_in_by_phone(matter.phone)
    consumer.go(f"/cases/{number}/")
    consumer.sees("1,000.00")
    consumer.follow("接受，就这么办")
    consumer.press("接受，就这么办")
    consumer.sees("看协议并签名")


def test_the_first_page_is_light(site: Platform) -> None:
    """Everything but pictures that the home page brings, as it comes over the line."""
    page = over_the_line(site.url + "/")
    parts = re.findall(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="([^"]+)"', page.text)
    assert parts
    total = page.size + sum(over_the_line(site.url + part).size for part in parts)
    assert total <= KILOBYTES_AT_FIRST * 1024, f"{total} bytes"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a request brought: bytes as they came, and what they say."""

    size: int
    text: str


def over_the_line(url: str) -> Arrived:
    with httpx.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
        packed = answer.headers.get("Content-Encoding") == "gzip"
    return Arrived(len(raw), (gzip.decompress(raw) if packed else raw).decode())
