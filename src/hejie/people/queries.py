"""Reading persons for pages and the API."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hejie.people.models import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """What a person has told of himself, to fill a filing with. Personal: for himself and the case staff only."""

    name: str
    phone: str | None
    id_number: str | None
    address: str | None

    def as_answers(self) -> dict[str, str]:
        """The fields of a filing that are already known."""
        known = {"name": self.name, "id_number": self.id_number, "address": self.address}
        return {key: value for key, value in known.items() if value}


def contact_of(person_id: UUID | None) -> Contact:
    """A person's own details; empty for nobody."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    if not person:
        return Contact("", None, None, None)
    phone = person.phone if person.phone_verified_at else None
    return Contact(person.name or "", phone, person.id_number, person.address)
