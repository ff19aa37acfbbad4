"""The only doors for writing: open a case, make a move in it, sweep its deadlines.

One transaction per act: the case row is locked, the rules are asked, then state, record, deadlines and the rows of the
move's own app are written, and the fact is published. A repeated key finds the first record and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.apps import AppConfig, apps
from django.db import transaction
from django.db.models import Model

from hejie.base import events, together
from hejie.base.written import change_later, one_writing, write_if_new, write_waiting
from hejie.cases import access, deadlines, opening
from hejie.cases.chain import append_record, next_record, own_key, split_inputs, with_content
from hejie.cases.facts import gather_for
from hejie.cases.models import Case, CaseRecord
from hejie.cases.speakers import Speaker, rows_of
from hejie.people.access import Actor
from hejie.rules import machine
from hejie.rules.edition import Procedure
from hejie.rules.identity_papers import RESIDENT_CARD
from hejie.rules.model import Decision, Facts, Refusal, Role

# What a move may change in the case's own row.
CHANGING = [
    "edition",
    "state",
    "state_since",
    "office",
    "officer",
    "mediator",
    "first_contact",
    "asked_office",
    "transfers",
    "bounces",
    "received_at",
    "closed_at",
    "seq",
    "head",
    "next_due_on",
    "next_due_rule",
]

# What the hub alone writes of a case: kept true while a move is made.
OWN_PARTS = frozenset({"case", "parties", "records", "deadlines", "calendar_years", "people", "clerks"})


class Refused(Exception):
    """The rules say no. `refusal` names the article and reads as plain Chinese (and English)."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(slots=True)
class Act:
    """One move being made, as a performer sees it: after the rules said yes, inside the transaction."""

    case: Case
    decision: Decision
    facts: Facts
    actor: Actor
    role: Role
    record: CaseRecord
    now: datetime

    @property
    def inputs(self) -> Mapping[str, Any]:
        return self.decision.inputs


Performer = Callable[[Act], None]
_performers: dict[str, tuple[Performer, ...]] = {}


def performs(*moves: str) -> Callable[[Performer], Performer]:
    """Register what an app does with its own rows when one of these moves is made; several apps may."""

    def register(performer: Performer) -> Performer:
        for move in moves:
            _performers[move] = (*_performers.get(move, ()), performer)
        return performer

    return register


def performers_of(move: str) -> list[Performer]:
    """Inner apps act first, so that an outer one finds their rows written; settings list the outer apps first."""
    order = list(apps.app_configs.values())
    return sorted(
        _performers.get(move, ()),
        key=lambda performer: order.index(cast(AppConfig, apps.get_containing_app_config(performer.__module__))),
        reverse=True,
    )


def procedure_of(case: Case) -> Procedure:
    return machine.edition(case.edition).procedures[case.kind]


@transaction.atomic
def perform(
    *, ref: str, move: str, actor: Actor, inputs: Mapping[str, Any], now: datetime, key: str | None = None
) -> CaseRecord:
    """Make a move in a case the actor may see. Raises access.NotFound, access.Unproved, or Refused with the reason."""
    return _make(access.lock_case(actor, ref, now), Wish(move, actor, inputs, now, own_key(actor, key)))


@transaction.atomic
def advance(
    *, case_id: UUID, move: str, actor: Actor, inputs: Mapping[str, Any], now: datetime, key: str | None = None
) -> CaseRecord:
    """The one door of a case's state. `key`: the client's own key of this act; again, it returns the first record."""
    write_waiting()  # a move within a move reads the case anew
    case = Case.objects.select_for_update().get(pk=case_id)
    return _make(case, Wish(move, actor, inputs, now, own_key(actor, key)))


@dataclass(frozen=True, slots=True)
class Wish:
    """A move somebody wants to make. `key` as the record keeps it."""

    move: str
    actor: Actor
    inputs: Mapping[str, Any]
    now: datetime
    key: str | None


def _make(case: Case, wish: Wish) -> CaseRecord:
    """Make a move in the locked case. What was read of it before the lock counts for nothing: it is read now."""
    with together.one_reading():
        together.fetch_for_move(case.pk)
        access.require_proof(wish.actor, case)
        if earlier := _made_before(case, wish.key):
            return earlier
        access.know_related(case)
        facts = gather_for(wish.actor, case, wish.now)
        roles = access.roles_of(wish.actor, case, wish.now)
        decision = machine.decide(procedure_of(case), case.state, wish.move, roles, facts, wish.inputs, wish.now)
        if isinstance(decision, Refusal):
            raise Refused(decision)
        together.keep_only(case.pk, OWN_PARTS)
        with one_writing():
            return _carry_out(case, decision, facts, wish)


def _made_before(case: Case, key: str | None) -> CaseRecord | None:
    return next((row for row in together.rows("records", case.pk) if row.key == key), None) if key else None


