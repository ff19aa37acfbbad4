"""Signing in through the pages: phone code, password with second factor, and what is kept of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django import Settings

from hejie.people.actions import appoint, set_totp
from hejie.people.codes import CodeMessage
from hejie.people.models import Person
from hejie.people.queries import usable_totp
from hejie.people.signin import MFAAdapter, SecondFactorMiddleware, SocialAdapter
from hejie.people.signin_settings import openid_providers
from hejie.places.models import Authority

pytestmark = pytest.mark.django_db
PASSWORD, SECRET = "correct horse battery", "JBSWY3DPEHPK3PXP"
BY_CODE, CONFIRM, LOGIN, SECOND = (
    "/accounts/login/code/",
    "/accounts/login/code/confirm/",
    "/accounts/login/",
    "/accounts/2fa/authenticate/",
)


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_consumer_signs_in_with_the_code_sent_to_the_phone(
    client: Client, lin: Person, inbox: list[CodeMessage]
) -> None:
    answer = client.post(BY_CODE, {"phone": "+86 138 0000 0916"})
    assert answer.headers["Location"].startswith(CONFIRM)
    assert (inbox[0].phone, inbox[0].purpose, len(inbox[0].code)) == ("13800000916", "sign_in", 6)
    answer = client.post(CONFIRM, {"code": inbox[0].code})
    assert (answer.status_code, signed_in(client)) == (302, str(lin.pk))


def test_an_unknown_phone_sees_the_same_and_only_its_holder_learns_it(
    client: Client, lin: Person, inbox: list[CodeMessage]
) -> None:
    known = client.post(BY_CODE, {"phone": "13800000916"})
    unknown = Client().post(BY_CODE, {"phone": "13900000001"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [(m.phone, m.purpose, bool(m.code)) for m in inbox] == [
        ("13800000916", "sign_in", True),
        ("13900000001", "no_account", False),
    ]


def test_an_unverified_or_inactive_phone_is_an_unknown_one(
    client: Client, lin: Person, inbox: list[CodeMessage]
) -> None:
    Person.objects.update(is_active=False)
    client.post(BY_CODE, {"phone": "13800000916"})
    assert inbox[0].purpose == "no_account"


def test_wrong_codes_end_the_attempt(client: Client, lin: Person, inbox: list[CodeMessage]) -> None:
    client.post(BY_CODE, {"phone": "13800000916"})
    right = inbox[0].code
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": right})
    assert signed_in(client) is None


def test_codes_to_one_phone_are_limited(client: Client, lin: Person, inbox: list[CodeMessage]) -> None:
    for _ in range(6):
        Client().post(BY_CODE, {"phone": "13800000916"})
    assert len(inbox) == 3


def test_what_the_session_holds_meanwhile_lies_sealed(client: Client, lin: Person, inbox: list[CodeMessage]) -> None:
    client.post(BY_CODE, {"phone": "13800000916"})
    assert "13800000916" in str(dict(client.session))
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        data = cursor.fetchone()[0]
    assert client.session.decode(data) == dict(client.session)
    assert "13800000916" not in data


def test_a_session_that_cannot_be_opened_is_an_empty_one(client: Client, lin: Person) -> None:
    client.force_login(lin)
    Session.objects.update(session_data="broken")
    assert dict(client.session) == {}


def test_staff_sign_in_with_password_and_authenticator(client: Client, chen: Person, inbox: list[CodeMessage]) -> None:
    set_totp(person=chen, secret=SECRET)
    answer = client.post(LOGIN, {"login": "chen", "password": PASSWORD})
    assert answer.headers["Location"].startswith(SECOND)
    assert signed_in(client) is None
    client.post(SECOND, {"code": "000000" if usable_totp(chen) != "000000" else "000001"})
    assert signed_in(client) is None
    code = usable_totp(chen)
    client.post(SECOND, {"code": code})
    assert signed_in(client) == str(chen.pk)


def test_an_authenticator_code_works_once(client: Client, chen: Person) -> None:
    set_totp(person=chen, secret=SECRET)
    code = usable_totp(chen)
    for each in (client, other := Client()):
        each.post(LOGIN, {"login": "chen", "password": PASSWORD})
        each.post(SECOND, {"code": code})
    assert signed_in(client) == str(chen.pk)
    assert signed_in(other) is None
    other.post(SECOND, {"code": usable_totp(chen)})
    assert signed_in(other) == str(chen.pk)


def test_the_secret_of_the_authenticator_lies_sealed(chen: Person) -> None:
    set_totp(person=chen, secret=SECRET)
    assert SECRET not in str(Authenticator.objects.values().get())


def test_nobody_signs_up_here(client: Client) -> None:
    client.post("/accounts/signup/", {"phone": "13900000001", "password1": PASSWORD})
    assert not Person.objects.exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/x/", "password/reset/", "password/reset/key/1-x/"])
def test_no_door_takes_an_email_address(client: Client, chen: Person, path: str) -> None:
    client.force_login(chen)
    assert client.post(f"/accounts/{path}", {"email": "x@example.com", "action_add": ""}).status_code == 404


def test_a_wrong_password_says_the_same_for_known_and_unknown_names(chen: Person) -> None:
    for login in ("chen", "nobody", "13900000001"):
        client = Client()
        answer = client.post(LOGIN, {"login": login, "password": "wrong wrong wrong"})
        assert "用户名或密码不对" in answer.content.decode()
        assert signed_in(client) is None


def test_staff_without_second_factor_are_sent_to_set_one_up(
    client: Client, chen: Person, county: Authority, now: datetime, rf: RequestFactory
) -> None:
    from django.http import HttpResponse

    from hejie.people.access import actor_for_person

    appoint(person=chen, role="officer", authority=county, now=now)
    client.force_login(chen)
    middleware = SecondFactorMiddleware(lambda request: HttpResponse("page"))

    def visit(path: str) -> HttpResponse:
        request = rf.get(path)
        request.user, request.session = chen, client.session
        request.actor = actor_for_person(chen)  # type: ignore[attr-defined]
        return middleware(request)

    assert visit("/office/").headers["Location"] == "/accounts/2fa/totp/activate/"
    assert visit("/accounts/2fa/totp/activate/").content == b"page"
    set_totp(person=chen, secret=SECRET)
    assert visit("/office/").content == b"page"


def test_staff_keep_their_last_second_factor_and_others_may_give_it_up(
    chen: Person, county: Authority, now: datetime
) -> None:
    set_totp(person=chen, secret=SECRET)
    only = Authenticator.objects.get()
    assert MFAAdapter().can_delete_authenticator(only)
    appoint(person=chen, role="officer", authority=county, now=now)
    assert not MFAAdapter().can_delete_authenticator(only)
    Authenticator.objects.create(user=chen, type=Authenticator.Type.WEBAUTHN, data={})
    assert MFAAdapter().can_delete_authenticator(only)


def openid_login(username: str) -> SocialLogin:
    claims = {"userinfo": {"preferred_username": username, "name": "陈安", "email": "chen@example.com"}}
    return SocialLogin(user=Person(), account=SocialAccount(provider="oidc", uid="u-1", extra_data=claims))


def test_an_openid_provider_opens_the_account_it_names_and_leaves_no_profile(
    rf: RequestFactory, client: Client, chen: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_providers({"HEJIE_OIDC_URL": "https://id.example.com"})
    monkeypatch.setitem(registry.provider_map, OpenIDConnectProvider.id, OpenIDConnectProvider)  # as at start-up
    request = rf.get("/accounts/oidc/oidc/login/callback/")
    request.session = client.session
    with request_context(request):
        login = openid_login("chen")
        SocialAdapter().pre_social_login(request, login)
        assert (login.is_existing, login.user) == (True, chen)
        assert SocialAccount.objects.get().extra_data == {"sub": "u-1"}


@pytest.mark.parametrize("username", ["nobody", ""])
def test_an_openid_provider_makes_no_accounts(rf: RequestFactory, client: Client, chen: Person, username: str) -> None:
    request = rf.get("/accounts/oidc/oidc/login/callback/")
    request.session = client.session
    with request_context(request):
        login = openid_login(username)
        SocialAdapter().pre_social_login(request, login)
        assert not login.is_existing
        assert not SocialAdapter().is_open_for_signup(request, login)
    assert Person.objects.get() == chen
