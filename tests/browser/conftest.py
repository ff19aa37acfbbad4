"""The journeys' own platform and the browsers of the people in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.browser.court import CourtBeside, court_beside
from tests.browser.demo_pages import DemoPages
from tests.browser.looking import DESK, PHONE
from tests.browser.relay import SECRET, relay
from tests.browser.running import Platform, platform
from tests.browser.somebody import Somebody
from tests.databases import drop_database, leave, on_server

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
WAITS = 15_000  # milliseconds; two cores also run three processes and a database
Enter = Callable[..., Somebody]


@pytest.fixture(scope="session")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """The address of a relay that the platform tells its guests of; None where coturn is not to be had."""
    with relay(tmp_path_factory.mktemp("turn")) as address:
        os.environ |= {"HEJIE_TURN_URLS": address, "HEJIE_TURN_SECRET": SECRET} if address else {}
        yield address


@pytest.fixture(scope="session")
def court() -> Iterator[CourtBeside]:
    """A court that the platform sends applications to."""
    with court_beside() as beside:
        os.environ |= beside.settings
        yield beside


@pytest.fixture(scope="session")
def site(
    court: CourtBeside,
    turn: str | None,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Platform]:
    """The running platform, over a copy of the migrated test database."""
    from django.db import connection

    template = str(connection.settings_dict["NAME"])
    copy = f"{template}_journeys_{uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        leave(template)
    on_server("CREATE DATABASE {} TEMPLATE {}", copy, template)
    try:
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy}"))
        with platform(url, tmp_path_factory.mktemp("journeys")) as running:
            court.answer_to(running.url)
            yield running
    finally:
        drop_database(copy)


@pytest.fixture(scope="module")
def browser(site: Platform, chromium: str) -> Iterator[Browser]:
    """Closed with the module: while it is open, its event loop keeps Django from the database in this process."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=WAITS)
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture
def enter(browser: Browser, site: Platform, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Another person comes in, with a browser of their own. Without a size of the test: a desk."""
    width, height = request.getfixturevalue("size") if "size" in request.fixturenames else DESK
    contexts = [browser.new_context(base_url=site.url)]
    demo = DemoPages(contexts[0].new_page())

    def come_in(**options: Any) -> Somebody:
        chosen = {"viewport": {"width": width, "height": height}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = browser.new_context(base_url=site.url, **{**chosen, **options})
        context.set_default_timeout(WAITS)
        contexts.append(context)
        return Somebody(context, demo, has_script=options.get("java_script_enabled", True))

    yield come_in
    for context in contexts:
        context.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture as a phone takes it, with the place in it."""
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    path = tmp_path / "漏水.jpg"
    Image.new("RGB", (1280, 960), (176, 190, 186)).save(path, "JPEG", exif=exif)
    return path
