"""What the rules may know of evidence: which files a move of this case may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from hejie.base import together
from hejie.cases.access import ALL, hidden_from
from hejie.cases.facts import ReadLate, provides_facts
from hejie.cases.models import Case, CaseRecord
from hejie.evidence.models import File
from hejie.rules.model import Role, Text


@provides_facts
def facts_of_the_files(case: Case, now: datetime) -> Mapping[str, Any]:
    """Option list `evidence`: file id to file name; `evidence:<role>` where something is withheld from that role.

    `open_evidence`: what neither side is kept from.
    """
    files, records = together.rows("files", case.pk), together.rows("records", case.pk)
    every = _named(files)
    if all(row.visible_to == ALL for row in records):
        return {"options": {"evidence": every, "open_evidence": every}}
    own = {role: ReadLate(partial(_shown_to, role, files, records)) for role in Role}
    shared = ReadLate(partial(_in_both, own[Role.COMPLAINANT], own[Role.RESPONDENT]))
    lists = {f"evidence:{role}": named for role, named in own.items()}
    return {"options": {"evidence": every, "open_evidence": shared, **lists}}


def _shown_to(role: Role, files: Iterable[File], records: Iterable[CaseRecord]) -> Mapping[str, Text]:
    hidden = hidden_from(records, frozenset({role}))
    return _named(file for file in files if file.record_seq not in hidden)


def _in_both(one: Mapping[str, Text], other: Mapping[str, Text]) -> Mapping[str, Text]:
    return {key: name for key, name in one.items() if key in other}


def _named(files: Iterable[File]) -> dict[str, Text]:
    return {str(file.pk): Text(file.name, file.name) for file in files}
