"""/cases/{ref}/evidence: laying files before a case. A message or `add_evidence` may then refer to their ids."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from hejie.api.description import binary
from hejie.api.door import caller
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.evidence.actions import receive_file
from hejie.evidence.queries import FileView, files_of, open_file, view
from hejie.evidence.serving import respond

router = Router(tags=["evidence"])


class FileOut(Schema):
    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    role: str
    received_at: datetime


class FileList(Schema):
    items: list[FileOut]


@router.get("/{ref}/evidence", response={200: FileList, 404: ProblemOut, 401: ProblemOut}, summary="Files of a case")
def listing(request: HttpRequest, ref: str) -> FileList:
    actor = caller(request)
    case = access.case_for(actor, ref)
    return FileList(items=[_out(one) for one in files_of(case.pk, access.roles_of(actor, case))])


@router.post(
    "/{ref}/evidence",
    response={201: FileOut, 422: ProblemOut, 404: ProblemOut, 401: ProblemOut},
    summary="Lay a file before a case",
)
def upload(request: HttpRequest, ref: str, file: Annotated[UploadedFile, File()]) -> Status[FileOut]:
    """The same content again returns the same file. The type is read from the content, not from the name."""
    actor = caller(request)
    case = access.row_for(actor, ref)
    kept = receive_file(stream=file, name=file.name or "", actor=actor, now=timezone.now(), case=case)
    return Status(201, _out(view(kept)))


@router.get(
    "/{ref}/evidence/{file_id}",
    summary="One file: the copy without metadata; `?original=true` for those who decide",
    openapi_extra=binary("image/*", "application/pdf", "audio/*", "video/*"),
)
def download(request: HttpRequest, ref: str, file_id: UUID, original: bool = False) -> HttpResponseBase:
    actor = caller(request)
    case = access.case_for(actor, ref)
    roles = access.roles_of(actor, case)
    opened = open_file(file_id, case_id=case.pk, roles=roles, original=original and not access.is_side(actor, case))
    if not opened:
        raise access.NotFound(ref)
    return respond(opened, request.headers.get("Range", ""))


def _out(one: FileView) -> FileOut:
    return FileOut(**{name: getattr(one, name) for name in FileOut.model_fields})
