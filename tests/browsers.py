"""Where the browser of the journeys is found."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_FOUND = "no Chromium on this machine (Debian: apt-get install chromium fonts-wqy-microhei)"


def find_chromium() -> str | None:
    """`HEJIE_CHROMIUM`, a browser on the path, or one that Playwright has installed for this account."""
    given = os.environ.get("HEJIE_CHROMIUM")
    if given:
        return shutil.which(given)
    installed = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return next(filter(None, map(shutil.which, NAMES)), None) or (str(installed[-1]) if installed else None)
