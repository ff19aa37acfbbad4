"""The rooms app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "hejie.rooms"

    def ready(self) -> None:
        from hejie.rooms import facts, minutes, performers  # noqa: F401 - they register themselves
