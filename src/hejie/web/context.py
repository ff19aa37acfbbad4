"""What every page knows: language, theme, type size, and who is reading. What stands in its head: see `frame`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from hejie.people.access import ANONYMOUS, Actor
from hejie.web.homes import OFFICIALS, SEARCH, SEARCH_HINT
from hejie.web.preferences import mode_of, theme_of


@dataclass(frozen=True)
class Ui:
    """Read by layouts as `ui`. `theme` is empty when the system decides."""

    request: HttpRequest
    lang: str
    other_language: str
    theme: str
    mode: str
    demo: bool
    name: str

    @property
    def here(self) -> str:
        """The address without what was asked of it."""
        return self.request.path

    @cached_property
    def path(self) -> str:
        return self.request.get_full_path()


def page(request: HttpRequest) -> Mapping[str, Any]:
    """Context processor. No query."""
    english = (get_language() or "").startswith("en")
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    ui = Ui(
        request,
        lang="en" if english else "zh-CN",
        other_language="中文" if english else "English",
        theme=theme_of(request),
        mode=mode_of(request),
        demo=settings.DEMO,
        name=actor.name,
    )
    search = {"search_url": SEARCH, "search_hint": SEARCH_HINT} if actor.has_post(*OFFICIALS) else {}
    asks_proof = bool(actor.link and not actor.link.is_proved)
    return {"ui": ui, "actor": actor, "asks_proof": asks_proof, **search}
