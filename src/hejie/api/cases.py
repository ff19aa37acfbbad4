"""/cases: filing, reading, and every move that the pages offer, through the same actions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Path, Query, Router, Status

from hejie.api.door import caller
from hejie.api.forms import BodyOrPart, files_of, with_files
from hejie.api.offices import among_offices
from hejie.api.problems import said
from hejie.api.shapes import (
    CaseLineOut,
    CaseListOut,
    CaseOut,
    Companion,
    DeadlineOut,
    Filing,
    MoveInputs,
    MoveOut,
    ProblemOut,
    RecordListOut,
    RecordMade,
    RecordOut,
)
from hejie.base import together
from hejie.cases import access, actions, lists, queries
from hejie.cases.history import records_of
from hejie.evidence.actions import arriving
from hejie.intake.actions import Answers, file_case, file_draft
from hejie.intake.drafts import own_draft
from hejie.people.access import Actor
from hejie.people.queries import Contact, contact_of
from hejie.rules import machine
from hejie.rules.filing import FIELDS
from hejie.rules.model import Move, Problem, Refusal, Text

router = Router(tags=["cases"])
WRITES = {409: ProblemOut, 422: ProblemOut, 403: ProblemOut, 404: ProblemOut, 401: ProblemOut}
READS = {404: ProblemOut, 401: ProblemOut}
LISTS = {422: ProblemOut, 401: ProblemOut}
A_PAPER = {"id_kind", "id_number"}
BEGINNINGS = {"kind", "how", "trader_id", "region_code", "phone", "draft", "others"}
NOT_FOR_OTHERS = Text(
    "只有合作平台的令牌能替别人提交；自己提交时手机号取自账号",
    "Only a partner's token files for somebody else; your own phone is taken from your account",
)
NO_SUCH_PAGE = Text("请原样传回上一页的 next", "Send `next` of the page before as it was")
NO_SUCH_STATE = Text("没有这个状态，请对照案件的 state", "There is no such state: compare it with `state` of a case")
MOST_RECORDS = 2**31 - 1
Ref = Annotated[str, Path(description="number of the case, with or without hyphens")]
Key = Annotated[
    str, Header(alias="Idempotency-Key", max_length=200, description="the same key again returns the first answer")
]


@router.post(
    "",
    response={201: CaseOut, **WRITES},
    summary="File a complaint, report or enquiry",
    openapi_extra=with_files("filing", "Filing"),
)
def file(
    request: HttpRequest, filing: Annotated[Filing, BodyOrPart(...)], idempotency_key: Key = ""
) -> Status[CaseOut]:
    """The caller is the complainant. What is left out of name, id_number and address is taken from the account.

    A partner's token that gives a `phone` files for that person, of whom everything is in the filing. As
    multipart/form-data the filing is the part `filing`, and every `file` is laid before the case as it is opened.
    """
    actor, now = caller(request), timezone.now()
    answers = _answers(filing, actor)
    sent = [(file, file.name or "") for file in files_of(request)]
    with together.one_reading(), arriving(sent) as files:
        if filing.draft:
            draft = _own(filing.draft, actor)
            case = queries.case_by_id(file_draft(draft_id=draft, answers=answers, actor=actor, now=now, files=files).pk)
        else:
            case = file_case(answers=answers, actor=actor, now=now, key=idempotency_key or None, files=files)
        return Status(201, show(queries.view_of(actor, case, now), now))


def _answers(filing: Filing, actor: Actor) -> Answers:
    if filing.phone and not actor.partner:
        raise actions.Refused(Refusal("inputs", NOT_FOR_OTHERS, problems=(Problem("phone", NOT_FOR_OTHERS),)))
    contact = Contact(phone=filing.phone) if filing.phone else contact_of(actor)
    given = {k: v for k, v in filing.model_dump(exclude=BEGINNINGS).items() if v is not None}
    if filing.others:
        given["others"] = "\n".join(_companion(one) for one in filing.others)
    wanted = {field.key for field in FIELDS[filing.kind]}
    known = {k: v for k, v in contact.as_answers().items() if k in wanted}
    if A_PAPER & given.keys():  # kind and number are of one paper
        known = {k: v for k, v in known.items() if k not in A_PAPER}
    return Answers(
        kind=filing.kind,
        how=filing.how,
        fields={**known, **given},
        phone=contact.phone,
        trader_id=filing.trader_id,
        region_code=filing.region_code,
        channel=channel_of(actor),
        is_for_another=bool(filing.phone),
    )


def _companion(one: Companion) -> str:
    """As a line of `others`."""
    return f"{one.name} {one.phone} {f'{one.id_kind} {one.id_number}' if one.id_number else ''}"


def channel_of(actor: Actor) -> str:
    return "partner" if actor.partner else "api"


def _own(draft_id: UUID, actor: Actor) -> UUID:
    """Somebody else's draft is no draft."""
    if not actor.person_id or not own_draft(draft_id, actor.person_id, channel_of(actor)):
        raise access.NotFound(str(draft_id))
    return draft_id


