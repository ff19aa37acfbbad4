"""Persons, the posts they hold, their API tokens, and the one-time codes sent to phones."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hejie.base.compiled import CompiledRows, stand_in_id
from hejie.base.fields import BlindIndexField, SealedModel, SealedTextField
from hejie.base.ids import uuid7
from hejie.places.models import Authority
from hejie.rules.identity_papers import RESIDENT_CARD

AN_ID = stand_in_id("pers")


class Persons(BaseUserManager["Person"]):
    """Persons; one by the id alone, as every request of whoever is signed in asks, by a statement written once."""

    def get(self, *args: Any, **named: Any) -> Person:
        if args or named.keys() != {"pk"} or not isinstance(named["pk"], UUID):
            return super().get(*args, **named)
        for person in _of_id({AN_ID: named["pk"]}):
            return cast("Person", person)
        raise Person.DoesNotExist


@CompiledRows
def _of_id() -> models.QuerySet[Any]:
    return Person.objects.filter(pk=AN_ID)


class Person(SealedModel, AbstractBaseUser):
    """Anyone with an account. Consumers sign in by phone, staff and clerks by user name. What names them is sealed."""

    username = models.CharField(max_length=60, unique=True, null=True, blank=True)
    name = SealedTextField(null=True)
    phone = SealedTextField(null=True)
    phone_index = BlindIndexField(source="phone", purpose="phone")
    phone_verified_at = models.DateTimeField(null=True)  # when it was last shown to be theirs, see `people.held`
    id_number = SealedTextField(null=True)
    id_index = BlindIndexField(source="id_number", purpose="id_number")
    id_kind = models.TextField(default=RESIDENT_CARD, db_default=RESIDENT_CARD)  # key of `rules.identity_papers`
    email = SealedTextField(null=True)
    email_index = BlindIndexField(source="email", purpose="email")
    address = SealedTextField(null=True)
    identity_checked_at = models.DateTimeField(null=True)
    identity_checked_by = models.CharField(max_length=40, blank=True)  # key of the identity service that said yes
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    is_erased = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True)

    objects = Persons()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = ""
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=Q(phone_verified_at__isnull=False),
                name="person_one_per_verified_phone",
            ),
            models.CheckConstraint(
                condition=Q(is_erased=False)
                | Q(
                    name__isnull=True,
                    phone__isnull=True,
                    id_number__isnull=True,
                    email__isnull=True,
                    address__isnull=True,
                    phone_index__isnull=True,
                    id_index__isnull=True,
                    email_index__isnull=True,
                    is_active=False,
                ),
                name="person_erased_is_empty",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["phone_index"], name="person_phone"),
            models.Index(fields=["id_index"], name="person_id_number"),
        ]

    def __str__(self) -> str:
        return self.username or str(self.pk)


class Post(models.Model):
    """A role held at an authority for a time: officer, head, mediator, operator, station, supervisor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    role = models.CharField(max_length=20)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "authority"], condition=Q(until__isnull=True), name="post_held_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="post_ends_after_start"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["authority", "role"], name="post_by_authority")]

    def __str__(self) -> str:
        return f"{self.role} {self.authority_id}"


class Token(models.Model):
    """A bearer token for the API, of a person, possibly working for a partner system. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    partner = models.CharField(max_length=60, blank=True)
    hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-issued_at"], name="token_by_person")]

    def __str__(self) -> str:
        return self.name


class Challenge(models.Model):
    """A one-time code sent to a phone for one purpose. Neither phone nor code can be read back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=80)  # sign_in, file_case, sign_agreement:<id>, prove_link:<id>
    subject = models.BinaryField(max_length=32)  # blind index of the phone
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "purpose", "-sent_at"], name="challenge_latest")]

    def __str__(self) -> str:
        return self.purpose
