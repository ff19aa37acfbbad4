"""What the rules may know of evidence: which files a move of this case may name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case
from hejie.rules.model import Text


@provides_facts
def facts_of_the_files(case: Case, now: datetime) -> Mapping[str, Any]:
    """Option list `evidence`: file id to file name."""
    files = together.rows("files", case.pk)
    return {"options": {"evidence": {str(file.pk): Text(file.name, file.name) for file in files}}}
