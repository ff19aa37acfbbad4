"""What the rules learn about offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.facts import provides_facts
from hejie.cases.models import Case
from hejie.rules.model import Role


@provides_facts
def facts_of_offers(case: Case, now: datetime) -> Mapping[str, Any]:
    """Only the last offer can be open: making one answers the one before."""
    offers = together.rows("offers", case.pk)
    if not offers:
        return {}
    by, state = Role(offers[-1].by), offers[-1].state
    return {"last_offer_by": by, "live_offer_by": by if state == "open" else None}
