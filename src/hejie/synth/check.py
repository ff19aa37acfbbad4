"""Deriving a sample of cases again: chain, state, clocks, seals, search index, all from the records and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from hejie.agreements.models import Agreement
from hejie.agreements.text import body_hash
from hejie.base.crypto import InvalidSeal
from hejie.cases import records
from hejie.cases.actions import procedure_of
from hejie.cases.deadlines import note_next
from hejie.cases.exports import covered
from hejie.cases.models import HOUSE, Case, CaseRecord, Deadline, Party
from hejie.oversight import ledger
from hejie.oversight.models import Done
from hejie.rules import clock, machine
from hejie.rules.clock import Pause, shanghai_date
from hejie.rules.model import Facts, Move, Role
from hejie.search import matching
from hejie.search.models import CaseIndex
from hejie.synth.scripts import working_days

LEAST = 20
PROCEDURE_OF_FILING = "case_filed"


@dataclass(slots=True)
class Checked:
    """How many cases were derived again, and where they differ from what is stored."""

    cases: int = 0
    records: int = 0
    clocks: int = 0
    differences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"复核 derived again: {self.cases} 件 cases, {self.records} records, {self.clocks} clocks; "
            f"不符 differences: {len(self.differences)}"
        )


@dataclass(slots=True)
class Replayed:
    """A clock as the records make it run."""

    rule: str
    edition: str
    started_at: datetime
    named_on: date | None = None
    pauses: list[list[str | None]] = field(default_factory=list)
    extended: bool = False
    closed_at: datetime | None = None
    closed_as: str = ""
    due_on: date = date.min

    def count(self, today: date) -> None:
        term = machine.edition(self.edition).terms[self.rule]
        stops = [Pause(date.fromisoformat(a or ""), date.fromisoformat(b) if b else None) for a, b in self.pauses]
        due = clock.due(term, self.started_at, working_days(), pauses=stops, extended=self.extended, today=today)
        self.due_on = self.named_on or due.due_on

    def close(self, at: datetime, *, dropped: bool) -> None:
        self.closed_at = at
        self.closed_as = "late" if clock.is_late(self.due_on, at) else "dropped" if dropped else "met"

    def change(self, move: Move, today: date) -> None:
        """Pause, go on or last longer, and count again."""
        if self.rule in move.pauses:
            self.pauses.append([today.isoformat(), None])
        if self.rule in move.resumes:
            self.pauses = [[first, last or today.isoformat()] for first, last in self.pauses]
        self.extended = self.extended or self.rule in move.extends
        self.count(today)

    @property
    def value(self) -> tuple[Any, ...]:
        return (self.rule, self.edition, self.started_at, self.extended, self.due_on, self.closed_at, self.closed_as)


def check_sample(*, share: float, now: datetime) -> Checked:
    """Derive a share of all cases again, chosen by chance; twenty at least."""
    result = Checked()
    for case in _sample(share):
        result.cases += 1
        try:
            result.differences += [f"{case.ref}: {found}" for found in _differences(case, now, result)]
        except (InvalidSeal, KeyError, ValueError) as problem:
            result.differences.append(f"{case.ref}: {type(problem).__name__} {problem}")
    return result


def _sample(share: float) -> Iterator[Case]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE random() < %s", [share])
        chosen = [row for (row,) in cursor.fetchall()]
    if len(chosen) < LEAST:
        chosen = list(Case.objects.order_by("?").values_list("pk", flat=True)[:LEAST])
    for start in range(0, len(chosen), 200):
        yield from Case.objects.filter(pk__in=chosen[start : start + 200]).select_related("office", "trader")


def _differences(case: Case, now: datetime, result: Checked) -> Iterator[str]:
    rows = list(CaseRecord.objects.filter(case=case).select_related("content").order_by("seq"))
    result.records += len(rows)
    yield from _chain(case, rows)
    clocks: list[Replayed] = []
    yield from _replay(case, rows, clocks)
    result.clocks += len(clocks)
    yield from _clocks(case, clocks, now)
    yield from _words(case)


def _chain(case: Case, rows: list[CaseRecord]) -> Iterator[str]:
    linked = []
    for row in rows:
        held = {"content": row.content.body, "salt": row.content.salt} if hasattr(row, "content") else {}
        linked.append({**covered(case, row), "hash": row.hash, **held})
    if broken := records.first_break(linked):
        yield f"chain: {broken.what} at {broken.where}"
    last = rows[-1]
    if (case.seq, case.head, case.state) != (last.seq, last.hash, last.target):
        yield "the case does not stand where its chain ends"


def _replay(case: Case, rows: list[CaseRecord], clocks: list[Replayed]) -> Iterator[str]:
    """Every move was allowed where it was made, led where the rules lead, and turned these clocks."""
    edition, state = machine.edition_for(shanghai_date(case.filed_at)).key, ""
    received = case.filed_at if not case.is_direct else None
    is_named = any(party.name for party in Party.objects.filter(case=case, side=Role.COMPLAINANT))
    for row in rows:
        procedure = machine.edition(edition).procedures[case.kind]
        if row.fact == PROCEDURE_OF_FILING:
            state, terms = machine.opening(procedure, row.data["how"])
            _start(clocks, terms, edition, row.at, {})
            continue
        if row.source != state:
            yield f"record {row.seq} begins in {row.source}, the one before ended in {state}"
        state = row.target
        move = procedure.moves.get(row.data.get("move", ""))
        if move is None:
            continue
        yield from _legal(move, row)
        if move.key in ("turn_to_authority", "dispatch"):
            received = row.at
        edition = machine.edition_for(shanghai_date(row.at)).key if move.key == "turn_to_authority" else edition
        facts = Facts(kind=case.kind, by_authority=received is not None, direct=case.is_direct, anonymous=not is_named)
        _turn(clocks, move, row, facts, edition)
    if procedure_of(case).key != case.kind or case.edition != edition:
        yield f"edition {case.edition}, by the records {edition}"


def _legal(move: Move, row: CaseRecord) -> Iterator[str]:
    if row.fact != move.fact or row.source not in move.sources or Role(row.role) not in move.roles:
        yield f"record {row.seq}: {move.key} by {row.role} in {row.source} is no move of the rules"
    targets = move.targets if callable(move.target) else {move.target or row.source}
    if row.target not in {*targets, *([row.source] if callable(move.target) else [])}:
        yield f"record {row.seq}: {move.key} does not lead to {row.target}"


def _turn(clocks: list[Replayed], move: Move, row: CaseRecord, facts: Facts, edition: str) -> None:
    """As `machine.decide` and `deadlines.apply_decision`."""
    if callable(move.target) and row.target == row.source:
        return
    inputs = {**row.data, **(row.content.body if hasattr(row, "content") else {})}
    for one in _running(clocks, (*move.stops, *move.drops)):
        one.close(row.at, dropped=one.rule not in move.stops)
    if move.starts_when is None or move.starts_when(facts, inputs):
        _start(clocks, move.starts, edition, row.at, inputs)
    today = shanghai_date(row.at)
    for one in _running(clocks, (*move.pauses, *move.resumes, *move.extends)):
        one.change(move, today)


def _running(clocks: list[Replayed], rules: tuple[str, ...]) -> list[Replayed]:
    return [one for one in clocks if one.closed_at is None and one.rule in rules]


def _start(
    clocks: list[Replayed], rules: tuple[str, ...], edition: str, at: datetime, inputs: Mapping[str, Any]
) -> None:
    for one in _running(clocks, rules):
        one.close(at, dropped=True)
    for rule in rules:
        term = machine.edition(edition).terms[rule]
        named = inputs.get(term.dated_by) if term.dated_by else None
        begun = Replayed(rule, edition, at, date.fromisoformat(str(named)) if named else None)
        begun.count(shanghai_date(at))
        clocks.append(begun)


def _clocks(case: Case, clocks: list[Replayed], now: datetime) -> Iterator[str]:
    rows = list(Deadline.objects.filter(case=case).order_by("pk"))
    stored = [
        (row.rule, row.edition, row.started_at, row.is_extended, row.due_on, row.closed_at, row.closed_as)
        for row in rows
    ]
    derived = [one.value for one in clocks]
    if sorted(map(str, stored)) != sorted(map(str, derived)):
        yield f"clocks {sorted(map(str, stored))}, by the records {sorted(map(str, derived))}"
    running = [row for row in rows if row.closed_at is None and not row.is_paused]
    if any(row.office_id != (None if case.closed_at else case.office_id) for row in rows if row.closed_at is None):
        yield "a clock runs at another office"
    if any(clock.is_late(row.due_on, now) and row.missed_at is None for row in running):
        yield "a clock is late and nobody noted it"
    noted = (case.next_due_on, case.next_due_rule)
    note_next(case)
    if (case.next_due_on, case.next_due_rule) != noted:
        yield "the next due date is another"
    yield from _duties(case, rows)


def _duties(case: Case, clocks: list[Deadline]) -> Iterator[str]:
    """What the ledger would write again; at which office a duty was done, the clock does not know."""
    ended = [row for row in clocks if row.of in HOUSE and row.closed_as in ledger.FULFILLED]
    derived = {_duty(ledger.done(row, case.office_id)) for row in ended}
    if {_duty(row) for row in Done.objects.filter(deadline__case=case)} != derived:
        yield "duties done, by the clocks"


def _duty(row: Done) -> tuple[Any, ...]:
    return row.deadline_id, row.rule, row.due_on, row.done_at, row.was_late


def _words(case: Case) -> Iterator[str]:
    """Seals open, blind indexes and tokens stand for what is sealed, signed texts have their hash."""
    parties = list(Party.objects.filter(case=case))
    index = CaseIndex.objects.get(case=case)
    if index.words != matching.word_tokens(matching.words_of(case, parties)):
        yield "words of the search index"
    if index.scope != matching.scope_tokens(case, matching.persons_of(parties)):
        yield "scope of the search index"
    for agreement in Agreement.objects.filter(case=case).select_related("case"):
        if agreement.body_sha256 != body_hash(agreement):
            yield "hash of an agreement"
