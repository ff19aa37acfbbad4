"""Signing in, in our own dress: phone first, staff folded, nothing inline."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from hejie.people.actions import register_person
from hejie.people.models import Person
from tests.web.conftest import words

pytestmark = pytest.mark.django_db
OPEN = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"]
OWN = [
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/logout/",
]
OWN += ["/accounts/logout/", "/accounts/password/change/", "/accounts/phone/change/"]


@pytest.fixture
def person(now: datetime) -> Person:
    return register_person(now=now, name="林晓", phone="13800000916", phone_verified=True)


def clean(page: str) -> bool:
    """No inline style, handler or code; data blocks for scripts are no code."""
    code = [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag and "application/json" not in tag]
    return not code and not re.search(r"\s(style|on\w+)=", page)


@pytest.mark.parametrize("path", OPEN)
def test_pages_before_signing_in_wear_our_layout(client: Client, path: str) -> None:
    page = client.get(path, follow=True).content.decode()
    assert 'lang="zh-CN"' in page
    assert 'class="hj-skip"' in page
    assert 'href="tel:12315"' in page
    assert clean(page)


@pytest.mark.parametrize("path", OWN)
def test_pages_of_the_account_wear_our_layout(client: Client, person: Person, path: str) -> None:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    assert 'class="hj-skip"' in answer.content.decode()
    assert clean(answer.content.decode())


def test_an_empty_field_is_said_in_plain_words_and_marked(client: Client) -> None:
    page = client.post("/accounts/login/code/", {"phone": ""})
    assert "这里还没填，请填写" in words(page)
    assert 'aria-invalid="true"' in page.content.decode()
    client.cookies["hejie_language"] = "en"
    assert "Please fill this in" in words(client.post("/accounts/login/code/", {"phone": ""}))


def test_consumers_are_asked_for_a_phone_and_staff_for_a_password(client: Client) -> None:
    page = client.get("/accounts/login/")
    html = page.content.decode()
    assert html.index('name="phone"') < html.index('type="password"')
    assert "发验证码给我" in words(page)
    assert "<details" in html
    assert " open>" not in html[html.index('<details class="border-t') :].split("</summary>")[0]


def test_a_wrong_password_opens_its_part_again_with_the_reason(client: Client) -> None:
    html = client.post("/accounts/login/", {"login": "nobody", "password": "wrong"}).content.decode()
    assert re.search(r"<details[^>]* open>", html)
    assert "hj-errors" in html


def test_the_sign_in_page_reads_in_english(client: Client) -> None:
    client.cookies["hejie_language"] = "en"
    text = words(client.get("/accounts/login/"))
    assert "Sign in with your phone" in text
    assert re.findall(r"[\u4e00-\u9fff]+", text.replace("中文", "")) == []


def test_devices_are_listed_and_the_others_can_be_signed_out(client: Client, now: datetime) -> None:
    register_person(now=now, name="林晓", username="linxiao", password="a long enough one")
    other = Client()
    for browser in (client, other):
        browser.post("/accounts/login/", {"login": "linxiao", "password": "a long enough one"})
    text = words(client.get("/accounts/sessions/"))
    assert "这台" in text
    assert "退出别的设备" in text
    client.post("/accounts/sessions/")
    assert "退出登录" in words(client.get("/help/"))
    assert "退出登录" not in words(other.get("/help/"))
