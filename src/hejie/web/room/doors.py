"""What the script of a room's page asks and does. JSON in and out, the same as the API's (docs/api/room.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.evidence.actions import FileRefused
from hejie.evidence.serving import respond
from hejie.rooms import actions
from hejie.rooms.access import Seat, seat_for
from hejie.rooms.queries import RoomShown, heard, laid_file, told_of, view_room
from hejie.rules.model import Problem, Refusal, Text
from hejie.web.moves import actor_of
from hejie.web.room.passes import held_pass
from hejie.web.stream import RoomSeat, case_topics, live_url
from hejie.web.words import say

MOST_KEY = 64
STATUS = {"inputs": HTTPStatus.UNPROCESSABLE_ENTITY, "not_yours": HTTPStatus.FORBIDDEN}
STATUS |= {"unknown_move": HTTPStatus.NOT_FOUND}
UNREADABLE = Text(
    "请求的内容读不懂，请刷新页面再试。", "The request cannot be read. Please reload the page and try again."
)
NO_ROOM = Text("没有这间调解室，或者您不能进。", "There is no such room, or it is not yours to enter.")
Door = Callable[..., HttpResponseBase]


class Unreadable(Exception):
    """A body that is not what the address asks for."""


def in_json(door: Door) -> Door:
    """Whatever goes wrong is said in JSON: a code for the script, words for the reader."""

    @never_cache
    @wraps(door)
    def answered(request: HttpRequest, ref: str) -> HttpResponseBase:
        try:
            return door(request, _seat(request, ref))
        except NotFound:
            return _wrong(HTTPStatus.NOT_FOUND, Refusal("not_found", NO_ROOM))
        except Refused as error:
            return _wrong(STATUS.get(error.refusal.code, HTTPStatus.CONFLICT), error.refusal)
        except FileRefused as error:
            refusal = Refusal("inputs", error.problem.text, problems=(error.problem,))
            return _wrong(HTTPStatus.UNPROCESSABLE_ENTITY, refusal)
        except Unreadable:
            return _wrong(HTTPStatus.BAD_REQUEST, Refusal("request", UNREADABLE))

    return answered


def _seat(request: HttpRequest, ref: str) -> Seat:
    return seat_for(actor_of(request), ref, held_pass(request))


def _wrong(status: HTTPStatus, refusal: Refusal) -> HttpResponse:
    problems = [{"field": one.field, "detail": say(one.text)} for one in refusal.problems]
    return JsonResponse({"code": refusal.code, "detail": say(refusal.text), "problems": problems}, status=status)


@require_GET
@in_json
def state(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The room as this guest may see it, and where its stream is."""
    shown = view_room(seat, timezone.now())
    return JsonResponse({**shown.as_json(say), "stream": stream_of(request, seat, shown)})


def stream_of(request: HttpRequest, seat: Seat, shown: RoomShown) -> str | None:
    """The address of the one stream of a room's page. Who waits outside hears "changed" of the case alone."""
    topics = case_topics(seat.case.pk, seat.roles) if seat.roles else []
    if shown.may_listen and shown.me and seat.session:
        room = RoomSeat(str(seat.session.pk), str(shown.me.id))
        return f"{live_url(request, topics, room=room)}&after={shown.after}"
    return live_url(request, topics) if topics else None


@require_POST
@in_json
def do(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Do one act; answers with the happening."""
    act, inputs, key = _wish(request)
    said = actions.act(seat=seat, act=act, inputs=inputs, key=key, now=timezone.now())
    return JsonResponse(told_of(said))


def _wish(request: HttpRequest) -> tuple[str, dict[str, Any], str]:
    try:
        body = json.loads(request.body)
        act, inputs = body["act"], body.get("inputs", {})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable from error
    if not (isinstance(act, str) and isinstance(inputs, dict)):
        raise Unreadable
    return act, inputs, _key(body.get("key"))


def _key(key: object) -> str:
    """The client's own key of an act: without one a repetition could not be told from a second act."""
    if not isinstance(key, str) or not 0 < len(key) <= MOST_KEY:
        raise Unreadable
    return key


@require_GET
@in_json
def happenings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What was heard since `after`, for pages whose network carries no stream."""
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 10):  # noqa: PLR2004 - fits in 32 bits
        raise Unreadable
    return JsonResponse({"items": heard(seat, after=int(after))})


@require_GET
@in_json
def ice(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Fresh servers for `RTCPeerConnection`; none for whoever is not let in."""
    return JsonResponse({"ice": view_room(seat, timezone.now()).ice})


@require_http_methods(["GET", "POST"])
@in_json
def table(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """GET `file`: one that lies there for this seat, while the session is open. POST: a new file becomes evidence for
    those in `to`, and is laid on the table.
    """
    if request.method == "GET":
        return _from_table(request, seat)
    file, now = _file(request), timezone.now()
    to, note, key = (str(request.POST.get(name, "")) for name in ("to", "note", "key"))
    said = actions.lay_new_file(seat=seat, stream=file, name=file.name or "", to=to, note=note, key=_key(key), now=now)
    return JsonResponse(told_of(said))


def _from_table(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    try:
        file_id = UUID(request.GET.get("file", ""))
    except ValueError as error:
        raise Unreadable from error
    opened = laid_file(seat, file_id)
    if opened is None:
        raise NotFound(seat.case.ref)
    return respond(opened, request.headers.get("Range", ""))


@require_POST
@in_json
def recording(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The mediator keeps the recording of a stretch."""
    file = _file(request)
    kept = actions.keep_recording(seat=seat, stream=file, name=file.name or "", now=timezone.now())
    return JsonResponse({"sha256": kept.sha256, "file": str(kept.file_id)}, status=HTTPStatus.CREATED)


def _file(request: HttpRequest) -> Any:
    file = request.FILES.get("file")
    if file is None:
        missing = Text("请选一个文件。", "Please choose a file.")
        raise Refused(Refusal("inputs", missing, problems=(Problem("file", missing),)))
    return file
