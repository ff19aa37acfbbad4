"""Signing in: what django-allauth has to know of this house.

Consumers sign in by phone code. Staff and clerks sign in by user name, password and a second factor (authenticator app
or passkey), or through an OpenID provider that names a user this installation already has. Nobody signs up here:
accounts come from filing or from an operator.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hejie.base.crypto import blind_index
from hejie.base.text import is_phone, normal_phone
from hejie.people import codes
from hejie.people.actions import PhoneTaken, confirm_phone
from hejie.people.held import note_shown
from hejie.people.models import Person
from hejie.people.secrets import open_secret, seal_secret

CODE_LIFETIME = timedelta(minutes=5)  # the page's own code, see ACCOUNT_LOGIN_BY_CODE_TIMEOUT
SECOND_FACTOR = "second_factor"  # session key: this session belongs to somebody who has one
WITHOUT_SECOND_FACTOR = ("/accounts/", "/preferences/")
MISMATCH = _("用户名或密码不对，请重新输入。")
MESSAGES = {
    "account_inactive": _("这个账号已停用，请联系您单位的管理员。"),
    "incorrect_code": _("验证码不对，请核对后再输。"),
    "incorrect_password": _("密码不对，请重新输入。"),
    "invalid_login": _("请输入手机号或用户名。"),
    "phone_password_mismatch": MISMATCH,
    "username_password_mismatch": MISMATCH,
    "phone_taken": _("这个手机号已有账号，请换一个号码，或用它登录。"),
    "rate_limited": _("操作太快了，请过一会儿再试。"),
    "too_many_login_attempts": _("试的次数太多，请过几分钟再试。"),
    "same_as_current": _("和现在的一样，不用修改。"),
}


class PhoneField(forms.CharField):
    """A phone number as people type it, cleaned to digits."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "tel", "type": "tel", "inputmode": "tel"}
        super().__init__(**{"label": _("手机号"), "widget": forms.TextInput(attrs=attributes), **options})

    def clean(self, value: Any) -> str:
        value = super().clean(value)
        if value and not is_phone(value):
            raise ValidationError(_("手机号不对，请填 11 位号码。"), code="invalid_phone")
        return normal_phone(value)


class AccountAdapter(DefaultAccountAdapter):
    """Phones live in sealed fields; messages leave through the sender that messaging registered."""

    error_messages = {**DefaultAccountAdapter.error_messages, **MESSAGES}  # noqa: RUF012 - an instance variable there

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Without the phone stage: a sign-in code proves the phone, and staff need none. Last the name, if in doubt."""
        usual = [stage for stage in super().get_login_stages() if not stage.endswith("PhoneVerificationStage")]
        return [*usual, "hejie.people.stages.NameStage"]

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        if any(step["method"] == "code" for step in get_authentication_records(request, user)):
            note_shown(user, timezone.now())

    def phone_form_field(self, **options: Any) -> PhoneField:
        return PhoneField(**options)

    def get_user_by_phone(self, phone: str) -> Person | None:
        index = blind_index("phone", phone)
        return Person.objects.filter(phone_index=index, phone_verified_at__isnull=False, is_active=True).first()

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified_at = normal_phone(phone), timezone.now() if verified else None
        user.save(update_fields=["phone", "phone_verified_at"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        if user.phone_verified_at is None or normal_phone(phone) != user.phone:
            with suppress(PhoneTaken):  # by an account that came with a filing a moment ago: it opens the cases
                confirm_phone(person=user, phone=phone, now=timezone.now())

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        now = timezone.now()
        codes.deliver_code(codes.CodeMessage(phone, code, codes.SIGN_IN, now, now + CODE_LIFETIME))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """The page says the same either way; only the holder of the phone learns that there is no account."""
        now = timezone.now()
        codes.deliver_code(codes.CodeMessage(phone, "", codes.NO_ACCOUNT, now, now))


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed; staff keep at least one second factor."""

    error_messages = {  # noqa: RUF012 - an instance variable there
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": MESSAGES["incorrect_code"],
        "cannot_delete_authenticator": _("您的岗位需要二次验证，请先添加另一种方式，再删除这一种。"),
    }

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "和解 Hejie"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        from hejie.people.access import actor_for_person

        strong = Authenticator.objects.filter(user=authenticator.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return strong.exclude(pk=authenticator.pk).exists() or not actor_for_person(authenticator.user).is_staff


class SocialAdapter(DefaultSocialAccountAdapter):
    """An OpenID provider vouches for user names that exist here; it makes no accounts and leaves no profile behind."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims, account = sociallogin.account.extra_data, sociallogin.account
        claims = claims.get("userinfo", claims)
        account.extra_data = {"sub": account.uid}
        if sociallogin.is_existing:
            account.save(update_fields=["extra_data"])
            return
        username = claims.get("preferred_username")
        person = Person.objects.filter(username=username, is_active=True).first() if username else None
        if person:
            sociallogin.connect(request, person)


class SecondFactorMiddleware:
    """Sends staff and clerks without a second factor to set one up. Stands after what sets `request.actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return redirect("mfa_activate_totp") if self._must_set_up(request) else self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        if actor is None or actor.via != "session" or not actor.is_staff or request.session.get(SECOND_FACTOR):
            return False
        if request.path.startswith(WITHOUT_SECOND_FACTOR):
            return False
        if not has_second_factor(request.user):
            return True
        request.session[SECOND_FACTOR] = True
        return False


def has_second_factor(person: Any) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()
