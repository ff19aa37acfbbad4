"""The dispatch app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "hejie.dispatch"

    def ready(self) -> None:
        from hejie.dispatch import actions, assignment, facts, papers  # noqa: F401 - they register themselves
