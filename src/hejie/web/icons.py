"""Drawings made in Python: lucide icons, the arch of a clock, bars, QR codes. No inline style, no script."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PROJECT = Path(__file__).resolve().parents[3]
CROWDED = 15  # more stones than this stand closer together
VIEW = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


class IconMissing(Exception):
    """No such icon in the folder; says where it was looked for."""


def folder() -> Path:
    """Where the lucide SVG files lie: `HEJIE_ICONS`, or the project's node_modules."""
    return Path(os.environ.get("HEJIE_ICONS") or PROJECT / "node_modules" / "lucide-static" / "icons")


@functools.cache
def strokes(name: str) -> str:
    """The inside of one icon file. Raises IconMissing."""
    path = folder() / f"{name}.svg"
    found = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(), re.DOTALL) if path.is_file() else None
    if found is None:
        raise IconMissing(f"{path}: run `make setup`, or set HEJIE_ICONS")
    return re.sub(r"\s+", " ", found[1]).strip()


@functools.lru_cache(maxsize=1000)
def icon(name: str, classes: str = "") -> SafeString:
    """A decorative icon; the words beside it carry the meaning."""
    drawing = mark_safe(f"{VIEW}")  # noqa: S308
    return format_html(
        '<svg class="hj-icon {}" {} aria-hidden="true">{}</svg>',
        classes,
        drawing,
        mark_safe(strokes(name)),  # noqa: S308
    )


def arch(total: int, left: int) -> SafeString:
    """A statutory clock: a half circle with one stone per day, the first `total - left` of them spent."""
    total = max(1, total)
    left = min(total, max(0, left))
    stones = _stones(total, 0, total - left, "past") + _stones(total, total - left, left, "left")
    return mark_safe(f'<svg viewBox="0 0 120 62" aria-hidden="true">{stones}</svg>')  # noqa: S308


def _stones(total: int, start: int, count: int, name: str) -> str:
    if count <= 0:
        return ""
    gap = 0.14 if total <= CROWDED else 0.3
    dashes = " ".join([f"{1 - gap:.2f} {gap:.2f}"] * count)
    return (
        f'<path class="{name}" d="M10 60A50 50 0 0 1 110 60" pathLength="{total}" fill="none" '
        f'stroke-width="13" stroke-dasharray="0 {start} {dashes} 0 {total + 1}"/>'
    )


def bar(value: float, target: float | None = None) -> SafeString:
    """A bar from 0 to 100 with an optional target tick."""
    width = min(100.0, max(0.0, value))
    tick = f'<path class="target" d="M{target:.1f} 0v14" />' if target is not None else ""
    return mark_safe(  # noqa: S308
        '<svg class="hj-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="well" d="M0 2h100v10H0z"/><path class="fill" d="M0 2h{width:.1f}v10H0z"/>{tick}</svg>'
    )


def qr(text: str) -> SafeString:
    """A QR code that scales with its box; dark on white in every theme, so that cameras read it."""
    code = segno.make(text, error="m")
    return mark_safe(code.svg_inline(border=2, dark="#111", light="#fff", omitsize=True))  # noqa: S308
