"""The mediation app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "hejie.mediation"

    def ready(self) -> None:
        from hejie.mediation import actions, delegation, facts  # noqa: F401 - they register themselves

        # Last: what was arranged is looked at when a move has set who mediates.
        from hejie.mediation.appointments import facts_of_the_meeting  # noqa: F401
