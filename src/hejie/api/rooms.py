"""/rooms/{ref}: the mediation room of a case, with the acts the pages have. The exchange in words: docs/api/room.md."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, File, Form, Header, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases.actions import Refused
from hejie.rooms import actions
from hejie.rooms.access import Seat, seat_for
from hejie.rooms.queries import heard, told_of, view_room
from hejie.rules.model import Problem, Refusal, Text

router = Router(tags=["rooms"])
READS = {404: ProblemOut, 401: ProblemOut}
WRITES = {**READS, 403: ProblemOut, 409: ProblemOut, 422: ProblemOut}
NO_FILE = Text("请选一个文件。", "Please choose a file.")
MOST_NUMBER = 2**31 - 1
Ref = Annotated[str, Path(description="number of the case, with or without hyphens")]
Key = Annotated[
    str, Header(alias="Idempotency-Key", max_length=64, description="the same key again returns the first answer")
]


class SessionOut(Schema):
    id: UUID
    number: int
    ref: str
    opened_at: datetime
    ended_at: datetime | None
    outcome: str
    is_locked: bool
    is_recording: bool
    caucus: str | None
    seq: int


class GuestOut(Schema):
    id: UUID
    side: str
    name: str
    place: str
    by_phone: bool
    is_muted: bool
    is_hand_raised: bool
    is_sharing: bool
    has_agreed: bool
    identity: str
    link: str
    has_account: bool


class MeOut(Schema):
    """The caller in the room; `guest` null before entering."""

    guest: UUID | None
    side: str
    place: str
    may_open_case: bool
    name: str = ""
    is_muted: bool = False
    is_hand_raised: bool = False
    is_sharing: bool = False
    has_agreed: bool = False


class ActOut(Schema):
    act: str
    label: str
    inputs: dict[str, Any]


class HappeningOut(Schema):
    seq: int
    at: datetime
    kind: str
    by: UUID | None
    about: UUID | None
    to: str
    body: dict[str, Any]


class HappeningList(Schema):
    items: list[HappeningOut]


class IceOut(Schema):
    ice: list[dict[str, Any]]


class MinutesOut(Schema):
    """Of a session that is over; `draft` for the mediator, `text` once the minutes are laid."""

    draft: str
    text: str
    laid_at: datetime | None
    confirmed_by: list[str]


class RoomOut(IceOut):
    session: SessionOut | None
    me: MeOut
    guests: list[GuestOut]
    acts: list[ActOut]
    rules: list[str]
    happenings: list[HappeningOut]
    after: int
    minutes: MinutesOut | None


class RecordingOut(Schema):
    file: UUID
    sha256: str


class TableIn(Schema):
    """For whom the file is, as `to` of `lay_on_table`."""

    to: str = ""
    note: str = Field("", max_length=200)


def _seat(request: HttpRequest, ref: str) -> Seat:
    return seat_for(caller(request), ref)


@router.get("/{ref}", response={200: RoomOut, **READS}, summary="The room as the caller may see it, and the acts open")
def read(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    return view_room(_seat(request, ref), timezone.now()).as_json(said)


@router.get("/{ref}/happenings", response={200: HappeningList, **READS}, summary="What was heard since, oldest first")
def listing(request: HttpRequest, ref: Ref, after: Annotated[int, Query(ge=0, le=MOST_NUMBER)] = 0) -> dict[str, Any]:
    return {"items": heard(_seat(request, ref), after=after)}


@router.get("/{ref}/ice", response={200: IceOut, **READS}, summary="Fresh servers for RTCPeerConnection")
def ice(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    return {"ice": view_room(_seat(request, ref), timezone.now()).ice}


@router.post("/{ref}/acts/{act}", response={200: HappeningOut, **WRITES}, summary="Do one act in the room")
def do(
    request: HttpRequest, ref: Ref, act: str, inputs: Annotated[dict[str, Any], Body()], idempotency_key: Key = ""
) -> dict[str, Any]:
    """The body is what the schema in `acts` describes; `{}` where an act asks for nothing."""
    seat, key = _seat(request, ref), idempotency_key or uuid4().hex
    return told_of(actions.act(seat=seat, act=act, inputs=inputs, key=key, now=timezone.now()))


@router.post("/{ref}/table", response={200: HappeningOut, **WRITES}, summary="Lay a new file on the table")
def table(
    request: HttpRequest,
    ref: Ref,
    laid: Annotated[TableIn, Form()],
    file: Annotated[UploadedFile | None, File()] = None,
    idempotency_key: Key = "",
) -> dict[str, Any]:
    """The file becomes evidence for those in `to` alone."""
    seat, key, now = _seat(request, ref), idempotency_key or uuid4().hex, timezone.now()
    sent = _sent(file)
    wish = {"to": laid.to, "note": laid.note}
    return told_of(actions.lay_new_file(seat=seat, stream=sent, name=sent.name or "", key=key, now=now, **wish))


@router.post(
    "/{ref}/recording", response={201: RecordingOut, **WRITES}, summary="Keep a recording to which all have agreed"
)
def recording(
    request: HttpRequest, ref: Ref, file: Annotated[UploadedFile | None, File()] = None
) -> Status[dict[str, Any]]:
    seat = _seat(request, ref)
    sent = _sent(file)
    kept = actions.keep_recording(seat=seat, stream=sent, name=sent.name or "", now=timezone.now())
    return Status(201, {"file": kept.file_id, "sha256": kept.sha256})


def _sent(file: UploadedFile | None) -> UploadedFile:
    """Asked for after the seat: whoever has none learns nothing by sending nothing."""
    if file is None:
        raise Refused(Refusal("inputs", NO_FILE, problems=(Problem("file", NO_FILE),)))
    return file
