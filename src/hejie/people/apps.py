"""Start-up of the people app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hejie.people"

    def ready(self) -> None:
        from hejie.base.reseal import stores
        from hejie.people.secrets import AuthenticatorSecrets

        stores.add("mfa_authenticator.data", AuthenticatorSecrets())
