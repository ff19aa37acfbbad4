"""Tools to settle, as case pages show them: blind bids, a proposal answered unseen, and what came of similar cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hejie.negotiation.queries import BiddingShown, ProposalShown
from hejie.oversight.similar import Similar, similar_cases
from hejie.rules.model import Role, Text
from hejie.rules.procedures._blind import KINDS
from hejie.web.acts import ActShown
from hejie.web.casepage import CasePage
from hejie.web.forms import MoveForm

TALKING = frozenset({"negotiating", "mediating"})
BEGINNINGS = ("open_bidding", "propose_terms")
STOPS = ("close_bidding", "withdraw_proposal")


@dataclass(frozen=True, slots=True)
class ToolsShown:
    """What is open for one reader. `left`: figures the reader may still give; None for whoever is no side."""

    bidding: BiddingShown | None
    kind: Text | None
    left: int | None
    bid_form: MoveForm | None
    proposal: ProposalShown | None
    answer_form: MoveForm | None
    beginnings: Sequence[ActShown]
    stops: Sequence[ActShown]
    similar: Similar | None
    amount: Decimal | None

    @property
    def is_empty(self) -> bool:
        return not (self.bidding or self.proposal or self.beginnings or self.similar)


def tools_shown(page: CasePage) -> ToolsShown | None:
    """None where nobody talks about a settlement now. One query, for similar cases."""
    if page.view.case.state not in TALKING:
        return None
    case, forms = page.view.case, page.forms
    found = ToolsShown(
        bidding=page.bidding,
        kind=KINDS[page.bidding.kind] if page.bidding else None,
        left=_left(page),
        bid_form=forms.get("bid"),
        proposal=page.proposal if page.proposal and page.proposal.state == "open" else None,
        answer_form=forms.get("answer_proposal"),
        beginnings=_acts(page, BEGINNINGS),
        stops=_acts(page, STOPS),
        similar=similar_cases(problem=case.problem, besides=case.pk, now=page.now),
        amount=case.amount,
    )
    return None if found.is_empty else found


def _left(page: CasePage) -> int | None:
    sides = [side for side in (Role.COMPLAINANT, Role.RESPONDENT) if side in page.view.roles]
    return page.bidding.left[sides[0]] if page.bidding and sides else None


def _acts(page: CasePage, keys: Sequence[str]) -> list[ActShown]:
    return [page.act(key) for key in keys if key in page.forms]
