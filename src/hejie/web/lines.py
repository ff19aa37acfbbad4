"""Lines of lists, laid out by a template once for each language, then filled in for every row.

    {% lines rows "officer/_row.html" columns=keys %}

Django takes half a millisecond for a line of a dozen values and conditions, filling them in a hundredth of that. So the
template of a line has no condition of its own about the row: what differs from row to row is a value ready to print.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MARK = "\ue000"  # around the name of a value while a line is laid out; no text of ours has it
MOST_LAYOUTS = 200


def lines(rows: Iterable[Mapping[str, str]], template: str, **given: Hashable) -> SafeString:
    """All rows one after the other. Every row has the same names; `given` is the same for all of them."""
    pieces: list[str] = []
    same, language = tuple(given.items()), get_language()
    for row in rows:
        layout = _layout(template, tuple(row), same, language)
        pieces += [escaped(row[part]) if place % 2 else part for place, part in enumerate(layout)]
    return mark_safe("".join(pieces))  # noqa: S308 - templates and escaped values


def escaped(value: str) -> str:
    """As Django does it, without asking each of thousands of values whether it is to be translated yet."""
    return value if isinstance(value, SafeString) else escape(value)


@lru_cache(maxsize=MOST_LAYOUTS)
def _layout(
    template: str, names: tuple[str, ...], given: tuple[tuple[str, Hashable], ...], language: str | None
) -> list[str]:
    return laid_out(template, {**dict(given), **{name: mark(name) for name in names}})


def laid_out(template: str, given: Mapping[str, Any]) -> list[str]:
    """Text of the template and names of values in turn; `given` has marks where values are to be filled in."""
    html = get_template(template).template.render(Context(given))  # type: ignore[attr-defined]
    return re.split(f"{MARK}(.*?){MARK}", html)


def mark(name: str) -> str:
    """Stands for a value while a template is laid out."""
    return f"{MARK}{name}{MARK}"
