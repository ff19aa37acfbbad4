"""What every page of a journey has to stand up to: axe, nothing wider than the screen, controls a thumb can hit."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "docs" / "shots"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = 44  # CSS pixels
PHONE, DESK = (390, 844), (1280, 900)
SHOWN_ON_A_PHONE = {"visitor", "consumer"}
CONTROLS = ".btn, .hj-input, .hj-tap, .hj-choice, .hj-seg a, .hj-nav a, summary"
TOO_SMALL = """([controls, least]) => [...document.querySelectorAll(controls)]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".sr-only"))
  .map((one) => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 90)])
  .filter(([height]) => height < least - 0.5)
  .map(([height, what]) => `${height} px: ${what}`)"""


def look(page: Page) -> None:
    """Fails with the list of everything that is wrong with the page as it stands."""
    wrong = [*axe(page), *too_wide(page), *page.evaluate(TOO_SMALL, [CONTROLS, SMALLEST])]
    assert not wrong, f"{urlsplit(page.url).path} {page.viewport_size}:\n" + "\n".join(wrong)


def axe(page: Page) -> list[str]:
    """Rule, place and reason of each finding. The script goes round the page's policy, as a browser extension would."""
    options = json.dumps({"runOnly": STANDARD, "resultTypes": ["violations"]})
    found = page.evaluate(f"async () => {{ {AXE.read_text()}; return await axe.run(document, {options}) }}")
    return [
        f"{one['id']} {node['target']}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px wider than the screen"] if wide > 0 else []


def shoot(page: Page, name: str) -> None:
    """A picture for the README, made only when `HEJIE_SHOTS` is set."""
    if not os.environ.get("HEJIE_SHOTS"):
        return
    is_phone = page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}
    if is_phone and name not in SHOWN_ON_A_PHONE:
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=SHOTS / f"{name}{f'-{PHONE[0]}' if is_phone else ''}.png", animations="disabled")
