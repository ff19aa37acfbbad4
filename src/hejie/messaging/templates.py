"""Every message the house sends, by its key; the texts are found in `texts/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from hejie.messaging import texts
from hejie.messaging.wording import PLACEHOLDERS, Template, Value, outside, placeholders, read_in, say

__all__ = ["PLACEHOLDERS", "TEMPLATES", "Template", "Value", "outside", "placeholders", "read_in", "say", "title"]


def _every_text() -> dict[str, Template]:
    """All texts. Raises ValueError where two modules use one key."""
    found: dict[str, Template] = {}
    for module in sorted(pkgutil.iter_modules(texts.__path__), key=lambda one: one.name):
        held: Mapping[str, Template] = importlib.import_module(f"{texts.__name__}.{module.name}").TEXTS
        if twice := found.keys() & held.keys():
            raise ValueError(f"message {', '.join(sorted(twice))} is written twice")
        found |= held
    return found


TEMPLATES: Mapping[str, Template] = _every_text()


def title(template: str, language: str) -> str:
    """The heading of a notice, the subject of a mail."""
    words = TEMPLATES[template].title
    return words.en if language.startswith("en") else words.zh
