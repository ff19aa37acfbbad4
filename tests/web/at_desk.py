"""Sitting down at a desk: signed in with the second factor that staff and clerks need."""

from __future__ import annotations

from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from hejie.base.ids import show_case_number
from hejie.base.written import write
from hejie.cases.models import Case
from hejie.people.models import Person
from hejie.people.sessions import SessionStore
from hejie.people.signin import SECOND_FACTOR

BACKEND = "django.contrib.auth.backends.ModelBackend"


def sit_down(person: Person, token: str = "") -> Client:
    """A browser in which this person is signed in. With their token it is a client of the API as well."""
    client = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {token}"} if token else None)
    keep_signed_in(client, person)
    return client


def keep_signed_in(client: Client, person: Person) -> None:
    """What signing in leaves, written in one statement; the second factor was seen by an earlier page."""
    session, key = SessionStore(), uuid4().hex
    known = {SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: BACKEND, SECOND_FACTOR: True}
    data = session.encode(known | {HASH_SESSION_KEY: person.get_session_auth_hash()})
    kept = session.model(session_key=key, session_data=data, expire_date=session.get_expiry_date())
    write(kept, UserSession(user=person, session_key=key, ip="127.0.0.1"))
    client.cookies[settings.SESSION_COOKIE_NAME] = key


def number(case: Case) -> str:
    return show_case_number(case.ref)
