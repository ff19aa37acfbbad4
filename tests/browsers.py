"""Where the browser of the journeys is found, and how Django is asked while it runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_FOUND = "no Chromium on this machine (Debian: apt-get install chromium fonts-wqy-microhei)"


def find_chromium() -> str | None:
    """`HEJIE_CHROMIUM`, a browser on the path, or one that Playwright has installed for this account."""
    given = os.environ.get("HEJIE_CHROMIUM")
    if given:
        return shutil.which(given)
    installed = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return next(filter(None, map(shutil.which, NAMES)), None) or (str(installed[-1]) if installed else None)


def apart(ask: Callable[[], T]) -> T:
    """Ask Django in a thread of its own, which leaves no connection behind: Playwright's loop runs in this one."""
    from django.db import connections

    def ask_and_leave() -> T:
        try:
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask_and_leave).result()
