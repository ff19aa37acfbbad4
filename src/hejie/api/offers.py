"""/cases/{ref}/offers: what was proposed, and what became of it. Making and answering offers are moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.negotiation.queries import OfferShown, offers_of

router = Router(tags=["cases"])


class OfferOut(Schema):
    id: UUID
    number: int
    by: str
    state: str
    terms: list[dict[str, Any]]
    words: list[str]
    total: str
    difference: str
    note: str
    reason: str
    made_at: datetime
    answered_at: datetime | None


class OfferList(Schema):
    items: list[OfferOut]


@router.get(
    "/{ref}/offers", response={200: OfferList, 404: ProblemOut, 401: ProblemOut}, summary="Offers, first to last"
)
def listing(request: HttpRequest, ref: str) -> OfferList:
    case = access.case_for(caller(request), ref)
    return OfferList(items=[_out(one) for one in offers_of(case.pk)])


def _out(one: OfferShown) -> OfferOut:
    return OfferOut(
        id=one.id,
        number=one.number,
        by=one.by,
        state=one.state,
        terms=[dict(term) for term in one.terms],
        words=[said(line) for line in one.lines],
        total=str(one.total),
        difference=str(one.difference),
        note=one.note,
        reason=one.reason,
        made_at=one.made_at,
        answered_at=one.answered_at,
    )
