"""The hub's app: what it does at a move, and what it tells the rules."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hejie.cases"

    def ready(self) -> None:
        from hejie.cases.joining import waits_for
        from hejie.cases.released import forget_phone
        from hejie.people.awaited import waits_for_phone
        from hejie.people.held import when_released

        waits_for_phone.add("cases", waits_for)
        when_released.add("cases", forget_phone)
        from hejie.cases import (  # noqa: F401 - they register themselves
            contacts,
            delivery,
            facts,
            invitations,
            links,
            parts,
            performers,
            representing,
            reviews,
            rewarding,
        )
