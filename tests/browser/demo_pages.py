"""The demonstration's own pages: the open phone with everybody's text messages, and the codes of authenticators."""

from __future__ import annotations

from playwright.sync_api import Page


class DemoPages:
    """A page of its own, as one keeps the demonstration's phone open beside the work."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def code(self, phone: str) -> str:
        """The newest one-time code sent to a phone."""
        self.page.goto("/demo/phone/")
        codes = self.page.locator("#texts li").filter(has_text=phone).locator(".tracking-widest")
        return codes.first.inner_text()

    def link(self, phone: str) -> str:
        """The newest link sent to a phone."""
        self.page.goto("/demo/phone/")
        message = self.page.locator("#texts li").filter(has_text=phone).first
        return message.get_by_role("link").first.inner_text()

    def authenticator(self, username: str) -> str:
        """A code of this person's authenticator that was not used yet."""
        self.page.goto("/demo/")
        row = self.page.locator("#workers tr").filter(has=self.page.get_by_text(username, exact=True))
        return row.locator("code").last.inner_text()
