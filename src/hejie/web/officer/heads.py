"""Pages of a head: for which office, and for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from hejie.places.queries import authority
from hejie.web.officer.frame import officer_of


def headed(request: HttpRequest) -> tuple[Any, UUID]:
    """The office this reader is head of, and who reads; 404 for everybody else. One query."""
    actor, person_id = officer_of(request)
    post = next((post for post in actor.posts if post.role == "head"), None)
    office = authority(post.authority_id) if post else None
    if office is None:
        raise Http404
    return office, person_id
