"""`/cases/<ref>/sums/`: what the law gives a formula for, worked out with article and steps. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hejie.base.ids import show_case_number
from hejie.cases import access, queries
from hejie.cases.queries import CaseView
from hejie.rules.citation import cite
from hejie.rules.model import Facts, Field, Kind, Problem, Text
from hejie.rules.options import choices
from hejie.rules.sums import CLAIMS, GROUPS, Claim, NotComputable, Sum, remedy_of, work_out
from hejie.web.forms import FieldShown, show_fields
from hejie.web.moves import actor_of, case_address, seen_case
from hejie.web.posted import read_inputs

OFFERING = ("make_offer", "propose_terms", "propose_agreement")  # moves that take terms, the likeliest first
WORTH = frozenset({"price", "paid", "total"})  # questions for which the amount in dispute is a first guess
YES = Text("是", "yes")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the sum depends on, as it was answered."""

    label: Text
    value: str | Text


@dataclass(frozen=True, slots=True)
class Worked:
    """What came out: a sum with its steps, or why there is none; on what it depends. `offer`: where it begins one."""

    amount: Decimal | None
    is_most: bool
    steps: Sequence[Text]
    why: Text | None
    article: Text
    depends_on: Sequence[Line]
    offer: str


@require_safe
def sums(request: HttpRequest, ref: str) -> HttpResponse:
    """`claim`: what is to be worked out; with its questions answered, the sum. For everybody in a complaint."""
    actor, case = actor_of(request), seen_case(request, ref)
    if case.kind != "complaint":
        raise Http404
    claim = CLAIMS.get(request.GET.get("claim", ""))
    context = {
        "ref": show_case_number(case.ref),
        "title": case.title,
        "home": case_address(actor, access.roles_of(actor, case), case.ref),
        "groups": GROUPS,
        "claim": claim,
        **(_asked(request, case, claim) if claim else {}),
    }
    return render(request, "layouts/sums.html", context, status=422 if context.get("problems") else 200)


def _asked(request: HttpRequest, case: Any, claim: Claim) -> Mapping[str, Any]:
    """The questions, and the answer once they were sent."""
    given = read_inputs(claim.fields, request.GET)
    if "go" not in request.GET:
        return {"article": cite(claim.article), "fields": _fields(claim, _guess(case, claim), ())}
    outcome = work_out(claim.key, given)
    problems = outcome if isinstance(outcome, tuple) else ()
    return {
        "article": cite(claim.article),
        "fields": _fields(claim, given, problems),
        "problems": problems,
        "worked": None if isinstance(outcome, tuple) else _worked(_view(request, case), claim, given, outcome),
    }


def _view(request: HttpRequest, case: Any) -> CaseView:
    """What the reader may do in it, for whoever has a sum to begin with."""
    return queries.view_of(actor_of(request), case, timezone.now())


def _fields(claim: Claim, values: Mapping[str, Any], problems: Sequence[Problem]) -> tuple[FieldShown, ...]:
    return show_fields(claim.fields, Facts(), prefix=claim.key, values=values, problems=problems)


def _guess(case: Any, claim: Claim) -> Mapping[str, str]:
    """The amount in dispute where a price is asked for."""
    amount = case.amount
    return {one.key: str(amount) for one in claim.fields if amount and one.key in WORTH}


def _worked(view: CaseView, claim: Claim, given: Mapping[str, Any], outcome: Sum | NotComputable) -> Worked:
    lines = [Line(one.label, _said(one, given[one.key])) for one in claim.fields if one.key in given]
    if isinstance(outcome, NotComputable):
        return Worked(None, False, (), outcome.why, cite(outcome.article), lines, "")
    offer = _offer(view, claim, outcome.amount)
    return Worked(outcome.amount, outcome.is_most, outcome.steps, None, cite(outcome.article), lines, offer)


def _said(one: Field, value: object) -> str | Text:
    if one.kind is Kind.YES:
        return YES
    return choices(one, Facts()).get(str(value), str(value)) if one.kind is Kind.CHOICE else str(value)


def _offer(view: CaseView, claim: Claim, amount: Decimal) -> str:
    """The form of an offer that begins with this sum, where the reader may make one."""
    may = {one.key for one in view.moves}
    move = next((one for one in OFFERING if one in may), None)
    if move is None or amount <= 0:
        return ""
    terms = {"terms-0-kind": remedy_of(claim.key), "terms-0-amount": f"{amount:.2f}", "terms-0-within_days": "7"}
    return f"/cases/{show_case_number(view.case.ref)}/moves/{move}/?{urlencode(terms)}"
