"""The room itself as a page: for everybody who has a seat in it. Its script fills it, see docs/api/room.md."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hejie.base.ids import show_case_number
from hejie.cases.access import NotFound
from hejie.rooms.access import seat_for
from hejie.rules.room import RULES_OF_THE_ROOM, Side
from hejie.web.moves import actor_of, case_address
from hejie.web.room.passes import held_pass
from hejie.web.roomwords import room_words

INSIDE, CLOSED = "main caucus", "closed"
# Fragments of the reader's own page of the case, and when they stand in the room: beside the talk, or while it is shut.
OF_A_SIDE = {**dict.fromkeys(("now", "draft", "proofs", "sums"), INSIDE), "minutes": CLOSED, "meeting": CLOSED}
PANELS = {
    Side.COMPLAINANT: OF_A_SIDE,
    Side.RESPONDENT: OF_A_SIDE,
    Side.MEDIATOR: {
        **dict.fromkeys(("signing", "draft", "sides", "propose", "oral"), INSIDE),
        "minutes": CLOSED,
        "meeting": f"{INSIDE} {CLOSED}",
        **dict.fromkeys(("proofs", "sums"), INSIDE),
    },
    Side.SUPPORT: {"proofs": INSIDE},
}


@never_cache
@require_GET
def room(request: HttpRequest, ref: str) -> HttpResponse:
    """404 to whoever has no seat, as if there were no case. What is said in the room comes from its state alone."""
    actor = actor_of(request)
    try:
        seat = seat_for(actor, ref, held_pass(request))
    except NotFound as error:
        raise Http404 from error
    panels = PANELS.get(seat.side, {}) if seat.roles else {}
    context = {
        "ref": show_case_number(seat.case.ref),
        "title": seat.case.title if seat.roles else "",
        "home": case_address(actor, seat.roles, seat.case.ref) if seat.roles else "",
        "rules": RULES_OF_THE_ROOM,
        "words": room_words(),
        "name": actor.name,
        "is_mediator": seat.side is Side.MEDIATOR,
        "panels": panels.items(),
    }
    return render(request, "room/room.html", context)
