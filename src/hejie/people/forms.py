"""Forms of the sign-in pages that differ from django-allauth's own."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm as SecondFactorForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hejie.people.awaited import account_for
from hejie.people.queries import usable_totp


class AskForCodeForm(RequestLoginCodeForm):
    """Sends a code to sign in with, also to those for whom something was filed while they had no account."""

    def clean_phone(self) -> str:
        phone: str = super().clean_phone()
        if phone and not self._user:
            self._user = account_for(phone, timezone.now())
        return phone


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


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, with a label for its name."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].label = _("给它起个名字")
