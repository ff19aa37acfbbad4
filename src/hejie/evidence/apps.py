"""The app finds the kinds of file it takes at start-up."""

from __future__ import annotations

from django.apps import AppConfig

from hejie.base.registry import discover


class EvidenceConfig(AppConfig):
    name = "hejie.evidence"

    def ready(self) -> None:
        discover("hejie.evidence.kinds")
        from hejie.evidence import actions, dividing, facts, queries, records  # noqa: F401 - they register what the hub asks for
