"""Public pages and components in a real browser: readable by everyone, and scripts that only add.

The browser asks this process, not a server: no page here needs the database, and the policy of each page is enforced.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.browsers import apart
from tests.databases import a_copy
from tests.web import page_samples
from tests.web.test_page_headers import PAGES

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "http://localhost"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MIME = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Browser]:
    """Over a database of this module: what its pages write is gone afterwards."""
    with django_db_blocker.unblock(), a_copy(), sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    contexts = []

    def open_one(path: str, size: Any = DESK, cookies: dict[str, str] | None = None, dark: bool = False) -> Page:
        context = browser.new_context(viewport=size, locale="zh-CN", color_scheme="dark" if dark else "light")
        contexts.append(context)
        client = Client()
        for name, value in (cookies or {}).items():
            client.cookies[name] = value
        context.route("**/*", lambda route: answer(route, client))
        page = context.new_page()
        page.goto(ORIGIN + path)
        return page

    yield open_one
    for context in contexts:
        context.close()


def answer(route: Route, client: Client) -> None:
    """What a server would send: static files, the component page, or a page of the house."""
    path = route.request.url.removeprefix(ORIGIN)
    if path.startswith("/static/"):
        name = path.removeprefix("/static/")
        file = Path(str(finders.find(name)))
        route.fulfill(body=file.read_bytes(), content_type=MIME[file.suffix])
    elif path.startswith("/live"):
        route.fulfill(body="event: changed\ndata: {}\n\n", content_type="text/event-stream")
    elif path.startswith("/listening/"):
        route.fulfill(body=listening(), content_type="text/html", headers={"Content-Security-Policy": POLICY})
    elif path.startswith("/components/"):
        route.fulfill(body=components(path), content_type="text/html", headers={"Content-Security-Policy": POLICY})
    elif route.request.method == "POST":
        sent, content_type = route.request.post_data_buffer, route.request.headers["content-type"]
        got = apart(lambda: client.post(path, sent, content_type=content_type))
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)
    else:
        got = apart(lambda: client.get(path))
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)


POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"


def components(path: str) -> str:
    template = engines["django"].from_string((Path(__file__).parent / "components.html").read_text())
    shown = {"shown": "me", "with_errors": False}
    if "again" in path:
        shown["form"] = page_samples.context()["again"]
    return str(template.render({**page_samples.context(), **shown}, RequestFactory().get("/components/")))


LISTENING = """{% extends "layouts/public.html" %}{% block main %}
<section id="news" hx-get=""><h2>{{ count }}</h2></section>
<section id="same" hx-get=""><h2>same</h2><input type="hidden" name="key" value="{{ count }}"></section>
<section id="talk" hx-get=""><h2>{{ count }}</h2><label for="say">say</label><input id="say"></section>
{% endblock %}"""
served = itertools.count(1)


def listening() -> str:
    """A page with three fragments: one changes, one does not, one is being written in."""
    template = engines["django"].from_string(LISTENING)
    context = {"count": next(served), "live": "/live?ticket=x"}
    return str(template.render(context, RequestFactory().get("/listening/")))


def complaints(page: Page) -> list[str]:
    """What axe finds, as rule and place. Its script goes round the page's policy, as a browser extension would."""
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
    found = page.evaluate(f"async () => {{ {axe}; return await axe.run(document, {{runOnly: {json.dumps(RULES)}}}) }}")
    return [f"{one['id']} {node['target']}" for one in found["violations"] for node in one["nodes"]]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("path", [*PAGES, "/components/", "/components/again/"])
@pytest.mark.parametrize(
    ("size", "cookies", "dark"),
    [
        (DESK, {}, False),
        (PHONE, {}, True),
        (PHONE, {"hejie_mode": "elder", "hejie_language": "en"}, False),
    ],
    ids=["desk", "phone-dark", "phone-elder-english"],
)
def test_a_page_is_open_to_everyone(open_page: Open, path: str, size: Any, cookies: dict[str, str], dark: bool) -> None:
    page = open_page(path, size, cookies, dark)
    assert complaints(page) == []
    assert overflow(page) <= 0


def test_links_of_the_open_menu_are_large_enough_for_a_thumb(open_page: Open) -> None:
    page = open_page("/", PHONE)
    page.locator("summary", has_text="菜单").click()
    page.wait_for_timeout(400)
    heights = page.locator("details[data-menu] li a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_large_type_comes_at_once_and_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/progress/")
    page.fill("#number", "2611-1204-7182")
    page.click("button[value=elder]")
    page.wait_for_function("document.documentElement.dataset.mode === 'elder'")
    assert page.input_value("#number") == "2611-1204-7182"


def test_a_failed_form_gets_the_focus_and_its_lines_lead_to_the_fields(open_page: Open) -> None:
    page = open_page("/components/again/")
    assert page.evaluate("document.activeElement.classList.contains('hj-errors')")
    page.click(".hj-errors a >> nth=2")
    assert page.evaluate("document.activeElement.id") == "try_everything-terms-1-parts-0-amount"


def test_only_the_details_a_remedy_takes_are_asked_for(open_page: Open) -> None:
    page = open_page("/components/")
    amount = page.locator("#try_everything-terms-0-amount")
    page.select_option("#try_everything-terms-0-kind", "apology")
    assert not amount.is_visible()
    assert amount.is_disabled()
    page.select_option("#try_everything-terms-0-kind", "refund")
    assert amount.is_enabled()
    page.select_option("#try_everything-terms-0-kind", "instalments")
    assert page.locator("#try_everything-terms-0-parts-0-amount").is_visible()


def test_more_remedies_than_three_can_be_added(open_page: Open) -> None:
    page = open_page("/components/")
    page.get_by_role("button", name="还要再加").click()
    added = page.locator("#try_everything-terms-3-kind")
    assert added.get_attribute("name") == "terms-3-kind"
    assert page.evaluate("document.activeElement.id") == "try_everything-terms-3-kind"


def test_a_name_drawn_by_hand_is_sent_and_can_be_wiped(open_page: Open) -> None:
    page = open_page("/components/")
    pad = page.locator("[data-signpad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 80, steps=5)
    page.mouse.up()
    drawing = page.locator("[data-signpad] input[type=hidden]")
    assert str(drawing.input_value()).startswith("data:image/png;base64,")
    page.get_by_role("button", name="擦掉重写").click()
    assert drawing.input_value() == ""


def test_what_was_typed_survives_a_reload_but_codes_do_not(open_page: Open) -> None:
    page = open_page("/components/")
    page.fill("#try_everything-story", "等了很久")
    page.check("input[name=route][value=direct]")
    page.fill("#try_everything-code", "123456")
    page.reload()
    assert page.input_value("#try_everything-story") == "等了很久"
    assert page.is_checked("input[name=route][value=direct]")
    assert page.input_value("#try_everything-code") == ""


def test_a_change_renews_what_differs_and_leaves_what_is_being_written(open_page: Open) -> None:
    page = open_page("/listening/")
    page.fill("#say", "half a sent")
    written_at, news = page.inner_text("#talk h2"), page.inner_text("#news h2")
    same = page.query_selector("#same")
    page.wait_for_function("news => document.querySelector('#news h2').innerText !== news", arg=news)
    assert page.input_value("#say") == "half a sent"
    assert page.inner_text("#talk h2") == written_at
    assert same
    assert same.evaluate("node => node.isConnected")
