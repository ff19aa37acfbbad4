"""Sitting down at a desk: signed in with the second factor that staff and clerks need."""

from __future__ import annotations

from django.test import Client

from hejie.base.ids import show_case_number
from hejie.cases.models import Case
from hejie.people.models import Person
from hejie.people.signin import SECOND_FACTOR


def sit_down(person: Person, token: str = "") -> Client:
    """A browser in which this person is signed in. With their token it is a client of the API as well."""
    client = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"} if token else None)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


def number(case: Case) -> str:
    return show_case_number(case.ref)
