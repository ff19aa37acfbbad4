"""What happened in a case, record by record, as a reader may see it: values out, constant query counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie.base import together
from hejie.cases import access
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, CaseRecord, RecordContent
from hejie.cases.readers import kinds_hidden_from
from hejie.documents.queries import PaperCard
from hejie.rules.model import Role, Text

REASON_LENGTH = 60  # characters of somebody's own words that a message quotes


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One act of the history. `content` is empty when it was erased or is not for this reader."""

    seq: int
    at: datetime
    fact: str
    role: Role
    person_id: UUID | None
    source: str
    target: str
    data: Mapping[str, Any]
    content: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not for a reader: records by their place in the chain, papers by their number and by their kind."""

    records: frozenset[int]
    papers: frozenset[str]
    kinds: frozenset[str]

    def hides(self, paper: PaperCard) -> bool:
        return paper.number in self.papers or paper.kind in self.kinds


def records_of(case: Case, roles: frozenset[Role]) -> tuple[RecordShown, ...]:
    """The history this reader may see, oldest first, with its words. Two queries."""
    return read_later(case, roles)()


def read_later(case: Case, roles: frozenset[Role]) -> Callable[[], tuple[RecordShown, ...]]:
    """The same history, for whoever may look at it when the reading of the case is over."""
    rows, contents = (together.for_later(part, case.pk) for part in ("records", "record_contents"))

    def read() -> tuple[RecordShown, ...]:
        every, words = rows(), _words(contents())
        hidden = access.hidden_from(every, roles)
        return tuple(_record(row, words.get(row.pk, {})) for row in every if row.seq not in hidden)

    return read


def contents_of(case_id: UUID) -> dict[int, Mapping[str, Any]]:
    """Words and personal values of a case's records that were not erased, by record. One query."""
    return _words(together.rows("record_contents", case_id))


def _words(contents: Iterable[RecordContent]) -> dict[int, Mapping[str, Any]]:
    return {row.record_id: row.body for row in contents}


def withheld_from(case_id: UUID, roles: frozenset[Role]) -> Withheld:
    """What this reader does not get to see of a case. One query."""
    rows = together.rows("records", case_id)
    hidden = access.hidden_from(rows, roles)
    papers = (row.data["number"] for row in rows if row.fact == "paper_issued" and row.seq in hidden)
    return Withheld(records=hidden, papers=frozenset(papers), kinds=kinds_hidden_from(roles))


def _record(row: CaseRecord, content: Mapping[str, Any]) -> RecordShown:
    return RecordShown(
        seq=row.seq,
        at=row.at,
        fact=row.fact,
        role=Role(row.role),
        person_id=row.person_id,
        source=row.source,
        target=row.target,
        data=row.data,
        content=content,
        hash=row.hash,
    )


def record_by_id(case_id: UUID, record_id: int) -> CaseRecord:
    """The record of a fact. No query while what follows from the move is done."""
    held = together.held("record", case_id) or []
    found = next((row for row in held if row.pk == record_id), None)
    return found or CaseRecord.objects.select_related("content").get(pk=record_id)


def reason_of(case_id: UUID, record_id: int) -> Text | None:
    """Why, in one line: the ground in law, else the beginning of what was written. None when nothing was said."""
    if not record_id:
        return None
    row = record_by_id(case_id, record_id)
    if ground := _ground(row):
        return ground
    body = row.content.body if hasattr(row, "content") else {}
    words = " ".join(str(body.get("reasons") or body.get("reason") or "").split())
    short = words if len(words) <= REASON_LENGTH else f"{words[:REASON_LENGTH]}…"
    return Text(short, short) if short else None


def _ground(row: CaseRecord) -> Text | None:
    move = procedure_of(row.case).moves.get(row.data.get("move", ""))
    choices = [field.choices for field in move.fields if field.key == "ground"] if move else []
    return choices[0].get(row.data.get("ground", "")) if choices else None
