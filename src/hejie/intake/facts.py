"""What the rules may know of a filing: whether a report was made without a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case
from hejie.rules.model import Role


@provides_facts
def facts_of_the_filing(case: Case, now: datetime) -> Mapping[str, Any]:
    """Without a phone nobody can be told the outcome of a report. Other kinds always have one."""
    if case.kind != "report":
        return {}
    filer = [party for party in together.rows("parties", case.pk) if party.side == Role.COMPLAINANT]
    return {"anonymous": any(party.phone_index is None for party in filer)}
