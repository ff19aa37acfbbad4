"""One case as the trader's clerk sees it: what is asked, the offer on the table, and an offer to make at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie.rules import remedies
from hejie.rules.model import Role
from hejie.traders.queries import templates_of
from hejie.web.casepage import CasePage, case_page
from hejie.web.draftpage import draft_shown
from hejie.web.forms import MoveForm
from hejie.web.meetingcard import side_card_of
from hejie.web.moves import MEETING, actor_of
from hejie.web.prooflist import proofs_shown
from hejie.web.settling import tools_shown


@require_GET
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """`?template=` puts the words of a reply template into the message box."""
    page = case_page(request, ref)
    if Role.RESPONDENT not in page.view.roles:
        raise Http404
    replies = templates_of(actor_of(request).trader_ids) if "say" in page.forms else ()
    chosen = request.GET.get("template", "")
    context = {
        "page": page,
        "live": page.live,
        "step": page.step,
        "replies": replies,
        "chosen": chosen,
        "said": next((one.text for one in replies if str(one.pk) == chosen), ""),
        "others": [act for act in page.other_acts if act.key not in MEETING | {"make_offer"}],
        "offer_form": page.forms.get("make_offer"),
        "meet_form": _meet_in_full(page),
        "wanted": tuple(map(remedies.describe, page.view.case.wanted)),
        "wanted_total": remedies.total(page.view.case.wanted),
        "draft": draft_shown(page),
        "meeting": side_card_of(page),
        "settling": tools_shown(page),
        "proofs": proofs_shown(page),
    }
    return render(request, "trader/case.html", context)


def _meet_in_full(page: CasePage) -> MoveForm | None:
    """An offer of exactly what was asked, in one press; not while the consumer's own offer waits to be accepted."""
    form, wanted = page.forms.get("make_offer"), page.view.case.wanted
    if not form or not wanted or "accept_offer" in page.forms:
        return None
    return replace(form, id="meet-in-full", fields=(), hidden=_as_typed(wanted), key=f"{form.key}-full")


def _as_typed(terms: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Terms under the names of the form's controls, see web.forms."""
    typed: dict[str, str] = {}
    for row, remedy in enumerate(terms):
        typed |= {f"terms-{row}-{part}": str(value) for part, value in remedy.items() if part != "parts"}
        for place, instalment in enumerate(remedy.get("parts", ())):
            typed |= {f"terms-{row}-parts-{place}-{part}": str(value) for part, value in instalment.items()}
    return typed
