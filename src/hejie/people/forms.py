"""Forms of the sign-in pages that differ from django-allauth's own."""

from __future__ import annotations

from allauth.mfa.base.forms import AuthenticateForm as SecondFactorForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from django.conf import settings

from hejie.people.queries import usable_totp


class AuthenticateForm(SecondFactorForm):
    """Asks for the second factor. `demo_code` is what to type, in the demonstration only."""

    @property
    def demo_code(self) -> str:
        return usable_totp(self.user) if settings.DEMO else ""


class ReauthenticateForm(SecondFactorAgainForm):
    """Asks for the second factor again before a change to the account."""

    @property
    def demo_code(self) -> str:
        return usable_totp(self.user) if settings.DEMO else ""
