"""/cases/{ref}/draft: the shared draft as it stands. Writing it, agreeing to it and remarks are moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from hejie.api.door import caller
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.drafting.queries import draft_of
from hejie.drafting.records import Clause

router = Router(tags=["cases"])


class ClauseOut(Schema):
    id: str
    heading: str
    text: str
    points: list[list[str]] = Field(description="open points: the versions between which a person has to choose")
    remedy: dict[str, Any] | None = Field(description="what the clause promises, where it is followed to its day")


class DraftOut(Schema):
    version: int = Field(description="goes back with `edit_draft` and `agree_draft`")
    clauses: list[ClauseOut]
    edited_by: str = Field(description="empty while nobody has")
    edited_at: datetime | None
    agreed_by: list[str] = Field(description="sides that agree to this very version")
    sha256: str = Field(description="of the text, one clause a line")


@router.get(
    "/{ref}/draft",
    response={200: DraftOut, 404: ProblemOut, 401: ProblemOut},
    summary="The shared draft as it stands; version 0 while nobody has written one",
)
def standing(request: HttpRequest, ref: str) -> DraftOut:
    case = access.case_for(caller(request), ref)
    draft = draft_of(case.pk)
    if draft is None:
        return DraftOut(version=0, clauses=[], edited_by="", edited_at=None, agreed_by=[], sha256="")
    return DraftOut(
        version=draft.version,
        clauses=[_out(one) for one in draft.clauses],
        edited_by=draft.edited_by,
        edited_at=draft.edited_at,
        agreed_by=sorted(draft.agreed),
        sha256=draft.sha256,
    )


def _out(one: Clause) -> ClauseOut:
    remedy = dict(one.remedy) if one.remedy else None
    return ClauseOut(id=one.id, heading=one.heading, text=one.text, points=[list(p) for p in one.points], remedy=remedy)
