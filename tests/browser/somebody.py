"""A person with a browser of their own, and what people do in it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from hejie.demo.cast import PASSWORD
from tests.browser.demo_pages import DemoPages
from tests.browser.looking import look

MOST_TABS = 60


class Somebody:
    """One browser context with one page. Every page arrived at is looked at closely."""

    def __init__(self, context: BrowserContext, demo: DemoPages, *, has_script: bool = True) -> None:
        self.context = context
        self.has_script = has_script
        self.demo = demo
        self.page: Page = context.new_page()
        self.mishaps: list[str] = []
        self.page.on("pageerror", lambda error: self.mishaps.append(str(error)))
        self.page.on("response", lambda answer: self.mishaps.append(answer.url) if answer.status >= 500 else None)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        if self.has_script:
            look(self.page)
        assert self.mishaps == [], self.mishaps

    def follow(self, name: str) -> None:
        """The first link of that name, to a page that is then looked at."""
        self._arrive(self.page.get_by_role("link", name=name).first)

    def opens(self, number: str) -> None:
        """A case from a list."""
        row = self.page.locator("li, tr").filter(has_text=number).filter(visible=True)
        self._arrive(row.get_by_role("link").first)

    def press(self, name: str) -> None:
        """The first button of that name, to a page that is then looked at and has nothing to complain about."""
        self._arrive(self.page.get_by_role("button", name=name).first)
        assert self.page.locator(".hj-errors").all_inner_texts() == []

    def _arrive(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()
        self.look()

    def tabs_to(self, selector: str) -> None:
        """Press Tab until the keyboard is on the first control of this kind, and one can see that it is."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                break
        expect(self.page.locator(f"{selector}:focus-visible")).to_be_focused()

    def unfolds(self, name: str) -> None:
        """Open a folded part of the page, if it is folded."""
        fold = self.page.locator("details:not([open]) > summary").filter(has_text=name)
        if fold.count():
            fold.first.click()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label).first.select_option(value)

    def asks_for(self, kind: str, amount: str) -> None:
        """The first remedy of a form: what kind, and how much."""
        self.page.locator("select[data-kind]").first.select_option(kind)
        self.page.locator("input[name$='-amount']:visible").first.fill(amount)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    def reads_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def signs_in_by_phone(self, phone: str) -> None:
        self.go("/accounts/login/")
        self.page.locator("#id_phone").fill(phone)
        self.press("发验证码给我")
        self.page.locator("[name=code]").fill(self.demo.code(phone))
        self.press("登录")

    def signs_in_with_password(self, username: str) -> None:
        """User name and password, then a code of the authenticator."""
        self.go("/accounts/login/")
        self.page.get_by_text("商家和工作人员登录").click()
        self.page.locator("[name=login]").fill(username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("用密码登录")
        self.page.locator("[name=code]").fill(self.demo.authenticator(username))
        self._arrive(self.page.locator("form:has([name=code]) button").first)
        expect(self.page.locator("form [name=code]"), "the code was not taken").to_have_count(0)

    def proves(self, phone: str, name: str) -> None:
        """Whoever came by a link is asked for a code once; what was typed goes through with it."""
        self._arrive(self.page.get_by_role("button", name=name).first)
        self.page.locator("[name=proof_code]").fill(self.demo.code(phone))
        self.press("核对，接着办")

    def signs(self, phone: str) -> None:
        """On the page of the agreement: a code to the phone, and the name drawn by hand."""
        self.press("给我发验证码")
        self.page.get_by_label("短信验证码").fill(self.demo.code(phone))
        self.draws_the_name()
        self.press("签名，同意这份协议")

    def draws_the_name(self) -> None:
        pad: Any = self.page.locator("[data-signpad] canvas")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        self.page.mouse.move(box["x"] + 30, box["y"] + 40)
        self.page.mouse.down()
        for x, y in ((90, 70), (60, 110), (140, 50), (190, 100)):
            self.page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
        self.page.mouse.up()

    def decides(self, move: str, **answers: str | int) -> None:
        """One of the decisions folded on the officer's page. A number chooses the option at that place."""
        fold = self.page.locator("#decide details").filter(has=self.page.locator(f"form[action$='/moves/{move}/']"))
        fold.locator("summary").first.click()
        for name, answer in answers.items():
            self._answer(fold.locator(f"[name='{name}']"), answer)
        self._arrive(fold.locator("form button.btn-lg"))

    def _answer(self, control: Locator, answer: str | int) -> None:
        if isinstance(answer, int):
            control.nth(answer).check()
        elif control.first.get_attribute("type") == "radio":
            self.page.get_by_role("radio", name=answer).check()
        elif control.first.evaluate("one => one.tagName") == "SELECT":
            control.select_option(label=answer)
        else:
            control.fill(answer)

    def chooses_first(self, name: str) -> None:
        """The first of what a field offers, whatever it looks like."""
        control = self.page.locator(f"[name='{name}']").first
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(index=1)
        else:
            control.check()

    def says(self, text: str) -> None:
        self.page.locator("#say-text").fill(text)
        self.press("发出消息")

    def rates(self, score: int) -> None:
        self.page.locator(f"input[name=score][value='{score}']").check()
        self.press("解决了")