def _carry_out(case: Case, decision: Decision, facts: Facts, wish: Wish) -> CaseRecord:
    """What the rules allowed: state, record, the rows of the apps, clocks, and what follows from the fact."""
    now, role = wish.now, decision.role
    _write_state(case, decision, now)
    data, content = split_inputs(decision)
    record = append_record(
        case=case,
        fact=decision.move.fact,
        source=decision.source,
        actor=wish.actor,
        role=role,
        now=now,
        key=wish.key,
        data=data,
        content=content,
        visible_to=access.readers_of(decision.move, role),
    )
    for performer in performers_of(decision.move.key):
        performer(Act(case, decision, facts, wish.actor, role, record, now))
    deadlines.apply_decision(case, decision, now)
    change_later(case, *CHANGING)
    _note_answer(case, role, now)
    write_waiting()  # what follows from the fact finds it written
    _publish(case, record)
    return record


def _note_answer(case: Case, role: Role, now: datetime) -> None:
    """Silent, not reached and refused are three facts: an act of a side proves that it was reached and answered."""
    for party in together.rows("parties", case.pk):
        if party.side == role and party.answered_at is None:
            party.answered_at, party.reached_at = now, party.reached_at or now
            change_later(party, "answered_at", "reached_at")


def _write_state(case: Case, decision: Decision, now: datetime) -> None:
    if case.state == decision.target:
        return
    case.state, case.state_since = decision.target, now
    case.closed_at = now if procedure_of(case).states[case.state].final else None


def _publish(case: Case, record: CaseRecord) -> None:
    together.hold(case.pk, case=[case], record=[record])
    data = {"ref": case.ref, "state": case.state, "role": record.role, **record.data}
    events.publish(events.Fact(record.fact, case.pk, record.pk, record.at, data))


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it files or is filed against. Ids link to an account or a known trader; the rest is personal."""

    name: str
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None
    person_id: UUID | None = None
    trader_id: UUID | None = None
    identity_checked_at: datetime | None = None
    id_kind: str = RESIDENT_CARD


Laid = Callable[[Case], Sequence[Model]]


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything a case begins with. `how` is an opening of the procedure: `direct` or `authority`."""

    kind: str
    how: str
    complainant: Side
    respondent: Side
    office_id: UUID
    title: str
    story: str
    category: str
    problem: str
    amount: Decimal | None = None
    wanted: Sequence[Mapping[str, Any]] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    channel: str = "web"
    may_publish: bool = True
    may_delegate: bool = False
    first_contact_id: UUID | None = None  # the operator who took the call
    received_at: datetime | None = None  # where that was before the entry, as for a letter
    filed_by: Role = Role.COMPLAINANT  # of whoever enters it
    speakers: Sequence[Speaker] = ()


@transaction.atomic(savepoint=False)
def open_case(*, filing: Filing, actor: Actor, now: datetime, key: str | None = None, laid: Laid | None = None) -> Case:
    """Begin a case under the edition in force on the day of receipt. The same key again returns the same case.

    `laid` adds what came with the filing to the chain of the new case, and says its rows: all are written together.
    """
    filing_key = own_key(actor, key)
    with together.joint_reading(), one_writing():
        around = opening.around(filing, actor)
        while not (earlier := _filed_before(filing_key)):
            case = opening.new_case(filing, now, filing_key)
            record = _open(case, filing, actor, now, around)
            if write_if_new(case, *_rows_of(case, record), *(laid(case) if laid else ())):
                _publish(case, record)
                return case
    return earlier


def _filed_before(filing_key: str | None) -> Case | None:
    return Case.objects.filter(filing_key=filing_key).first() if filing_key else None


def _rows_of(case: Case, record: CaseRecord) -> list[Model]:
    held = (row for part in ("parties", "representations", "deadlines") for row in together.rows(part, case.pk))
    return [*with_content(record), *held]


def _open(case: Case, filing: Filing, actor: Actor, now: datetime, around: Mapping[str, list[Any]]) -> CaseRecord:
    """Everything a case begins with, held but not written; its own row says the end of its chain and its next date."""
    together.begin(case.pk, wanted=[case], **around)
    access.know_related(case)
    _, terms = machine.opening(procedure_of(case), filing.how)
    data = {"kind": filing.kind, "how": filing.how, "channel": filing.channel, "problem": filing.problem}
    content = {"story": filing.story, "wanted": list(filing.wanted), "amount": str(filing.amount or "")}
    record = next_record(
        case=case, fact="case_filed", source="", actor=actor, role=filing.filed_by, now=now, data=data, content=content
    )
    together.hold(
        case.pk,
        parties=opening.sides_of(case, filing),
        representations=rows_of(case, filing.speakers),
        records=[record],
        record_contents=[record.content],
        deadlines=deadlines.clocks(case, terms, filing.received_at or now),
    )
    deadlines.note_next(case)
    return record
