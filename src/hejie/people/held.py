"""Whether a phone is still whose it was: a number that nobody uses any more is given to somebody else.

Operators keep such a number back for about 90 days. An account whose phone was not shown for as long is opened by the
code and its name together (docs/decisions/0180; Personal Information Protection Law Art 51). Apps that keep a phone
beside the account say with `when_released` what follows for them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from hejie.base.crypto import blind_index
from hejie.base.registry import Registry
from hejie.base.text import clean_line
from hejie.people.models import Person

KEPT_BACK = timedelta(days=90)
when_released: Registry[Callable[[Person, datetime], None]] = Registry("what follows when a phone is released")


def is_in_doubt(person: Person, now: datetime) -> bool:
    """Whether a code alone tells too little: only its phone opens this account, and it was not shown for long.

    Who has a user name signs in by password, and a passkey is asked for after the code.
    """
    shown = person.phone_verified_at
    if person.username or not person.name or shown is None or now - shown < KEPT_BACK:
        return False
    return not Authenticator.objects.filter(user=person).exists()


def is_named(person: Person, name: str) -> bool:
    """Whether this is the name of the account, letter for letter."""
    return clean_line(person.name or "") == clean_line(name)


def held_by_another(*, phone: str, name: str, now: datetime) -> Person | None:
    """The account that held this phone until it went to somebody of another name; None where nothing speaks for it."""
    holders = Person.objects.filter(phone_index=blind_index("phone", phone), phone_verified_at__isnull=False)
    person = holders.first()
    return person if person and is_in_doubt(person, now) and not is_named(person, name) else None


def note_shown(person: Person, now: datetime) -> None:
    """Whoever came in by a code has shown the phone again."""
    Person.objects.filter(pk=person.pk, phone_verified_at__isnull=False).update(phone_verified_at=now)


@transaction.atomic
def release_phone(*, person: Person, now: datetime) -> None:
    """The number is somebody else's: from now on it neither opens this account nor gets its messages. Once."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.phone is None:
        return
    for follow in when_released.values():
        follow(held, now)
    held.phone, held.phone_verified_at = None, None
    held.save(update_fields=["phone", "phone_verified_at"])
