"""The link into a room for whoever the mediator invited: GET tells, POST remembers it in this browser."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hejie.base.ids import show_case_number
from hejie.rooms.passes import guest_of
from hejie.rules.room import SIDE_NAMES, Side

PASS = "hejie_pass"  # noqa: S105 - session key of the guest whose link this browser opened


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, text: str) -> HttpResponse:
    """A link that is no longer good, or never was, looks the same."""
    guest = guest_of(text)
    if guest is None:
        return render(request, "party/room_pass_stale.html", status=404)
    ref = show_case_number(guest.session.case.ref)
    if request.method != "POST":
        context = {"guest": guest, "side": SIDE_NAMES[Side(guest.side)], "office": guest.session.case.office.name}
        return render(request, "party/room_pass.html", {**context, "ref": ref})
    request.session.cycle_key()  # whoever knew the old session does not get in with it
    request.session[PASS] = str(guest.pk)
    return HttpResponseRedirect(f"/rooms/{ref}/in/")


def held_pass(request: HttpRequest) -> UUID | None:
    """The guest whose link this browser opened, if any."""
    kept = request.session.get(PASS)
    return UUID(kept) if kept else None
