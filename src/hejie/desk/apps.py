"""The desk's app: a recorded visit is done on the lists that had it."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hejie.desk"

    def ready(self) -> None:
        from hejie.desk import performers  # noqa: F401 - they register themselves
