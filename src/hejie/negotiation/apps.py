"""The negotiation app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "hejie.negotiation"

    def ready(self) -> None:
        from hejie.negotiation import actions, blind, facts, queries  # noqa: F401 - they register themselves
