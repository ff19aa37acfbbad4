"""/cases/{ref}/papers: decisions, notices and agreements, with their signed files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from hejie.api.description import binary
from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.cases.papers import papers_for
from hejie.documents.queries import paper_file

router = Router(tags=["cases"])


class PaperOut(Schema):
    """`verify_code` opens the public page that checks a copy. `sha256` is empty until the file is made."""

    id: UUID
    kind: str
    title: str
    number: str
    issued_at: datetime
    state: str
    sha256: str
    verify_code: str


class PaperList(Schema):
    items: list[PaperOut]


@router.get("/{ref}/papers", response={200: PaperList, 404: ProblemOut, 401: ProblemOut}, summary="Papers of a case")
def listing(request: HttpRequest, ref: str) -> PaperList:
    actor = caller(request)
    case = access.case_for(actor, ref)
    return PaperList(
        items=[
            PaperOut(
                id=one.id,
                kind=one.kind,
                title=said(one.title),
                number=one.number,
                issued_at=one.issued_at,
                state=one.state,
                sha256=one.sha256,
                verify_code=one.code,
            )
            for one in papers_for(case.pk, access.roles_of(actor, case))
        ]
    )


@router.get("/{ref}/papers/{paper_id}.pdf", summary="The signed PDF", openapi_extra=binary("application/pdf"))
def download(request: HttpRequest, ref: str, paper_id: UUID) -> HttpResponse:
    actor = caller(request)
    case = access.case_for(actor, ref)
    papers = papers_for(case.pk, access.roles_of(actor, case))
    found = next((one for one in papers if one.id == paper_id and one.has_file), None)
    if not found:
        raise access.NotFound(ref)
    return HttpResponse(paper_file(found), content_type="application/pdf")
