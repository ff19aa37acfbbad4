"""/traders: finding whom a matter is about."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from hejie.api.shapes import ProblemOut
from hejie.cases.actions import Refused
from hejie.rules.model import Refusal
from hejie.traders.queries import code_problem, search_traders

router = Router(tags=["traders"])


class TraderOut(Schema):
    id: UUID
    name: str
    short_name: str
    credit_code: str
    region: str
    address: str
    is_member: bool


class TraderList(Schema):
    items: list[TraderOut]


@router.get("", response={200: TraderList, 401: ProblemOut, 422: ProblemOut}, summary="Traders by name or credit code")
def search(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=2, max_length=100)],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> TraderList:
    """Finds parts of names, names with a typing error, and exact credit codes."""
    if wrong := code_problem(q):
        raise Refused(Refusal("inputs", wrong.text, problems=(wrong,)))
    names = TraderOut.model_fields
    hits = search_traders(q, limit)
    return TraderList(items=[TraderOut(**{name: getattr(hit, name) for name in names}) for hit in hits])
