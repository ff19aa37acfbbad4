"""People of a scene in a browser, and with a token."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from hejie.people.actions import issue_token
from hejie.people.models import Person
from tests.web.at_desk import keep_signed_in


def browser_of(person: Person | None = None) -> Client:
    """A browser of its own, signed in with the second factor that staff and clerks need."""
    client = Client()
    if person:
        keep_signed_in(client, person)
    return client


def api_of(person: Person) -> Client:
    """Calls of the API in this person's name."""
    token = issue_token(person=person, name="test", now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)
