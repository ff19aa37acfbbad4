"""A step of signing in of our own, which django-allauth takes after the code and the second factor."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.stages import LoginStage
from django.shortcuts import redirect
from django.utils import timezone

from hejie.people.held import is_in_doubt
from hejie.people.models import Person


class NameStage(LoginStage):
    """Asks for the name of the account where its phone may have gone to somebody else; `web.naming` shows the page."""

    key = "name"
    urlname = "account_name"

    def handle(self) -> tuple[Any, bool]:
        person = cast("Person", self.login.user)
        return (redirect(self.urlname) if is_in_doubt(person, timezone.now()) else None), True
