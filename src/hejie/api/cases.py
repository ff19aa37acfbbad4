"""/cases: filing, reading, and every move that the pages offer, through the same actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Query, Router

from hejie.api.door import caller
from hejie.api.problems import said
from hejie.api.shapes import (
    CaseLineOut,
    CaseListOut,
    CaseOut,
    DeadlineOut,
    Filing,
    MoveOut,
    ProblemOut,
    RecordListOut,
    RecordMade,
    RecordOut,
)
from hejie.cases import access, actions, queries
from hejie.intake.actions import Answers, file_case
from hejie.people.queries import contact_of
from hejie.rules.filing import FIELDS
from hejie.rules.model import Move

router = Router(tags=["cases"])
WRITES = {409: ProblemOut, 422: ProblemOut, 403: ProblemOut, 404: ProblemOut, 401: ProblemOut}
READS = {404: ProblemOut, 401: ProblemOut}
BEGINNINGS = {"kind", "how", "trader_id", "region_code"}


@router.post("", response={201: CaseOut, **WRITES}, summary="File a complaint, report or enquiry")
def file(
    request: HttpRequest, filing: Filing, idempotency_key: str = Header("", alias="Idempotency-Key")
) -> tuple[int, CaseOut]:
    """The caller is the complainant. The same Idempotency-Key returns the case of the first call."""
    actor, now = caller(request), timezone.now()
    contact = contact_of(actor.person_id)
    given = {k: v for k, v in filing.dict(exclude=BEGINNINGS).items() if v is not None}
    wanted = {field.key for field in FIELDS[filing.kind]}
    known = {k: v for k, v in contact.as_answers().items() if k in wanted}
    answers = Answers(
        kind=filing.kind,
        how=filing.how,
        fields={**known, **given},
        phone=contact.phone,
        trader_id=UUID(filing.trader_id) if filing.trader_id else None,
        region_code=filing.region_code,
        channel="partner" if actor.partner else "api",
    )
    case = file_case(answers=answers, actor=actor, now=now, key=idempotency_key or None)
    return 201, show(queries.view_case(actor, case.ref, now))


@router.get("", response={200: CaseListOut, 401: ProblemOut}, summary="Cases the caller may see, by time left")
def listing(
    request: HttpRequest, after: str = "", state: str = "", limit: int = Query(20, ge=1, le=100)
) -> CaseListOut:
    rows = access.visible_cases(caller(request))
    states = [state] if state else []
    lines, more = queries.list_cases(rows, timezone.now(), after=after, states=states, limit=limit)
    return CaseListOut(items=[_line(line) for line in lines], next=more)


def _line(line: queries.CaseLine) -> CaseLineOut:
    shared = {name: getattr(line, name) for name in CaseLineOut.model_fields if name != "state_label"}
    return CaseLineOut(**shared, state_label=said(line.label))


@router.get("/{ref}", response={200: CaseOut, **READS}, summary="One case: state, whose turn, deadlines, open moves")
def read(request: HttpRequest, ref: str) -> CaseOut:
    return show(queries.view_case(caller(request), ref, timezone.now()))


@router.post(
    "/{ref}/moves/{move}", response={200: RecordMade, **WRITES}, summary="Make a move that is open to the caller"
)
def make(
    request: HttpRequest,
    ref: str,
    move: str,
    inputs: dict[str, Any],
    idempotency_key: str = Header("", alias="Idempotency-Key"),
) -> RecordMade:
    """`inputs` as the schema in `moves` says. The same Idempotency-Key returns the record of the first call."""
    key = idempotency_key or None
    record = actions.perform(ref=ref, move=move, actor=caller(request), inputs=inputs, now=timezone.now(), key=key)
    return RecordMade(seq=record.seq, at=record.at, fact=record.fact, state=record.target, hash=record.hash)


@router.get("/{ref}/records", response={200: RecordListOut, **READS}, summary="The history, oldest first")
def history(request: HttpRequest, ref: str, after: int = 0, limit: int = Query(100, ge=1, le=500)) -> RecordListOut:
    actor = caller(request)
    case = access.case_for(actor, ref)
    rows = [row for row in queries.records_of(case, access.roles_of(actor, case)) if row.seq > after]
    page = [RecordOut(**{name: getattr(row, name) for name in RecordOut.model_fields}) for row in rows[:limit]]
    return RecordListOut(items=page, next=str(page[-1].seq) if len(rows) > limit else "")


def show(view: queries.CaseView) -> CaseOut:
    case = view.case
    return CaseOut(
        ref=case.ref,
        kind=case.kind,
        edition=case.edition,
        title=case.title,
        state=case.state,
        state_label=said(view.state.label),
        next_step=said(view.state.next_step),
        whose_turn=view.turn,
        is_my_turn=view.is_my_turn,
        is_final=view.state.final,
        roles=sorted(view.roles),
        amount=str(case.amount) if case.amount is not None else None,
        office=case.office.name,
        trader=case.trader.name if case.trader else None,
        filed_at=case.filed_at,
        received_at=case.received_at,
        deadlines=[_deadline(one) for one in view.deadlines],
        moves=[_move(view, move) for move in view.moves],
    )


def _deadline(one: queries.DeadlineShown) -> DeadlineOut:
    return DeadlineOut(
        rule=one.rule,
        label=said(one.term.label),
        of=one.of,
        started_on=one.started_on,
        due_on=one.due_on,
        state=one.state,
        working_days_left=one.left,
        is_provisional=one.is_provisional,
        article=str(one.term.article),
        consequence=said(one.term.consequence),
        closed_as=one.closed_as,
    )


def _move(view: queries.CaseView, move: Move) -> MoveOut:
    warning = said(move.warning) if move.warning else None
    return MoveOut(
        move=move.key, label=said(move.label), article=str(move.article), warning=warning, inputs=view.schema(move)
    )
