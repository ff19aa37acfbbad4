"""Start-up of the traders app."""

from __future__ import annotations

from django.apps import AppConfig


class TradersConfig(AppConfig):
    name = "hejie.traders"

    def ready(self) -> None:
        from hejie.people.access import trader_links
        from hejie.traders.queries import clerkships_of

        trader_links.add("clerks", clerkships_of)
