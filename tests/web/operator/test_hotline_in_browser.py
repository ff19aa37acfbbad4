"""A call in a real browser, by the keyboard alone: under a minute of typing until the number is read out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from hejie.cases.models import Case
from hejie.demo.world import World
from tests.browsers import apart
from tests.served import served
from tests.web.at_desk import sit_down

pytestmark = pytest.mark.browser
KEY_MS = 60  # between two keys: a clerk who types well, Chinese words as they come out of the input method


@pytest.fixture
def desk(
    own_world: World, chromium: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """The hotline as its operator has it before them, signed in, no call taken yet."""
    with django_db_blocker.unblock():
        session = sit_down(own_world.cast["operator"]).cookies[settings.SESSION_COOKIE_NAME].value
        with served(monkeypatch) as address, sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
            page = context.new_page()
            page.goto(f"{address}/hotline/")
            yield page
            browser.close()


def say(page: Page, text: str, then: str = "Enter") -> None:
    page.keyboard.type(text, delay=KEY_MS)
    page.keyboard.press(then)


def choose(page: Page, place: int) -> None:
    """The so-manieth of a list, with the arrow keys, and on to the next field."""
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_call_by_the_keyboard_alone(desk: Page, own_world: World) -> None:
    begun = time.monotonic()
    expect(desk.locator("#entry-phone")).to_be_focused()
    say(desk, "13900000061")
    say(desk, "何田田")
    desk.keyboard.type("晴禾", delay=KEY_MS)
    expect(desk.locator("#entry-traders")).to_contain_text("云汀晴禾家电有限公司")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.locator("#entry-category").focus()
    choose(desk, 5)
    say(desk, "除湿机")
    choose(desk, 1)
    say(desk, "买了九天水箱漏水，客服只肯修，要求退货退款。", then="Tab")
    choose(desk, 1)
    say(desk, "1299")
    desk.locator("#entry-read_back").focus()
    desk.keyboard.press("Space")
    desk.locator("#entry-address").focus()
    desk.keyboard.type("青禾区柳湾路 3 号", delay=KEY_MS)
    expect(desk.locator("#entry-kept")).to_contain_text("草稿已保存")
    if folder := os.environ.get("HEJIE_SHOTS"):
        desk.screenshot(path=f"{folder}/hotline-1280.png", full_page=True)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("请把案件号念给对方")
    assert time.monotonic() - begun < 60
    case = apart(lambda: Case.objects.get(channel="hotline"))
    expect(desk.locator("main")).to_contain_text(f"{case.ref[:4]}-{case.ref[4:8]}-{case.ref[8:]}")
    assert (case.trader_id, case.wanted[0]["kind"]) == (own_world.traders["qinghe"].pk, "refund")
