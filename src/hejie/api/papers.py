"""/cases/{ref}/papers: decisions, notices and agreements, with their signed files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from hejie.api.description import binary
from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.cases.delivery import DeliveryShown, deliveries_of, note_opened
from hejie.cases.papers import papers_for
from hejie.documents.queries import PaperCard, paper_file

router = Router(tags=["cases"])


class DeliveryOut(Schema):
    """One way by which a paper went to one addressee.

    `way`: inapp, sms, email; letter, counter, by_hand, phone. `state`: waiting, sent, delivered, opened or returned.
    `on` and `proof` (tracking number, or who signed) stand where an office recorded it by hand.
    """

    addressee: str
    way: str
    label: str
    state: str
    delivered_at: datetime | None
    opened_at: datetime | None
    failed_at: datetime | None
    on: date | None
    proof: str


class PaperOut(Schema):
    """`verify_code` opens the public page that checks a copy. `sha256` is empty until the file is made.

    `deliveries`: how it went out; the offices see every addressee, a side sees itself.
    """

    id: UUID
    kind: str
    title: str
    number: str
    issued_at: datetime
    state: str
    sha256: str
    verify_code: str
    deliveries: list[DeliveryOut]


class PaperList(Schema):
    items: list[PaperOut]


@router.get("/{ref}/papers", response={200: PaperList, 404: ProblemOut, 401: ProblemOut}, summary="Papers of a case")
def listing(request: HttpRequest, ref: str) -> PaperList:
    actor = caller(request)
    case = access.case_for(actor, ref)
    roles = access.roles_of(actor, case)
    ways = deliveries_of(case.pk, roles)
    return PaperList(items=[_paper(one, ways) for one in papers_for(case.pk, roles)])


def _paper(one: PaperCard, ways: Sequence[DeliveryShown]) -> PaperOut:
    return PaperOut(
        id=one.id,
        kind=one.kind,
        title=said(one.title),
        number=one.number,
        issued_at=one.issued_at,
        state=one.state,
        sha256=one.sha256,
        verify_code=one.code,
        deliveries=[_way(way) for way in ways if way.paper_id == one.id],
    )


def _way(way: DeliveryShown) -> DeliveryOut:
    return DeliveryOut(
        addressee=way.addressee,
        way=way.way,
        label=said(way.label),
        state=way.state,
        delivered_at=way.delivered_at,
        opened_at=way.opened_at,
        failed_at=way.failed_at,
        on=way.on,
        proof=way.proof,
    )


@router.get("/{ref}/papers/{paper_id}.pdf", summary="The signed PDF", openapi_extra=binary("application/pdf"))
def download(request: HttpRequest, ref: str, paper_id: UUID) -> HttpResponse:
    actor = caller(request)
    case = access.case_for(actor, ref)
    roles = access.roles_of(actor, case)
    found = next((one for one in papers_for(case.pk, roles) if one.id == paper_id and one.has_file), None)
    if not found:
        raise access.NotFound(ref)
    note_opened(paper_id=paper_id, roles=roles, now=timezone.now())
    return HttpResponse(paper_file(found), content_type="application/pdf")
