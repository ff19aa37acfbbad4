"""Reading persons for pages and tools."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from hejie.base.text import mask_name, mask_phone
from hejie.base.together import Reading
from hejie.people.access import Actor, people_named
from hejie.people.models import Person, Post
from hejie.places.models import Authority


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as others may see them: `name` in full for colleagues, `masked` and `phone` for everybody else."""

    id: UUID
    name: str
    masked: str
    phone: str


@dataclass(frozen=True, slots=True)
class Contact:
    """What a person has told about themselves, to fill their own forms with."""

    name: str = ""
    phone: str | None = None
    id_kind: str | None = None
    id_number: str | None = None
    address: str | None = None
    email: str | None = None

    def as_answers(self) -> dict[str, str]:
        """Only what is known, by field name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


def contact_of(actor: Actor) -> Contact:
    """Of whoever asks, for themselves only; empty for nobody."""
    person = _person_of(actor)
    if person is None:
        return Contact()
    kind = person.id_kind if person.id_number else None
    return Contact(person.name or "", person.phone, kind, person.id_number, person.address, person.email)


def verified_phone(actor: Actor) -> str:
    """The phone that whoever asks has shown to be theirs; empty without one, and for nobody."""
    person = _person_of(actor)
    return (person.phone or "") if person and person.phone_verified_at else ""


def _person_of(actor: Actor) -> Person | None:
    """As they were read to let them in; else read now."""
    if actor.person is None and actor.person_id:
        return Person.objects.filter(pk=actor.person_id).first()
    return actor.person


def person_named(text: str) -> Person | None:
    """The person with this id, user name or verified phone."""
    return Person.objects.filter(people_named(text)).first()


def person_cards(ids: Iterable[UUID]) -> dict[UUID, PersonCard]:
    """Cards by id, one query. Erased persons have an empty name."""
    found = Person.objects.filter(pk__in=set(ids)).only("id", "name", "phone", "username")
    return {person.pk: _card(person) for person in found}


def holders(authority: Authority | UUID, *roles: str) -> QuerySet[Person]:
    """Active persons who hold one of the roles at this office now, first registered first."""
    posts = Post.objects.filter(authority=authority, role__in=roles, until__isnull=True)
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("pk")


def holders_at(authority_id: UUID, role: str) -> list[Person]:
    """The same of one role, for what happens at every filing."""
    return list(_holding(str(role))(authority_id)["holders"])


@functools.cache
def _holding(role: str) -> Reading:
    return Reading(lambda key: {"holders": holders(key, role)})


def usable_totp(person: Person) -> str:
    """A code the person's authenticator app shows now and that was not used yet; empty without an app.

    For the demonstration's sign-in page and for tests. Never call it elsewhere: it makes the second factor worthless.
    """
    return next(iter(_usable(Authenticator.objects.filter(user=person)).values()), "")


def usable_totps(usernames: Iterable[str]) -> dict[str, str]:
    """The same for several people, by user name; those without an app are absent. Two queries."""
    return _usable(Authenticator.objects.filter(user__username__in=list(usernames)))


def _usable(stored: QuerySet[Authenticator]) -> dict[str, str]:
    """Codes by user name. The app remembers which counters were used."""
    from allauth.mfa.totp.internal import auth
    from allauth.mfa.utils import decrypt

    counters = _near(list(auth.yield_hotp_counters_from_time()))
    codes: dict[str, dict[str, str]] = {}
    for row in stored.filter(type=Authenticator.Type.TOTP).select_related("user"):
        app, secret = auth.TOTP(row), decrypt(row.data["secret"])
        shown = [auth.format_hotp_value(auth.hotp_value(secret, at)) for at in counters]
        codes[row.user.get_username()] = {app._get_used_cache_key(code): code for code in shown}
    used = cache.get_many([key for shown in codes.values() for key in shown])
    return {name: next((code for key, code in shown.items() if key not in used), "") for name, shown in codes.items()}


def _near(counters: list[int]) -> list[int]:
    """The current counter first, then the tolerated ones around it: the next one is good for longer than the last."""
    now = int(timezone.now().timestamp()) // 30
    return sorted(counters, key=lambda at: (abs(at - now), -at))


def _card(person: Person) -> PersonCard:
    name = person.name or person.username or ""
    return PersonCard(person.pk, name, mask_name(person.name), mask_phone(person.phone))
