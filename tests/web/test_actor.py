"""Who is asking: visitors, people, holders of an invitation link."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from hejie.people.access import ANONYMOUS
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.web.middleware import actor_of


@pytest.fixture
def person(db: None, now: datetime) -> Person:
    return register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_visitor_without_a_session_costs_no_query() -> None:
    assert actor_of(RequestFactory().get("/")) is ANONYMOUS


def test_a_signed_in_person_reads_own_pages_that_no_shared_cache_keeps(client: Client, person: Person) -> None:
    page = signed_in(client, person).get("/help/")
    assert "我的案件" in page.content.decode()
    assert "private" in page.headers["Cache-Control"]
    assert "no-cache" in page.headers["Cache-Control"]


def test_a_page_costs_a_signed_in_reader_four_queries(
    client: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in(client, person).get("/help/")
    with django_assert_max_num_queries(5):
        client.get("/help/")


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
