"""/cases/{ref}/evidence: laying files before a case. A message or `add_evidence` may then refer to their ids."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from hejie.api.description import binary
from hejie.api.door import caller
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.cases.actions import procedure_of
from hejie.evidence.actions import FileRefused, receive_file
from hejie.evidence.queries import FileView, files_of, open_file, view
from hejie.evidence.serving import respond
from hejie.rules.edition import Procedure
from hejie.rules.model import Text

router = Router(tags=["evidence"])
NO_SUCH_MOVE = Text(
    "这个案件没有这一步，请从 moves 里选一个", "This case has no such move: please take one of its `moves`"
)


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
def upload(
    request: HttpRequest, ref: str, file: Annotated[UploadedFile, File()], move: Annotated[str, Form()] = ""
) -> Status[FileOut]:
    """The same content again returns the same file. The type is read from the content, not from the name.

    `move` names the move that the file is sent ahead of: it has the readers of that move. Without it everybody who
    takes part in the case reads the file.
    """
    actor, now = caller(request), timezone.now()
    case = access.row_for(actor, ref)
    readers = _readers(procedure_of(case), move) if move else None
    kept = receive_file(stream=file, name=file.name or "", actor=actor, now=now, case=case, visible_to=readers)
    return Status(201, _out(view(kept)))


def _readers(procedure: Procedure, move: str) -> str:
    """Whom a move is for. Raises FileRefused for one that the procedure does not have."""
    found = procedure.moves.get(move)
    if found is None:
        raise FileRefused(NO_SUCH_MOVE, "move")
    return access.readers_of(found)


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
