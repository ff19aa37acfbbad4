"""/filing/{kind}: what a filing must say, as a JSON schema."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hejie.api.shapes import ProblemOut
from hejie.rules import schemas
from hejie.rules.clock import shanghai_date
from hejie.rules.filing import FIELDS
from hejie.rules.model import Facts

router = Router(tags=["cases"])


@router.get("/{kind}", response={200: dict[str, Any], 401: ProblemOut}, summary="JSON schema of the fields of a filing")
def schema(request: HttpRequest, kind: Literal["complaint", "report", "enquiry"]) -> dict[str, Any]:
    """`POST /cases` takes these, with `kind`, `how` and, if known, `trader_id`."""
    return schemas.json_schema(FIELDS[kind], Facts(kind=kind), shanghai_date(timezone.now()))
