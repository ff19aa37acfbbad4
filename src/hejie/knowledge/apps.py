"""The knowledge app: what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "hejie.knowledge"

    def ready(self) -> None:
        from hejie.knowledge import checklists, facts  # noqa: F401 - they register themselves