@router.get(
    "", response={200: CaseListOut, 422: ProblemOut, 401: ProblemOut}, summary="Cases the caller may see, by time left"
)
def listing(
    request: HttpRequest,
    after: Annotated[str, Query(description="`next` of the page before")] = "",
    state: Annotated[str, Query(pattern="^[a-z_]*$")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> CaseListOut:
    rows = access.visible_cases(caller(request))
    if wrong := _wrong_page(after, state):
        raise actions.Refused(Refusal("inputs", wrong.text, problems=(wrong,)))
    states = [state] if state else []
    lines, more = lists.list_cases(rows, timezone.now(), after=after, states=states, limit=limit)
    return CaseListOut(items=[_line(line) for line in lines], next=more)


def _wrong_page(after: str, state: str) -> Problem | None:
    """A list that starts over, or is empty, would look like an answer."""
    if after and lists.read_key(after) is None:
        return Problem("after", NO_SUCH_PAGE)
    return Problem("state", NO_SUCH_STATE) if state and state not in machine.known_states() else None


def _line(line: lists.CaseLine) -> CaseLineOut:
    shared = {name: getattr(line, name) for name in CaseLineOut.model_fields if name != "state_label"}
    return CaseLineOut(**shared, state_label=said(line.label))


@router.get("/{ref}", response={200: CaseOut, **READS}, summary="One case: state, whose turn, deadlines, open moves")
def read(request: HttpRequest, ref: Ref) -> CaseOut:
    now = timezone.now()
    with together.one_reading():
        return show(queries.view_case(caller(request), ref, now), now)


@router.post(
    "/{ref}/moves/{move}", response={200: RecordMade, **WRITES}, summary="Make a move that is open to the caller"
)
def make(request: HttpRequest, ref: Ref, move: str, inputs: MoveInputs, idempotency_key: Key = "") -> RecordMade:
    """The body is what the schema in `moves` describes; `{}` where a move asks for nothing."""
    key = idempotency_key or None
    record = actions.perform(ref=ref, move=move, actor=caller(request), inputs=inputs.root, now=timezone.now(), key=key)
    return RecordMade(seq=record.seq, at=record.at, fact=record.fact, state=record.target, hash=record.hash)


@router.get("/{ref}/records", response={200: RecordListOut, **READS}, summary="The history, oldest first")
def history(
    request: HttpRequest,
    ref: Ref,
    after: Annotated[int, Query(ge=0, le=MOST_RECORDS, description="`next` of the page before")] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> RecordListOut:
    actor = caller(request)
    case = access.case_for(actor, ref)
    rows = [row for row in records_of(case, access.roles_of(actor, case)) if row.seq > after]
    page = [RecordOut(**{name: getattr(row, name) for name in RecordOut.model_fields}) for row in rows[:limit]]
    return RecordListOut(items=page, next=str(page[-1].seq) if len(rows) > limit else "")


def show(view: queries.CaseView, now: datetime) -> CaseOut:
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
        moves=[_move(view, move) for move in view.moves if view.can_fill(move)],
        among_offices=among_offices(view, now),
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
