"""The exchange app: what it does at a move, what it tells the rules, which papers it writes."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "hejie.exchange"

    def ready(self) -> None:
        from hejie.exchange import erasure, facts, papers, performers  # noqa: F401 - they register themselves
