"""Who signs for an act of the house: always a person, by name."""

from __future__ import annotations

from uuid import UUID

from hejie.people.access import Actor


def signer(actor: Actor) -> UUID:
    """The person behind an actor. Raises ValueError for the system, a link or a visitor."""
    if actor.person_id is None:
        raise ValueError("an act of the house is signed by a person")
    return actor.person_id
