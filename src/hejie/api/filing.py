"""/filing/{kind}: what a filing must say, as a JSON schema; and which office it would go to, and why."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases.actions import Refused
from hejie.intake.queries import NO_OFFICE, competent_office
from hejie.rules import schemas
from hejie.rules.clock import shanghai_date
from hejie.rules.filing import FIELDS
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


@router.get("/{kind}", response={200: dict[str, Any], 401: ProblemOut}, summary="JSON schema of the fields of a filing")
def schema(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    """`POST /cases` takes these, with `kind`, `how` and, if known, `trader_id`."""
    return schemas.json_schema(FIELDS[kind], Facts(kind=kind), shanghai_date(timezone.now()))


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
