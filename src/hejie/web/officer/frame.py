"""What every page of the desk begins with: who is asking, and the head of the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from hejie.people.access import Actor
from hejie.web.homes import OFFICIALS
from hejie.web.moves import actor_of
from hejie.web.stream import MAX_TOPICS


def officer_of(request: HttpRequest) -> tuple[Actor, UUID]:
    """Who works here, with the person's id; 404 for everybody else."""
    actor = actor_of(request)
    if actor.person_id is None or not may_work(actor):
        raise Http404
    return actor, actor.person_id


def may_work(actor: Actor) -> bool:
    return actor.has_post(*OFFICIALS)


def frame(actor: Actor) -> dict[str, Any]:
    """Name of the office."""
    return {"org": actor.posts[0].authority_name}


def office_topics(actor: Actor) -> list[str]:
    """What the live process tells this reader of: everything that happens at the own offices."""
    return sorted({f"office:{post.authority_id}" for post in actor.posts})[:MAX_TOPICS]
