"""A meeting by the link of its message, without an account; and its file for calendars."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hejie.base.ids import show_case_number
from hejie.base.together import one_reading
from hejie.cases import access
from hejie.cases.actions import Refused, perform, procedure_of
from hejie.cases.queries import view_case
from hejie.mediation.calendar_entry import file_of, file_of_case
from hejie.mediation.links import Behind, meeting_behind
from hejie.web.meetingcard import side_card
from hejie.web.moves import MEETING_OF_SIDES, actor_of, case_address, view_of
from hejie.web.posted import read_inputs
from hejie.web.taken import note_taken
from hejie.web.words import say


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, text: str) -> HttpResponse:
    """GET tells and changes nothing; POST makes one of the three moves of a side, `move` says which."""
    found = meeting_behind(text)
    if found is None:
        return render(request, "party/meeting_stale.html", status=404)
    if request.method == "POST":
        _answer(request, found)
        return HttpResponseRedirect(request.path)
    return render(request, "party/meeting.html", _shown(request, found))


def _shown(request: HttpRequest, found: Behind) -> dict[str, object]:
    """Whoever has a part in the case beside the link is led on to it, and to the room."""
    ref, now, reader = show_case_number(found.case.ref), timezone.now(), actor_of(request)
    roles = access.roles_of(reader, found.case)
    with one_reading():
        view = view_case(found.actor, found.case.ref, now)
        room = f"/rooms/{ref}/in/" if roles else ""
        card = side_card(view, now, action=request.path, calendar=f"{request.path}meeting.ics", room=room)
    return {
        "meeting": card if card and card.meeting.id == found.meeting_id else None,
        "ref": ref,
        "office": view.case.office.name,
        "whole": case_address(reader, roles, found.case.ref) if roles else "",
    }


def _answer(request: HttpRequest, found: Behind) -> None:
    """Made, or told why not on the page that follows. A link to a meeting that is over changes nothing."""
    move = request.POST.get("move", "")
    if move not in MEETING_OF_SIDES or found.is_over:
        raise Http404
    inputs = read_inputs(procedure_of(found.case).moves[move].fields, request.POST)
    key = request.POST.get("key")
    try:
        perform(ref=found.case.ref, move=move, actor=found.actor, inputs=inputs, now=timezone.now(), key=key)
    except Refused as error:
        problems = error.refusal.problems
        messages.error(request, say(problems[0].text if problems else error.refusal.text))
    else:
        note_taken(request, request.path)


@never_cache
@require_safe
def entry_by_link(request: HttpRequest, text: str) -> HttpResponse:
    """The calendar file for whoever has the link."""
    found = meeting_behind(text)
    return _file(file_of(found.meeting_id, english=_is_english()) if found else None)


@never_cache
@require_safe
def entry(request: HttpRequest, ref: str) -> HttpResponse:
    """The calendar file of a case for everybody who may read it."""
    return _file(file_of_case(view_of(request, ref).case.pk, english=_is_english()))


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def _file(content: bytes | None) -> HttpResponse:
    """404 before anybody was called to a meeting."""
    if content is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="hejie.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
