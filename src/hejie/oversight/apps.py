"""The oversight app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "hejie.oversight"

    def ready(self) -> None:
        from hejie.oversight import facts, papers, performers  # noqa: F401 - they register themselves
