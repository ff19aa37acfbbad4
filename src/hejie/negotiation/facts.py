"""What the rules learn about offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.base import together
from hejie.cases.facts import is_open, provides_facts
from hejie.cases.models import Case
from hejie.rules import remedies
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from hejie.rules.procedures._blind import MOST_BIDS

SIDES = (Role.COMPLAINANT, Role.RESPONDENT)


@provides_facts
def facts_of_offers(case: Case, now: datetime) -> Mapping[str, Any]:
    """Only the last offer can be open: making one answers the one before."""
    offers = together.rows("offers", case.pk)
    if not offers:
        return {}
    by, last = Role(offers[-1].by), offers[-1]
    if last.state != "open":
        return {"last_offer_by": by, "live_offer_by": None}
    is_past = remedies.is_past(last.terms, shanghai_date(now))
    return {"last_offer_by": by, "live_offer_by": by, "is_day_past": is_past}


@provides_facts
def facts_of_blind_tools(case: Case, now: datetime) -> Mapping[str, Any]:
    """That a round or a proposal is open; never what anybody said in it."""
    if not is_open(case, "bid"):
        return {}
    bidding = next((row for row in together.rows("biddings", case.pk) if row.state == "open"), None)
    tries = bidding.tries if bidding else {}
    return {
        "is_bidding_open": bidding is not None,
        "may_bid": frozenset(side for side in SIDES if bidding and tries.get(side, 0) < MOST_BIDS),
        "is_proposal_open": any(row.state == "open" for row in together.rows("proposals", case.pk)),
    }
