"""The app finds its channels at start-up, and offers itself as the bringer of codes."""

from __future__ import annotations

from django.apps import AppConfig

from hejie.base.registry import discover


class MessagingConfig(AppConfig):
    name = "hejie.messaging"

    def ready(self) -> None:
        from hejie.messaging.codes import deliver
        from hejie.people.codes import set_code_sender

        set_code_sender(deliver)
        discover("hejie.messaging.channels")
