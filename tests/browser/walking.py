"""Reading everything in a real browser: every link at both sizes, every paper and file as the browser gets it."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.looking import DESK, PHONE
from tests.browser.somebody import Somebody
from tests.journeys.reader import Answer


def opening(somebody: Somebody, page: Page) -> Any:
    """For `Reader`: asks as this person's browser does, and opens what is a page on a phone and on a desk."""

    def get(address: str) -> Answer:
        answer = somebody.context.request.get(address, max_redirects=0)
        is_page = answer.ok and answer.headers.get("content-type", "").startswith("text/html")
        return Answer(answer.status, answer.headers, answer.body(), _seen(page, address) if is_page else "")

    return get


def _seen(page: Page, address: str) -> str:
    """What the page has become on each screen, the parts fetched by its scripts included."""
    became = []
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        became.append(page.content())
    return "\n".join(became)


class Ear:
    """What the live stream of an open page says, message by message, under the page's own scripts."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        network = page.context.new_cdp_session(page)
        network.on("Network.eventSourceMessageReceived", self._hear)
        network.send("Network.enable")

    def _hear(self, message: dict[str, Any]) -> None:
        if message["eventName"] == "changed":
            self.heard.append(json.loads(message["data"])["topic"])
