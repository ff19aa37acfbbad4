"""A code to the phone before anything is said by an invitation link: asked once, with what was typed carried along.

Whatever raises `Unproved` is answered with the page that asks; its form goes to the same address with the code beside
what was typed, so that the right code and the act are one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from hejie.base.text import mask_phone
from hejie.cases.access import Unproved
from hejie.cases.proof import known_phone, prove_link, send_proof_code
from hejie.people.access import LinkInfo
from hejie.rules.model import Refusal
from hejie.web.middleware import note_proof
from hejie.web.moves import FILES, UNSENT_FILES, actor_of

ASKED, CODE, PHONE, AGAIN, LOOKED = "proof", "proof_code", "proof_phone", "proof_again", "proof_looked"
OWN = frozenset({"csrfmiddlewaretoken", ASKED, CODE, PHONE, AGAIN, LOOKED, UNSENT_FILES})


class ProofMiddleware:
    """Asks for the code, and checks it before the view does what was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, values: object) -> HttpResponse | None:
        """After the check of the form's own token; None lets the view go on."""
        link = actor_of(request).link
        if not link or link.is_proved or request.method != "POST" or ASKED not in request.POST:
            return None
        has_code = request.POST.get(CODE, "").strip() and AGAIN not in request.POST
        return _prove(request, link) if has_code else _ask(request, link)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        link = actor_of(request).link
        return _ask(request, link) if isinstance(error, Unproved) and link else None


def _prove(request: HttpRequest, link: LinkInfo) -> HttpResponse | None:
    actor, now = actor_of(request), timezone.now()
    phone, code = request.POST.get(PHONE, ""), request.POST[CODE]
    if refusal := prove_link(actor=actor, link=link, phone=phone, code=code, now=now):
        return _show(request, link, code_refusal=refusal)
    note_proof(request)
    request.actor = replace(actor, link=replace(link, is_proved=True))  # type: ignore[attr-defined]
    return HttpResponseRedirect(request.get_full_path()) if LOOKED in request.POST else None


def _ask(request: HttpRequest, link: LinkInfo) -> HttpResponse:
    """Send the code where it is known where to, else ask for the phone first."""
    phone = request.POST.get(PHONE, "").strip()
    if not phone and not known_phone(link):
        return _show(request, link)
    again = AGAIN in request.POST
    refusal = send_proof_code(link=link, phone=phone, again=again, now=timezone.now())
    if refusal and refusal.code == "bad_phone":
        return _show(request, link, phone_refusal=refusal)
    return _show(request, link, code_refusal=refusal)


def _show(
    request: HttpRequest, link: LinkInfo, *, phone_refusal: Refusal | None = None, code_refusal: Refusal | None = None
) -> HttpResponse:
    phone, known = request.POST.get(PHONE, "").strip(), known_phone(link)
    context: Mapping[str, Any] = {
        "kept": [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values],
        "has_files": bool(request.FILES.getlist(FILES)) or UNSENT_FILES in request.POST,
        "looked": LOOKED in request.POST or request.method != "POST",
        "phone": phone,
        "known": mask_phone(known),
        "is_sent": bool(known or phone) and not phone_refusal,
        "phone_problem": phone_refusal and phone_refusal.text,
        "code_problem": code_refusal and code_refusal.text,
    }
    return render(request, "party/prove.html", context, status=422 if phone_refusal or code_refusal else 403)
