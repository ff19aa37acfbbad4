"""The wizard in a real browser: search as one types, regions as one chooses, files as one picks them, on a phone."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from hejie.cases.models import Case
from tests.browsers import apart
from tests.served import served
from tests.town import ID_NUMBER, PHONE, build_town
from tests.web.visitor.walk import STORY, sent_code

pytestmark = pytest.mark.browser
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture
def site(own_database: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real server over a database that really commits, with the town in it."""
    with django_db_blocker.unblock():
        build_town(timezone.now())
        with served(monkeypatch) as address:
            yield address


def picture(path: Path) -> Path:
    """A small photo."""
    data = io.BytesIO()
    Image.new("RGB", (640, 480), (180, 190, 185)).save(data, "JPEG")
    path.write_bytes(data.getvalue())
    return path


def shoot(page: Page, name: str) -> None:
    """Kept only where HEJIE_SHOTS names a folder."""
    if folder := os.environ.get("HEJIE_SHOTS"):
        width = (page.viewport_size or {}).get("width")
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


@pytest.mark.parametrize("size", SIZES)
def test_a_complaint_is_filed_with_script(site: str, chromium: str, tmp_path: Path, size: str) -> None:
    width, height = SIZES[size]
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        walk_through(page, site, tmp_path)
        browser.close()
    assert errors == []
    assert Case.objects.get().state == "negotiating"


def walk_through(page: Page, site: str, folder: Path) -> None:
    page.goto(f"{site}/file/")
    shoot(page, "01-start")
    page.get_by_role("link", name="投诉 您买的").click()
    choose_trader(page)
    say_what_was_bought(page)
    tell_the_story(page)
    say_what_is_wanted(page)
    page.wait_for_load_state()  # a file chosen before the script is there goes with the form
    page.locator("input[name=files]").set_input_files([picture(folder / "漏水.jpg")])
    expect(page.get_by_text("已传 1 份")).to_be_visible()
    shoot(page, "08-evidence")
    go_on(page)
    page.locator("input[value=direct]").check()
    shoot(page, "09-route")
    go_on(page)
    say_who_one_is(page)
    shoot(page, "13-check")
    page.get_by_label("以上内容属实").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已提交")).to_be_visible()
    shoot(page, "14-done")


def say_what_was_bought(page: Page) -> None:
    page.get_by_label("是哪类商品或服务").select_option("appliances")
    page.get_by_label("买的什么").fill("除湿机")
    page.get_by_label("主要是什么问题").select_option("quality")
    shoot(page, "03-what")
    go_on(page)


def tell_the_story(page: Page) -> None:
    """Too short at first: the page says what is missing."""
    page.get_by_label("经过是怎样的").fill("漏水")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("还差")
    shoot(page, "04-story-wrong")
    page.get_by_label("经过是怎样的").fill(STORY)
    go_on(page)
    page.get_by_label("发现问题的日期").fill("2026-11-10")
    shoot(page, "05-when")
    go_on(page)


def say_what_is_wanted(page: Page) -> None:
    page.get_by_label("涉及金额").fill("1299")
    shoot(page, "06-amount")
    go_on(page)
    page.locator("[name=wanted-0-kind]").select_option("return_refund")
    page.locator("[name=wanted-0-amount]").fill("1299")
    shoot(page, "07-wanted")
    go_on(page)


def say_who_one_is(page: Page) -> None:
    """Name, number, address, and a phone proved by its code."""
    page.get_by_label("您的姓名").fill("林晓")
    page.get_by_label("证件号码", exact=True).fill(ID_NUMBER)
    page.get_by_label("通讯地址").fill("云青省云汀市青禾区柳湾路 8 号")
    shoot(page, "10-you")
    go_on(page)
    shoot(page, "11-phone")
    page.get_by_label("手机号").fill(PHONE)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("已经发到上面的号码")).to_be_visible()
    page.get_by_label("验证码").fill(apart(sent_code))
    shoot(page, "12-code")
    go_on(page)


def choose_trader(page: Page) -> None:
    page.get_by_label("商家名称或信用代码").press_sequentially("晴禾家", delay=30)
    expect(page.get_by_text("找到 2 家")).to_be_visible()
    shoot(page, "02-trader")
    page.get_by_label("云汀晴禾电器有限公司").check()
    go_on(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_trader_is_found_while_typing(site: str, chromium: str, size: str) -> None:
    width, height = SIZES[size]
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.goto(f"{site}/traders/")
        page.get_by_label("商家名称或统一社会信用代码").press_sequentially("晴禾", delay=30)
        expect(page.get_by_text("找到 2 家")).to_be_visible()
        shoot(page, "20-traders")
        page.get_by_role("link", name="云汀晴禾电器有限公司").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("云汀晴禾电器有限公司")
        shoot(page, "21-trader")
        page.get_by_role("link", name="投诉这家商家").click()
        expect(page.get_by_label("云汀晴禾电器有限公司")).to_be_checked()
        page.goto(f"{site}/file/trader/?kind=complaint")
        page.get_by_label("都不是，我自己填").check()
        go_on(page)
        page.get_by_label("省、自治区、直辖市").select_option(label="云青省")
        page.get_by_label("市、州").select_option(label="云汀市")
        page.get_by_label("区、县").select_option(label="青禾区")
        page.get_by_label("商家名称").fill("清禾小店")
        shoot(page, "22-place")
        go_on(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("买的什么")
        browser.close()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "plain"])
def test_the_way_back_over_an_error_asks_nothing(site: str, chromium: str, has_script: bool) -> None:
    """Chrome shows "confirm form resubmission" instead of a page that was the answer to a post (ERR_CACHE_MISS)."""
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN", java_script_enabled=has_script)
        page.goto(f"{site}/file/what/?kind=enquiry")
        expect(page.get_by_role("alert")).to_have_count(0)
        go_on(page)
        expect(page.get_by_role("alert")).to_contain_text("还差")
        if has_script:
            expect(page.get_by_role("alert")).to_be_focused()
        page.get_by_label("想问").or_(page.get_by_label("是哪类商品或服务")).first.select_option("education")
        go_on(page)
        page.get_by_label("您的问题").fill("短")
        go_on(page)
        expect(page.get_by_label("您的问题")).to_have_value("短")
        page.get_by_label("您的问题").fill(STORY)
        go_on(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("哪个地区")
        page.go_back()
        expect(page.get_by_label("您的问题")).to_have_value(STORY)
        assert page.url == f"{site}/file/story/"
        browser.close()
