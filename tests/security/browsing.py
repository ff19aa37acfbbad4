"""People of a scene in a browser, and with a token."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from hejie.people.actions import issue_token, set_totp
from hejie.people.models import Person

SECRET = "JBSWY3DPEHPK3PXP"


def browser_of(person: Person | None = None) -> Client:
    """A browser of its own, signed in with a second factor where the person needs one."""
    client = Client()
    if person:
        set_totp(person=person, secret=SECRET)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def api_of(person: Person) -> Client:
    """Calls of the API in this person's name."""
    token = issue_token(person=person, name="test", now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)
