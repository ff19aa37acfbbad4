"""Writing persons, posts and tokens. Codes and identity have their own modules and are offered here too."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from hejie.base.crypto import blind_index
from hejie.base.text import clean_line, normal_phone
from hejie.people.access import TOKEN_PREFIX, token_hash
from hejie.people.codes import CodeMessage, check_code, deliver_code, has_live_code, send_code, set_code_sender
from hejie.people.held import note_shown
from hejie.people.identity import Outcome, check_identity
from hejie.people.models import Person, Post, Token
from hejie.places.models import Authority
from hejie.rules.identity_papers import RESIDENT_CARD

__all__ = [
    "CodeMessage",
    "appoint",
    "change_language",
    "check_code",
    "check_identity",
    "confirm_identity",
    "confirm_phone",
    "deliver_code",
    "end_post",
    "erase_person",
    "has_live_code",
    "issue_token",
    "register_person",
    "revoke_token",
    "send_code",
    "set_code_sender",
    "set_totp",
    "update_person",
]


class PhoneTaken(Exception):
    """Another person has verified this phone."""


def register_person(
    *,
    now: datetime,
    name: str,
    phone: str | None = None,
    phone_verified: bool = False,
    username: str | None = None,
    password: str | None = None,
    id_number: str | None = None,
    id_kind: str = RESIDENT_CARD,
    email: str | None = None,
    address: str | None = None,
    language: str = "zh-hans",
) -> Person:
    """A new person. Without a password they sign in by phone code only. Raises PhoneTaken."""
    person = Person(name=clean_line(name), phone=phone and normal_phone(phone), id_number=id_number, email=email)
    person.id_kind = id_kind
    person.username, person.address, person.language, person.joined_at = username, address, language, now
    person.phone_verified_at = now if phone and phone_verified else None
    person.set_password(password)
    _save(person)
    return person


@transaction.atomic
def person_by_phone(*, phone: str, name: str, now: datetime, language: str = "zh-hans") -> Person:
    """The person whose verified phone this is, registered now if there is none. Call after `check_code` agreed.

    Two filings at the same moment find the same person.
    """
    holders = Person.objects.filter(phone_index=blind_index("phone", phone), phone_verified_at__isnull=False)
    if found := holders.first():
        note_shown(found, now)
        return found
    try:
        return register_person(now=now, name=name, phone=phone, phone_verified=True, language=language)
    except PhoneTaken:
        return holders.get()


def update_person(
    *, person: Person, name: str | None = None, email: str | None = None, address: str | None = None
) -> None:
    """Change what a person says about themselves; None leaves a value, empty text removes it."""
    given = {"name": name, "email": email, "address": address}
    changed = {field: clean_line(value) or None for field, value in given.items() if value is not None}
    for field, value in changed.items():
        setattr(person, field, value)
    if changed:
        person.save(update_fields=list(changed))


def change_language(*, person: Person, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


def confirm_phone(*, person: Person, phone: str, now: datetime) -> None:
    """Note that the person proved to hold this phone. Raises PhoneTaken."""
    person.phone, person.phone_verified_at = normal_phone(phone), now
    _save(person, "phone", "phone_verified_at")


def confirm_identity(
    *, person: Person, name: str, id_number: str, now: datetime, id_kind: str = RESIDENT_CARD
) -> Outcome:
    """Ask the identity service whether name and number belong together; when they do, keep both with the person."""
    outcome = check_identity(name=name, id_number=id_number, now=now, id_kind=id_kind)
    if outcome.is_match:
        person.name, person.id_number = clean_line(name), outcome.id_number
        person.id_kind = id_kind
        person.identity_checked_at, person.identity_checked_by = now, outcome.service
        person.save(update_fields=["name", "id_number", "id_kind", "identity_checked_at", "identity_checked_by"])
    return outcome


def appoint(*, person: Person, role: str, authority: Authority, now: datetime) -> Post:
    """Give a person a post; the one they already hold is returned unchanged."""
    post, _ = Post.objects.get_or_create(
        person=person, role=role, authority=authority, until=None, defaults={"since": now}
    )
    return post


def end_post(*, post: Post, now: datetime) -> None:
    post.until = now
    post.save(update_fields=["until"])


def issue_token(*, person: Person, name: str, now: datetime, days: int = 90, partner: str = "") -> str:
    """A new bearer token, shown this once: only its hash is kept."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(
        person=person, name=name, partner=partner, hash=token_hash(secret), issued_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    return secret


def revoke_token(*, token: Token, now: datetime) -> None:
    """The token stops working at once; revoking twice keeps the first time."""
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now)


def set_totp(*, person: Person, secret: str) -> None:
    """Enrol an authenticator app by its base-32 secret, replacing an earlier one."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    with transaction.atomic():
        Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
        TOTP.activate(person, secret)


@transaction.atomic
def erase_person(*, person: Person, now: datetime) -> None:
    """Remove everything that names the person, end posts, tokens and ways to sign in. Cannot be taken back."""
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    for field in ("name", "phone", "id_number", "email", "address", "username", "phone_verified_at"):
        setattr(person, field, None)
    person.id_kind = RESIDENT_CARD  # what is said of everybody: another kind would tell where somebody is from
    person.is_active, person.is_erased = False, True
    person.set_unusable_password()
    person.save()
    Post.objects.filter(person=person, until__isnull=True).update(until=now)
    Token.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()


def _save(person: Person, *fields: str) -> None:
    try:
        with transaction.atomic():
            person.save(update_fields=fields or None)
    except IntegrityError as error:
        if "person_one_per_verified_phone" in str(error):
            raise PhoneTaken from None
        raise
