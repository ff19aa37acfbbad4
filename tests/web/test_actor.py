"""Who is asking: visitors, people, holders of an invitation link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory, override_settings
from pytest_django import DjangoAssertNumQueries

from hejie.people.access import ANONYMOUS, Actor
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person, Post
from hejie.people.sessions import SessionStore
from hejie.web.middleware import actor_of
from tests.small_case import the_office
from tests.web.at_desk import keep_signed_in


@pytest.fixture
def person(db: None, now: datetime) -> Person:
    return register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)


def signed_in(client: Client, person: Person) -> Client:
    keep_signed_in(client, person)
    return client


def test_a_visitor_without_a_session_costs_no_query() -> None:
    assert actor_of(RequestFactory().get("/")) is ANONYMOUS


def test_a_signed_in_person_reads_own_pages_that_no_shared_cache_keeps(client: Client, person: Person) -> None:
    page = signed_in(client, person).get("/help/")
    assert "我的案件" in page.content.decode()
    assert "private" in page.headers["Cache-Control"]
    assert "no-cache" in page.headers["Cache-Control"]


def test_a_page_costs_a_signed_in_reader_two_queries(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The session with who it is, and the count of new notices where a page shows it."""
    client = Client()
    keep_signed_in(client, person)
    assert "林晓" in client.get("/help/").content.decode()
    with django_assert_num_queries(2):
        client.get("/help/")
    with django_assert_num_queries(1):
        assert client.get("/no/such/page/").status_code == 404


def test_the_sealed_session_alone_says_whose_it_is(person: Person, now: datetime) -> None:
    """The list of sessions beside it brings the person along, and lets nobody in as somebody else."""
    other = register_person(now=now, name="别人", phone="13800000917", phone_verified=True)
    client = signed_in(Client(), person)
    UserSession.objects.update(user=other)
    assert seen_by(client).person_id == person.pk
    UserSession.objects.all().delete()
    assert seen_by(client).person_id == person.pk


def test_a_session_under_a_new_key_is_still_in_the_list_of_its_person(person: Person) -> None:
    client = Client()
    keep_signed_in(client, person)
    session = SessionStore(client.cookies["sessionid"].value)
    session.cycle_key()
    assert [one.session_key for one in UserSession.objects.filter(user=person)] == [session.session_key]


def seen_by(client: Client) -> Actor:
    """As whom the next page takes this browser."""
    return cast("Actor", client.get("/help/").wsgi_request.actor)  # type: ignore[attr-defined]


def test_what_changed_since_signing_in_counts_at_the_next_page(person: Person, now: datetime) -> None:
    post = appoint(person=person, role="officer", authority=the_office(), now=now)
    first, second = signed_in(Client(), person), signed_in(Client(), person)
    assert [one.role for one in seen_by(first).posts] == ["officer"]

    Post.objects.filter(pk=post.pk).update(until=now + timedelta(days=1))
    assert (seen_by(first).person_id, seen_by(first).posts) == (person.pk, ())

    SessionStore(first.cookies["sessionid"].value).delete()
    assert (seen_by(first), seen_by(second).person_id) == (ANONYMOUS, person.pk)

    person.set_password("an entirely new one")
    person.save(update_fields=["password"])
    assert seen_by(second) is ANONYMOUS

    anew = signed_in(Client(), person)
    assert seen_by(anew).person_id == person.pk
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not seen_by(anew).person_id


@override_settings(AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"])
def test_a_way_in_that_is_closed_lets_nobody_in(client: Client, person: Person) -> None:
    assert seen_by(signed_in(client, person)) is ANONYMOUS


def test_the_language_of_a_person_counts_until_the_browser_chose(client: Client, person: Person) -> None:
    person.language = "en"
    person.save(update_fields=["language"])
    assert signed_in(client, person).get("/help/").headers["Content-Language"] == "en"
    client.cookies["hejie_language"] = "zh-hans"
    assert client.get("/help/").headers["Content-Language"] == "zh-hans"


def test_signing_in_leads_a_consumer_to_own_cases(client: Client, person: Person) -> None:
    assert signed_in(client, person).get("/go/").headers["Location"] == "/my/"


def test_going_home_asks_a_visitor_to_sign_in(client: Client) -> None:
    assert client.get("/go/").headers["Location"] == "/accounts/login/?next=/go/"
