"""The agreements app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "hejie.agreements"

    def ready(self) -> None:
        from hejie.agreements import actions, facts, performers, promises  # noqa: F401 - they register themselves
