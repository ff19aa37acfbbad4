"""The panels app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "hejie.panels"

    def ready(self) -> None:
        from hejie.panels import actions, facts  # noqa: F401 - they register themselves
