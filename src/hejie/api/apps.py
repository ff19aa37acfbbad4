"""The API's app, outermost in the house: when it is ready all below it is, so reactions start."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hejie.api"
    verbose_name = "API"

    def ready(self) -> None:
        """In every process alike: web, worker, command line, tests."""
        from hejie import reactions

        reactions.install()
