"""When something does not work, the page says so plainly and shows a way on."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from hejie.people.actions import register_person
from hejie.urls import urlpatterns as every_page
from tests.small_case import small_world
from tests.web.at_desk import sit_down

MARKS = {400: SuspiciousOperation, 403: PermissionDenied, 500: RuntimeError}


def break_it(request: HttpRequest, code: int) -> HttpResponse:
    raise MARKS[code]("13800000916")


urlpatterns = [path("break/<int:code>/", break_it), *every_page]
handler400 = "hejie.web.errors.bad_request"
handler403 = "hejie.web.errors.forbidden"
handler404 = "hejie.web.errors.not_found"
handler500 = "hejie.web.errors.server_error"


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        (400, "这次请求不完整", "This request is incomplete"),
        (403, "这一页您现在不能看", "You cannot see this page now"),
        (500, "系统出了点问题", "Something went wrong on our side"),
    ],
)
def test_failures_are_told_in_both_languages_without_details(
    settings: Settings, code: int, chinese: str, english: str
) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    answer = client.get(f"/break/{code}/")
    client.cookies["hejie_language"] = "en"
    again = client.get(f"/break/{code}/")
    assert (answer.status_code, again.status_code) == (code, code)
    assert chinese in answer.content.decode()
    assert english in again.content.decode()
    for page in (answer, again):
        assert "13800000916" not in page.content.decode()
        assert 'href="tel:12315"' in page.content.decode()


def test_an_unknown_address_offers_a_way_on(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert 'href="/progress/"' in answer.content.decode()


@pytest.mark.django_db
def test_who_is_not_signed_in_may_sign_in_and_come_back(client: Client, now: datetime) -> None:
    register_person(now=now, name="王五", username="wangwu", password="long-enough-2026")
    missing = client.get("/cases/261100000000/")
    login = re.search(r'href="([^"]*)">登录后再看', missing.content.decode())
    assert login
    assert login[1] == "/accounts/login/?next=/cases/261100000000/"

    typed = {"login": "wangwu", "password": "long-enough-2026", "next": "/cases/261100000000/"}
    assert client.get(login[1]).status_code == 200
    assert client.post(login[1], typed)["Location"] == "/cases/261100000000/"


@pytest.mark.django_db
def test_the_way_to_sign_in_says_nothing_of_what_exists(client: Client, now: datetime) -> None:
    there = small_world(now).case.ref
    hidden, absent = (client.get(f"/cases/{ref}/") for ref in (there, "261100000000"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content.decode().replace(there, "") == absent.content.decode().replace("261100000000", "")


def test_nobody_is_sent_to_another_house_by_a_missing_page(client: Client) -> None:
    page = client.get("/", PATH_INFO="//evil.example/no/").content.decode()
    assert 'href="/accounts/login/">登录后再看' in page
    own = client.get("/%22%3E%3Cscript%3E/").content.decode()
    assert 'href="/accounts/login/?next=/%22%3E%3Cscript%3E/">登录后再看' in own


def test_an_address_that_only_takes_what_a_button_sends_says_so(client: Client) -> None:
    answer = client.get("/preferences/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in answer.content.decode()
    assert 'href="/go/"' in answer.content.decode()


@pytest.mark.django_db
def test_whoever_is_signed_in_is_shown_to_their_own_start_page(now: datetime) -> None:
    client = sit_down(register_person(now=now, name="王五", phone="13800000916", phone_verified=True))
    for address in ("/no/such/page/", "/cases/261100000000/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert 'href="/go/"' in answer.content.decode()
        assert "登录后再看" not in answer.content.decode()


def test_an_old_form_leads_back_to_its_page_and_nowhere_else() -> None:
    client = Client(enforce_csrf_checks=True)
    for sent_from, led_to in (
        ("http://testserver/progress/?x=1", "/progress/?x=1"),
        ("https://elsewhere.example/", ""),
    ):
        answer = client.post("/progress/", HTTP_REFERER=sent_from)
        assert answer.status_code == 403
        assert f'{led_to or "/progress/"}">回到那一页' in answer.content.decode(), sent_from
        assert "elsewhere" not in answer.content.decode()


def test_a_page_that_is_not_on_the_phone_leads_back_to_the_visits(client: Client) -> None:
    answer = client.get("/field/offline/")
    assert answer.status_code == 200
    assert 'href="/field/"' in answer.content.decode()
    worker = client.get("/field/worker.js").content.decode()
    assert '"/field/offline/"' in worker
