"""Earlier cases of the same person that may be the same matter, shown while the story is written and before filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hejie.intake.repeats import Likeness, Sought, possible_repeats
from hejie.rules.model import Problem
from hejie.web.visitor.filing.fields import LONGEST, FieldStep
from hejie.web.visitor.filing.visit import Visit, visit_of


class StoryStep(FieldStep):
    """The story, compared with what the same person filed before."""

    template = "visitor/filing_story.html"

    def context(self, visit: Visit, problems: Sequence[Problem]) -> dict[str, Any]:
        return {**super().context(visit, problems), "hints": own_repeats(visit), "searches": True}


def own_repeats(visit: Visit) -> list[Likeness]:
    """Only for whoever is signed in or has proved a phone, and only their own cases: nobody learns of others'."""
    if not visit.phone and not visit.actor.person_id:
        return []
    said = visit.answers
    sought = Sought(
        phone=visit.phone,
        person_id=visit.actor.person_id,
        trader_id=visit.trader_id,
        goods=str(said.get("goods") or ""),
        order_number=str(said.get("order_number") or ""),
        story=str(said.get("story") or ""),
    )
    return possible_repeats(sought)


@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """The fragment for the story as it is typed now; nothing is kept."""
    visit = visit_of(request)
    visit.answers |= {"story": request.POST.get("story", "")[:LONGEST]}
    return render(request, "visitor/_similar.html", {"hints": own_repeats(visit)})
