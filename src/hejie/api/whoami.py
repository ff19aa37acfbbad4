"""/me: whose token this is."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from hejie.api.door import caller
from hejie.api.shapes import ProblemOut

router = Router(tags=["me"])


class Me(Schema):
    id: str | None
    name: str
    posts: list[str]
    partner: str


@router.get("", response={200: Me, 401: ProblemOut}, summary="The person behind the token, and the posts held")
def whoami(request: HttpRequest) -> Me:
    actor = caller(request)
    return Me(
        id=str(actor.person_id), name=actor.name, posts=sorted({p.role for p in actor.posts}), partner=actor.partner
    )
