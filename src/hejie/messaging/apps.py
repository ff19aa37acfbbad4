"""The app finds its channels at start-up."""

from __future__ import annotations

from django.apps import AppConfig

from hejie.base.registry import discover


class MessagingConfig(AppConfig):
    name = "hejie.messaging"

    def ready(self) -> None:
        discover("hejie.messaging.channels")
