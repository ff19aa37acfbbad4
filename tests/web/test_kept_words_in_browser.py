"""What somebody wrote is kept until the office has it: no session, no line, no answer takes it away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from hejie.people.models import Person
from tests.apps.agreements.scene import Scene
from tests.browsers import apart
from tests.served import served
from tests.web.at_desk import sit_down
from tests.web.desks import number, play

pytestmark = pytest.mark.browser
REASONS = "事情发生在四年以前，已经超过三年，投诉人自己也这样写。"
MORE = "收据我也找到了，明天带来。"


@pytest.fixture
def scene(own_database: str) -> Scene:
    played = play(timezone.now())
    played.file("authority")
    return played


@pytest.fixture
def page(scene: Scene, chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    with served(monkeypatch) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_context(base_url=address, locale="zh-CN").new_page()
        browser.close()


def sign_in(context: BrowserContext, person: Person) -> None:
    session = apart(lambda: sit_down(person)).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "localhost", "path": "/"}])


def send(page: Page) -> None:
    page.locator("main form[data-once] button.btn").click()


def test_a_decision_sent_without_a_session_or_a_line_is_there_again(scene: Scene, page: Page) -> None:
    form, box = f"/cases/{number(scene)}/moves/refuse/", page.locator("textarea[name=reasons]")
    sign_in(page.context, scene.people["officer"])
    page.goto(form)
    page.check("[name=ground][value=over_three_years]")
    box.fill(REASONS)

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page)
    expect(page.locator("h1")).to_have_text("没有找到这一页")
    page.goto("/accounts/login/")
    sign_in(page.context, scene.people["officer"])
    page.goto(form)
    expect(box).to_have_value(REASONS)

    page.context.set_offline(True)
    send(page)
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(form)
    expect(box).to_have_value(REASONS)

    send(page)
    page.wait_for_url(f"**/office/cases/{number(scene)}/")
    expect(page.locator("main")).to_contain_text("不予受理")
    assert apart(lambda: scene.state) == "refused"


def mediate(scene: Scene) -> None:
    scene.act("officer", "accept")
    scene.act("officer", "assign_mediator", mediator=str(scene.people["mediator"].pk))


def test_words_that_arrived_are_not_offered_once_more(scene: Scene, page: Page) -> None:
    apart(lambda: mediate(scene))
    form, box = f"/cases/{number(scene)}/moves/say/", page.locator("textarea[name=text]")
    sign_in(page.context, scene.people["consumer"])
    page.goto(form)
    box.fill(MORE)
    page.reload()
    expect(box).to_have_value(MORE)

    send(page)
    expect(page.locator("#talk")).to_contain_text(MORE)
    page.goto(form)
    expect(box).to_have_value("")
