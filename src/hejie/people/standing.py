"""Actors of the same standing ask the same questions of other ids: a statement is compiled for one that stands in.

    who, given = stand_in(actor)
    rows = compiled_for(who)(given | {A_DAY: today})

See `base.compiled`. Whoever compiles a question does it once for each `who`, which says how many posts of which role
and depth there are, and no id.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any
from uuid import UUID

from hejie.base.compiled import stand_in_id
from hejie.people.access import Actor, LinkInfo, PostInfo

KINDS_OF_READERS = 64  # standings for which statements are kept


def stand_in(actor: Actor) -> tuple[Actor, dict[Hashable, Any]]:
    """The stand-in, and what to give instead of its ids and of "begins with" the paths of its posts."""
    known: dict[UUID, UUID] = {}

    def other(real: UUID) -> UUID:
        return known.setdefault(real, stand_in_id("who", len(known)))

    def at_office(real: PostInfo) -> PostInfo:
        line = [other(UUID(step)) for step in real.authority_path.split("/") if step]
        return PostInfo(real.role, line[-1], "".join(f"{step}/" for step in line))

    posts = tuple(map(at_office, actor.posts))
    link = actor.link and LinkInfo(
        other(actor.link.case_id), actor.link.side, actor.link.representation_id and other(actor.link.representation_id)
    )
    who = Actor(
        person_id=actor.person_id and other(actor.person_id),
        posts=posts,
        trader_ids=frozenset(map(other, actor.trader_ids)),
        link=link,
        is_system=actor.is_system,
        advises=actor.advises and other(actor.advises),
    )
    given: dict[Hashable, Any] = {stands: real for real, stands in known.items()}
    for stands, real in zip(posts, actor.posts, strict=True):
        given[f"{stands.authority_path}%"] = f"{real.authority_path}%"
    return who, given
