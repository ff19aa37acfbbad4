"""/filing: what a filing must say, as a JSON schema; which office it goes to, and why; files sent ahead of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from hejie.api.cases import channel_of
from hejie.api.door import caller
from hejie.api.evidence import FileOut
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.evidence.actions import receive_file
from hejie.evidence.queries import view
from hejie.intake.actions import begin_draft
from hejie.intake.channels import channel
from hejie.intake.drafts import own_draft
from hejie.intake.queries import NO_OFFICE, competent_office
from hejie.people.access import Actor
from hejie.rules import schemas
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Facts, Problem, Refusal

router = Router(tags=["cases"])
Kind = Literal["complaint", "report", "enquiry"]


class OfficeOut(Schema):
    """The competent office. `alternatives`: others that are competent; `changes`: what would lead elsewhere."""

    office: str
    why: str
    article: str
    alternatives: list[str]
    changes: list[str]


class SentAhead(Schema):
    """A file that waits for its case. `draft` goes into `POST /cases`, and back here for the next file."""

    draft: UUID
    file: FileOut


@router.post(
    "/files",
    response={201: SentAhead, 422: ProblemOut, 404: ProblemOut, 401: ProblemOut},
    summary="Send a file ahead of the filing it belongs to",
)
def send_ahead(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    draft: Annotated[UUID | None, Query(description="`draft` of the file before")] = None,
) -> Status[SentAhead]:
    """Powers of attorney, receipts, pages: kept thirty days, and laid before the case that names the draft."""
    actor, now = caller(request), timezone.now()
    key = _draft(actor, draft)
    kept = receive_file(stream=file, name=file.name or "", actor=actor, now=now, draft_key=key)
    shown = view(kept)
    out = FileOut(**{name: getattr(shown, name) for name in FileOut.model_fields})
    return Status(201, SentAhead(draft=key, file=out))


def _draft(actor: Actor, draft: UUID | None) -> UUID:
    """The draft that is named, if it is the caller's and not filed yet; a new one when none is named."""
    if not actor.person_id:
        raise NotFound("draft")
    if draft is None:
        answers = {"channel": channel_of(actor)}
        return begin_draft(kind="complaint", person_id=actor.person_id, answers=answers, now=timezone.now())
    found = own_draft(draft, actor.person_id, channel_of(actor))
    if found is None or found.ref:
        raise NotFound("draft")
    return draft


@router.get("/{kind}", response={200: dict[str, Any], 401: ProblemOut}, summary="JSON schema of the fields of a filing")
def schema(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    """`POST /cases` takes these, with `kind`, `how` and, if known, `trader_id`. `others` goes there as a list."""
    fields = channel(channel_of(caller(request))).asks(kind)
    return schemas.json_schema(fields, Facts(kind=kind), shanghai_date(timezone.now()))


@router.get(
    "/{kind}/office", response={200: OfficeOut, 401: ProblemOut, 422: ProblemOut}, summary="Which office, and why"
)
def office(
    request: HttpRequest,
    kind: Kind,
    trader_id: UUID | None = None,
    region_code: Annotated[str, Query(pattern="^[0-9]{0,12}$", description="when trader_id is not known")] = "",
) -> OfficeOut:
    """Where a filing about this trader, or in this region, would go."""
    try:
        found = competent_office(trader_id, region_code, kind)
    except LookupError as error:
        wrong = Problem("region_code", NO_OFFICE)
        raise Refused(Refusal("inputs", NO_OFFICE, problems=(wrong,))) from error
    return OfficeOut(
        office=found.name,
        why=said(found.why),
        article=str(found.article),
        alternatives=[said(one) for one in found.alternatives],
        changes=[said(one) for one in found.changes],
    )
