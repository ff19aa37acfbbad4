"""The app tells the rules what it knows of a case."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "hejie.intake"

    def ready(self) -> None:
        from hejie.intake import appointing, facts, joining  # noqa: F401 - they register themselves
