"""/sums: what the law gives a formula for. /cases/{ref}/triggers: whether a case is for a consultation panel."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import ProblemOut
from hejie.cases import access
from hejie.cases.access import NotFound
from hejie.cases.actions import Refused
from hejie.panels.queries import STAFF
from hejie.panels.triggers import counted
from hejie.rules.model import Facts, Refusal, Text
from hejie.rules.schemas import json_schema
from hejie.rules.sums import CLAIMS, NotComputable, remedy_of, work_out

router = Router(tags=["sums"])
of_cases = Router(tags=["cases"])
WRONG = Text("有几处没填好。", "Some fields need another look.")


class ClaimOut(Schema):
    claim: str
    label: str
    article: str
    inputs: dict[str, Any]


class ClaimList(Schema):
    items: list[ClaimOut]


class SumOut(Schema):
    """`amount` in yuan, None where there is no formula: then `why` says so. `is_most`: the law sets a bound alone."""

    claim: str
    amount: str | None
    is_most: bool
    remedy: str
    article: str
    steps: list[str]
    why: str


class TriggerOut(Schema):
    trigger: str
    label: str
    why: str


class TriggerList(Schema):
    items: list[TriggerOut]


@router.get("", response={200: ClaimList, 401: ProblemOut}, summary="What can be worked out, and what has to be known")
def claims(request: HttpRequest) -> ClaimList:
    return ClaimList(
        items=[
            ClaimOut(
                claim=one.key,
                label=said(one.label),
                article=str(one.article),
                inputs=json_schema(one.fields, Facts()),
            )
            for one in CLAIMS.values()
        ]
    )


@router.get(
    "/{claim}",
    response={200: SumOut, 401: ProblemOut, 404: ProblemOut, 422: ProblemOut},
    summary="One sum, with article and steps",
)
def one_sum(request: HttpRequest, claim: str) -> SumOut:
    """Inputs as parameters, as `inputs` of the claim describes them. Says what may be claimed, never what is owed."""
    known = CLAIMS.get(claim)
    if known is None:
        raise NotFound(claim)
    outcome = work_out(claim, request.GET.dict())
    if isinstance(outcome, tuple):
        raise Refused(Refusal("inputs", WRONG, known.article, outcome))
    shared = {"claim": claim, "article": str(outcome.article), "remedy": remedy_of(claim)}
    if isinstance(outcome, NotComputable):
        return SumOut(**shared, amount=None, is_most=False, steps=[], why=said(outcome.why))
    steps = [said(step) for step in outcome.steps]
    return SumOut(**shared, amount=f"{outcome.amount:.2f}", is_most=outcome.is_most, steps=steps, why="")


@of_cases.get(
    "/{ref}/triggers",
    response={200: TriggerList, 401: ProblemOut, 404: ProblemOut},
    summary="Triggers of a consultation panel that hold by figures",
)
def triggers(request: HttpRequest, ref: str) -> TriggerList:
    """For those who handle the case; whether to call a panel is theirs to decide."""
    case = access.case_for(caller(request), ref)
    if case.kind != "complaint" or not access.roles_of(caller(request), case) & STAFF:
        raise NotFound(ref)
    found = counted(case)
    return TriggerList(items=[TriggerOut(trigger=one.key, label=said(one.label), why=said(one.why)) for one in found])
