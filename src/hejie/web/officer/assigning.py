"""`/office/cases/<ref>/mediators/`: who may mediate a case, in what order and why; who may not, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.cases.access import NotFound, case_for, roles_of
from hejie.cases.actions import procedure_of
from hejie.mediation.roster import Mediator, roster_of
from hejie.mediation.suggestion import Suggested, suggest_mediators
from hejie.rules.citation import cite
from hejie.rules.model import Role, Text
from hejie.web.moves import actor_of

DECIDERS = frozenset({Role.OFFICER, Role.HEAD})
ASKED = Text(
    "有一方申请他回避，决定作出以前不能再指定他",
    "a side asked for another mediator: not until that is decided",
)


@dataclass(frozen=True, slots=True)
class KeptOff:
    """Somebody who is on no list for this case, with every reason. `is_law`: the rule on recusal, not our order."""

    name: str
    why: Sequence[Text]
    is_law: bool


@require_safe
def mediators(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who decide the case; fetched when the form is opened, or read as a page."""
    actor = actor_of(request)
    try:
        case = case_for(actor, ref)
    except NotFound as error:
        raise Http404 from error
    law = procedure_of(case).moves.get("request_recusal")
    if law is None or not roles_of(actor, case) & DECIDERS:
        raise Http404
    found = suggest_mediators(case, timezone.now())
    asked_off = case.mediator_id if case.state == "suspended" else None
    context = {
        "ref": show_case_number(case.ref),
        "title": case.title,
        "may": [one for one in found if not one.conflicts and one.person_id != asked_off],
        "may_not": _kept_off(case, found, asked_off),
        "article": cite(law.article),
    }
    inside = request.htmx  # type: ignore[attr-defined]
    return render(request, "officer/_mediators.html" if inside else "officer/mediators.html", context)


def _kept_off(case: Any, found: Sequence[Suggested], asked_off: Any) -> list[KeptOff]:
    """By the law first; then those of bodies, to whom cases come by delegation alone."""
    tied = [KeptOff(one.name, [reason.why for reason in one.conflicts], True) for one in found if one.conflicts]
    asked = [KeptOff(one.name, [ASKED], True) for one in found if not one.conflicts and one.person_id == asked_off]
    listed = {one.person_id for one in found}
    return [*tied, *asked, *(_of_a_body(one) for one in roster_of(case.office) if one.person.pk not in listed)]


def _of_a_body(one: Mediator) -> KeptOff:
    bodies = "、".join(one.bodies)
    why = Text(f"只调解委托给{bodies}的投诉", f"mediates only what is delegated to {bodies}")
    return KeptOff(one.name, [why], False)
