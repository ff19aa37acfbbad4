"""The drafting app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "hejie.drafting"

    def ready(self) -> None:
        from hejie.base.registry import discover

        discover("hejie.drafting.clauses")
        from hejie.drafting import actions, facts, queries  # noqa: F401 - they register themselves
