"""Two calls at the hotline by the keyboard alone, at 1280 pixels: every key is counted; a minute is enough."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.operator.test_hotline_in_browser import desk  # noqa: F401 - the fixture

pytestmark = pytest.mark.browser
KEYS_A_SECOND = 5  # a clerk who types well; Chinese words count as they come out of the input method, see LETTERS
WAITS = 15_000  # milliseconds
LETTERS = 2  # keys for one Chinese character, on average of whole words and phrases
A_MINUTE = 60
MOST_STOPS = 30
STORY = "买了九天水箱漏水，客服只肯修，要求退货退款。"


class Typist:
    """Presses keys and counts them. Nothing else touches the page."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    @property
    def seconds(self) -> float:
        return self.keys / KEYS_A_SECOND

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1 + key.count("+")

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += sum(1 if character.isascii() else LETTERS for character in text)

    def on_to(self, name: str, key: str = "Enter") -> None:
        """From field to field until this one; Enter goes on, out of a text of several lines Tab does."""
        for _ in range(MOST_STOPS):
            if self._is_at(name):
                return
            self.press("Tab" if self.page.evaluate("document.activeElement.matches('textarea, button, a')") else key)
        at = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"the keyboard does not come to {name}, but to {at}")

    def _is_at(self, name: str) -> bool:
        return bool(self.page.evaluate("document.activeElement.name") == name)

    def choose(self, place: int) -> None:
        for _ in range(place):
            self.press("ArrowDown")


def call(typist: Typist, phone: str) -> None:
    """One call, in the order in which it is told."""
    page = typist.page
    expect(page.locator("#entry-phone")).to_be_focused()
    typist.write(phone)
    typist.on_to("name")
    typist.write("何田田")
    typist.on_to("q")
    typist.write("晴禾")
    expect(page.locator("#entry-traders")).to_contain_text("云汀晴禾家电有限公司")
    typist.on_to("trader")
    typist.press("Space")
    expect(page.locator("#entry-region")).to_be_hidden()
    typist.on_to("category")
    typist.choose(5)
    typist.on_to("goods")
    typist.write("除湿机")
    typist.on_to("problem")
    typist.choose(1)
    typist.on_to("story")
    typist.write(STORY)
    typist.on_to("wanted-0-kind")
    typist.choose(1)
    typist.on_to("wanted-0-amount")
    typist.write("1299")
    typist.on_to("address")
    typist.write("青禾区柳湾路 3 号")
    typist.on_to("read_back")
    typist.press("Space")


def files(typist: Typist) -> str:
    """Ctrl+Enter; the number that is then read out."""
    typist.press("Control+Enter")
    expect(typist.page.get_by_role("heading", level=1)).to_contain_text("请把案件号念给对方")
    found = re.search(r"\d{4}-\d{4}-\d{4}", typist.page.locator("main").inner_text())
    assert found, "no number to read out"
    return found[0]


def test_a_call_is_filed_within_a_minute_of_typing_and_the_second_one_is_known(desk: Page) -> None:  # noqa: F811
    desk.set_default_timeout(WAITS)
    expect.set_options(timeout=WAITS)
    two_calls(desk)


def two_calls(page: Page) -> None:
    first = Typist(page)
    call(first, "13900000061")
    expect(page.locator("#entry-caller")).to_contain_text("没有，是第一次")
    number = files(first)
    assert first.seconds <= A_MINUTE, f"{first.keys} keys are {first.seconds:.0f} s"

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    second = Typist(page)
    call(second, "13900000061")
    expect(page.locator("#entry-caller")).to_contain_text(number)
    duplicates = page.locator("#entry-similar")
    expect(duplicates).to_contain_text(number)
    expect(duplicates).to_contain_text("同一个人")
    expect(duplicates).to_be_in_viewport()
    if folder := os.environ.get("HEJIE_SHOTS"):
        page.screenshot(path=f"{folder}/hotline-second-call.png")
    assert files(second) != number, "a hint decides nothing: the person did"
