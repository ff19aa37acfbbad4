"""The pages' app: checks at start-up that what the pages are drawn with is there."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks


class WebConfig(AppConfig):
    name = "hejie.web"
    verbose_name = "pages"

    def ready(self) -> None:
        checks.register(icons_are_there)


def icons_are_there(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error when the icon folder is missing: a page without icons would lose half of its deadline signs."""
    from hejie.web.icons import folder

    if folder().is_dir():
        return []
    hint = "Run `make setup` (npm ci), or set HEJIE_ICONS to a folder of lucide SVG files."
    return [checks.Error(f"No icons in {folder()}.", hint=hint, id="web.E001")]
