"""Whose account a phone belongs to, for filings that somebody else enters."""

from __future__ import annotations

from uuid import UUID

from hejie.base.crypto import blind_index
from hejie.base.text import clean_line
from hejie.people.models import Person


def holder_of(phone: str | None, name: str) -> UUID | None:
    """The account that proved to hold this phone and bears this name; None otherwise.

    A number taken down wrongly must not open somebody's case to a stranger: the name has to agree too.
    """
    if not phone:
        return None
    holders = Person.objects.filter(phone_index=blind_index("phone", phone), phone_verified_at__isnull=False)
    person = holders.filter(is_active=True).only("id", "name").first()
    return person.pk if person and person.name and clean_line(person.name) == clean_line(name) else None
