"""What the rules may know of evidence: which files a move of this case may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.access import ALL
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case
from hejie.cases.queries import withheld_from
from hejie.evidence.models import File
from hejie.rules.model import Role, Text


@provides_facts
def facts_of_the_files(case: Case, now: datetime) -> Mapping[str, Any]:
    """Option list `evidence`: file id to file name; `evidence:<role>` where something is withheld from that role.

    `open_evidence`: what neither side is kept from.
    """
    files = together.rows("files", case.pk)
    options = {"evidence": _named(files)}
    options["open_evidence"] = options["evidence"]
    if any(row.visible_to != ALL for row in together.rows("records", case.pk)):
        for role in Role:
            hidden = withheld_from(case.pk, frozenset({role})).records
            options[f"evidence:{role}"] = _named(file for file in files if file.record_seq not in hidden)
        theirs = options[f"evidence:{Role.RESPONDENT}"].keys() & options[f"evidence:{Role.COMPLAINANT}"].keys()
        options["open_evidence"] = {key: name for key, name in options["evidence"].items() if key in theirs}
    return {"options": options}


def _named(files: Iterable[File]) -> dict[str, Text]:
    return {str(file.pk): Text(file.name, file.name) for file in files}
