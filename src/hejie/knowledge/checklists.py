"""Which proofs a dispute of this kind needs, which of them are on the table, and who can bring what is missing.

Nothing is kept beside the case: that a proof was asked for, or a file counted as one, stands in the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie.cases.facts import is_open, provides_facts
from hejie.cases.history import RecordShown
from hejie.cases.models import Case
from hejie.knowledge.queries import guides_for
from hejie.knowledge.records import Proof
from hejie.rules.model import Role, Text


@dataclass(frozen=True, slots=True)
class Item:
    """One proof of the list: `files` count as it (ids as text), else it may have been asked of `asked` by `by_date`."""

    key: str
    what: Text
    why: Text
    by: Role
    files: tuple[str, ...] = ()
    asked: Role | None = None
    by_date: date | None = None

    @property
    def is_there(self) -> bool:
        return bool(self.files)


def proofs_for(case: Case) -> Sequence[Proof]:
    """The checklist of the guide that fits this dispute best; empty where none fits."""
    found = guides_for(category=case.category, problem=case.problem, limit=1)
    return found[0].proofs if found else ()


def checklist(case: Case, records: Iterable[RecordShown], readable: frozenset[str]) -> list[Item]:
    """The list as a reader of these records and files may know it. What was counted last stands. No query."""
    linked: dict[str, tuple[str, ...]] = {}
    asked: dict[str, tuple[Role, date]] = {}
    for record in records:
        key = str(record.data.get("proof", ""))
        if record.fact == "proof_linked":
            linked[key] = tuple(one for one in record.content.get("evidence", ()) if one in readable)
        elif record.fact == "proof_asked":
            asked[key] = (Role(record.data["side"]), date.fromisoformat(record.data["by_date"]))
    return [_item(one, linked.get(one.key, ()), asked.get(one.key)) for one in proofs_for(case)]


def _item(one: Proof, files: tuple[str, ...], asked: tuple[Role, date] | None) -> Item:
    whom, day = asked or (None, None)
    return Item(one.key, one.what, one.why, one.by, files, whom, day)


@provides_facts
def proofs_to_name(case: Case, now: datetime) -> Mapping[str, Any]:
    """Option list `proofs`: what may be asked for, or counted."""
    if not is_open(case, "link_proof"):
        return {}
    return {"options": {"proofs": {one.key: one.what for one in proofs_for(case)}}}
