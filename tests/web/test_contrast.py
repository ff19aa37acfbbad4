"""Every pair of colours we use is readable, in the light theme and in the dark one (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hejie.web

TOKENS = (Path(hejie.web.__file__).parent / "static" / "css" / "tokens.css").read_text()
THEMES = {
    re.search(r'name: "(.*?)"', block)[1]: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", block))  # type: ignore[index]
    for block in re.findall(r'@plugin "daisyui/theme" \{(.*?)\n\}', TOKENS, re.DOTALL)
}
INK, TEXT, SIGN = 7.0, 4.5, 3.0
PAIRS = [
    *(
        (ink, ground, INK)
        for ink in ("color-base-content", "hj-ink-2")
        for ground in ("color-base-100", "color-base-200")
    ),
    ("hj-brand-ink", "hj-brand-soft", INK),
    ("hj-turn-ink", "hj-turn-soft", INK),
    ("hj-ink-2", "color-base-300", TEXT),
    *(("hj-ink-3", ground, TEXT) for ground in ("color-base-100", "color-base-200", "color-base-300")),
    *(("color-primary", ground, TEXT) for ground in ("color-base-100", "color-base-200", "hj-brand-soft")),
    *(("hj-turn", ground, TEXT) for ground in ("hj-turn-soft", "color-base-100")),
    *(("hj-ink-2", ground, TEXT) for ground in ("hj-turn-soft", "hj-brand-soft")),
    *(
        (f"hj-{state}", ground, TEXT)
        for state in ("ok", "soon", "over")
        for ground in (f"hj-{state}-soft", "color-base-100")
    ),
    *((f"hj-{side}", f"hj-{side}-soft", TEXT) for side in ("merchant", "gov")),
    *(
        (f"color-{fill}-content", f"color-{fill}", TEXT)
        for fill in ("primary", "secondary", "accent", "neutral", "info", "success", "warning", "error")
    ),
    *((f"hj-heat-{n}-ink", f"hj-heat-{n}", TEXT) for n in (1, 2, 3)),
    *(
        (line, ground, SIGN)
        for line in ("hj-line-strong", "hj-focus")
        for ground in ("color-base-100", "color-base-200")
    ),
    ("hj-soon-mark", "color-base-100", SIGN),
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["hejie", "hejie-dark"])
def test_every_pair_is_readable(theme: str) -> None:
    colours = THEMES[theme]
    weak = [
        f"{a} on {b}: {ratio(colours[a], colours[b]):.2f} < {least}"
        for a, b, least in PAIRS
        if ratio(colours[a], colours[b]) < least
    ]
    assert weak == []
