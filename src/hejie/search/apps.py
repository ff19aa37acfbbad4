"""The app keeps the index in step with every case from the moment the platform starts."""

from __future__ import annotations

from django.apps import AppConfig

from hejie.base import events


class SearchConfig(AppConfig):
    name = "hejie.search"

    def ready(self) -> None:
        from hejie.search import actions

        events.subscribe(actions.follow)
