"""What the rules learn about offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.cases.facts import provides_facts
from hejie.cases.models import Case
from hejie.negotiation.models import Offer
from hejie.rules.model import Role


@provides_facts
def facts_of_offers(case: Case, now: datetime) -> Mapping[str, Any]:
    """Only the last offer can be open: making one answers the one before."""
    last = Offer.objects.filter(case=case).order_by("-number").values_list("by", "state").first()
    if not last:
        return {}
    by, state = Role(last[0]), last[1]
    return {"last_offer_by": by, "live_offer_by": by if state == "open" else None}
