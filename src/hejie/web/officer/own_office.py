"""Which office a reader works for: pages of the closed loop are about one office, and those below it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from hejie.oversight.days import Office
from hejie.people.access import Actor
from hejie.places.queries import authority
from hejie.web.moves import actor_of

DECIDING = ("officer", "head")


def decides(actor: Actor) -> bool:
    """Whether this reader decides somewhere: whoever only takes calls has no day to clear."""
    return actor.has_post(*DECIDING)


def office_of(request: HttpRequest) -> tuple[Actor, Office]:
    """Who asks, and their office; 404 for whoever decides nowhere."""
    actor = actor_of(request)
    post = next((one for one in actor.posts if one.role in DECIDING), None)
    office = authority(post.authority_id) if post else None
    if office is None:
        raise Http404
    return actor, office
