"""The invitation link: who it is about, by when, what silence means; then the case itself, without an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hejie.base import throttle
from hejie.base.ids import show_case_number
from hejie.cases import access, invitations
from hejie.cases.actions import procedure_of
from hejie.cases.proof import known_phone
from hejie.people.access import LinkInfo
from hejie.people.queries import verified_phone
from hejie.rules import clock, machine
from hejie.rules.model import Role
from hejie.web.callers import caller_address
from hejie.web.casepage import case_page
from hejie.web.middleware import hold_link
from hejie.web.moves import actor_of, case_address
from hejie.web.story import short_terms

MISSES = 20  # from one address: good links are not counted, many people may share it
PER = timedelta(hours=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, code: str) -> HttpResponse:
    """GET tells and changes nothing (mail scanners open links too); POST opens the case."""
    now = timezone.now()
    tries = ("invitation", caller_address(request), MISSES, PER, now)
    if not (verdict := throttle.look(*tries)).allowed:
        return _wait(request, verdict)
    invitation = invitations.find_invitation(code, now)
    if not invitation:
        throttle.hit(*tries)
        return render(request, "party/invitation_stale.html", status=404)
    party = invitation.party
    if own := _own_page(request, party.case):
        return HttpResponseRedirect(own)
    if request.method != "POST":
        return render(request, "party/invitation.html", _told(party.case, party.name, now))
    actor = invitations.open_invitation(invitation=invitation, now=now)
    request.session.cycle_key()  # whoever knew the old session does not get in with it
    if actor.link:
        hold_link(request, invitation.pk, replace(actor.link, is_proved=_is_known(request, actor.link)))
    return HttpResponseRedirect(f"/cases/{show_case_number(party.case.ref)}/")


def _wait(request: HttpRequest, verdict: throttle.Verdict) -> HttpResponse:
    """The same for every code, so that it tells a guesser nothing; nor does it say that the link is bad."""
    answer = render(request, "party/invitation_wait.html", {"minutes": verdict.minutes}, status=429)
    answer["Retry-After"] = str(verdict.seconds)
    return answer


def _own_page(request: HttpRequest, case: Any) -> str:
    """Whoever has a part in the case already goes on in that part; empty for everybody else.

    So a consumer who tries the trader's link does not make it look as if the trader had been reached.
    """
    actor = replace(actor_of(request), link=None)
    roles = access.roles_of(actor, case)
    return case_address(actor, roles, case.ref) if roles else ""


def _is_known(request: HttpRequest, link: LinkInfo) -> bool:
    """Whether whoever is signed in has shown the phone already that the case knows this side by."""
    phone = known_phone(link)
    return bool(phone) and phone == verified_phone(actor_of(request))


def _told(case: Any, name: str, now: datetime) -> dict[str, Any]:
    """Who, what, by when, and what silence means; no name of the other side, no word anybody wrote but the title."""
    procedure, terms = procedure_of(case), machine.edition(case.edition).terms
    term = terms.get(case.next_due_rule)
    state = procedure.states[case.state]
    return {
        "name": name,
        "title": case.title,
        "ref": show_case_number(case.ref),
        "wanted": [short_terms([one]) for one in case.wanted],
        "amount": case.amount,
        "due_on": case.next_due_on,
        "is_late": bool(case.next_due_on and clock.is_late(case.next_due_on, now)),
        "silence": term.consequence if term else state.next_step,
        "state": state,
    }


@require_POST
def invite(request: HttpRequest, ref: str) -> HttpResponse:
    """A fresh link for the trader, which the consumer may hand over: address, QR and short code, shown once."""
    page = case_page(request, ref)
    if not page.may_invite:
        raise Http404
    code = invitations.invite(case_id=page.view.case.pk, side=Role.RESPONDENT, now=timezone.now(), by_hand=True)
    link = f"{settings.PUBLIC_URL}/i/{code}/"
    return render(request, "party/invite.html", {"page": page, "code": code, "link": link})
