"""The table of a room: evidence laid before all or before one side, and what a guest sees of it; the checklist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from hejie.demo.cast import BY_KEY
from tests.browser.conftest import Enter
from tests.browser.looking import PHONE
from tests.browser.room import InRoom, disputes_of
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
NOT_FOUND = 404


def test_what_lies_there_is_for_those_it_was_laid_for(enter: Enter, photo: Path) -> None:
    consumer, clerk, mediator = enter(viewport={"width": PHONE[0], "height": PHONE[1]}), enter(), enter()
    consumer.signs_in_by_phone(BY_KEY["consumer"].phone)
    clerk.signs_in_with_password("clerk")
    mediator.signs_in_with_password("mediator")
    number = one_with_a_checklist(disputes_of(consumer, clerk, mediator), mediator)
    host = InRoom(mediator, "苏调解", number)
    buyer, shop = InRoom(consumer, "林女士", number), InRoom(clerk, "程经理", number)
    host.opens()
    for one in (buyer, shop):
        one.comes()
        one.knocks()
        host.lets_in(one.name)
    watcher = host.receives(enter(), "observer", "旁听的人")
    everybody_reads_what_is_for_all(buyer, [host, shop, watcher], photo)
    one_side_alone_reads_what_is_for_it(host, buyer, [shop, watcher], photo.with_name("底价.jpg"))
    the_checklist_says_who_can_bring_what(host, buyer, shop, watcher)


def one_with_a_checklist(numbers: list[str], mediator: Somebody) -> str:
    pages = ((one, mediator.page.request.get(f"/rooms/{one}/").text()) for one in reversed(numbers))
    return next(one for one, page in pages if "证据清单" in page)


def everybody_reads_what_is_for_all(by: InRoom, others: list[InRoom], photo: Path) -> None:
    by.lays_on_the_table(photo)
    for one in others:
        one.hears(photo.name)
        assert one.page.request.get(one.on_the_table(photo.name)).headers["content-type"] == "image/jpeg"


def one_side_alone_reads_what_is_for_it(host: InRoom, side: InRoom, others: list[InRoom], photo: Path) -> None:
    """Neither name nor file reaches anybody else, by whatever address they ask for it."""
    Image.new("RGB", (640, 480), (120, 90, 80)).save(photo)
    host.speaks_with("complainant")
    expect(side.page.locator("[data-part=alone]")).to_be_visible()
    side.lays_on_the_table(photo)
    host.hears(photo.name)
    file = side.on_the_table(photo.name)
    assert side.page.request.get(file).ok
    key = re.search(r"[0-9a-f-]{36}", file)
    assert key
    host.speaks_with("main")
    host.says("我们接着一起谈。")
    for one in others:
        one.hears("我们接着一起谈。")
        assert photo.name not in one.page.content()
        for address in (file, f"/rooms/{one.number}/table/?file={key[0]}"):
            assert one.page.request.get(address).status == NOT_FOUND


def the_checklist_says_who_can_bring_what(host: InRoom, buyer: InRoom, shop: InRoom, watcher: InRoom) -> None:
    """Whoever mediates asks with one tap, without leaving the room; the side asked reads it at once."""
    expect(watcher.page.locator("#proofs")).to_have_count(0)
    buyer.looks_at("case")
    expect(buyer.page.locator("#proofs")).to_contain_text(re.compile("通常您有|已有"))
    ask = host.page.locator("#proofs").get_by_role("button", name=re.compile("请商家 7 天内补")).first
    ask.click()
    expect(host.page.locator("#proofs")).to_contain_text("已请商家在")
    expect(shop.page.locator("#proofs")).to_contain_text("已请")
    for one in (host, buyer, shop, watcher):
        one.look()
