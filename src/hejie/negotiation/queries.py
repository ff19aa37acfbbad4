"""Reading offers for pages and the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.compiled import Compiled, Several
from hejie.base.together import part
from hejie.cases.history import contents_of
from hejie.negotiation.models import Bidding, Offer, Proposal
from hejie.rules import remedies
from hejie.rules.model import Role, Text
from hejie.rules.procedures._blind import MOST_BIDS


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One offer. `lines` are its remedies in words; `difference` is offered minus wanted, in yuan.

    `difference_text` says it to the consumer, `difference_to_others` to everybody else.
    `reason` is what the other side said when it rejected the offer.
    """

    id: UUID
    number: int
    by: Role
    terms: tuple[Mapping[str, Any], ...]
    lines: tuple[Text, ...]
    total: Decimal
    difference: Decimal
    difference_text: Text
    difference_to_others: Text
    note: str
    state: str
    made_at: datetime
    answered_at: datetime | None
    reason: str

    @property
    def is_live(self) -> bool:
        return self.state == "open"


@part("offers")
def _offers(case_id: UUID) -> QuerySet[Offer]:
    return Offer.objects.filter(case=case_id).order_by("number")


def offers_of(case_id: UUID) -> tuple[OfferShown, ...]:
    """Every offer of a case, the first first. Two queries more where there is one."""
    offers = together.rows("offers", case_id)
    if not offers:
        return ()
    wanted, words = together.rows("wanted", case_id)[0].wanted, contents_of(case_id)
    return tuple(_shown(row, wanted, words) for row in offers)


def live_offer(case_id: UUID) -> OfferShown | None:
    """The offer that awaits an answer. Three queries at most."""
    return next((one for one in offers_of(case_id) if one.is_live), None)


@dataclass(frozen=True, slots=True)
class LiveSum:
    """Who made the offer that awaits an answer, and the money in it, in yuan."""

    by: Role
    total: Decimal


def live_sums(case_ids: Iterable[UUID]) -> dict[UUID, LiveSum]:
    """The open offers of many cases, by case; cases without one are absent. One query."""
    rows = _live_offers({THESE: list(case_ids)})
    return {case_id: LiveSum(Role(by), total) for case_id, by, total in rows}


THESE = Several("cases")


@Compiled
def _live_offers() -> QuerySet[Any]:
    return Offer.objects.filter(case__any=THESE, state="open").values_list("case_id", "by", "total")


def terms_in_words(case_id: UUID) -> Text:
    """The last offer in one line, as messages quote it; empty without one. One query."""
    last = next(reversed(together.rows("offers", case_id)), None)
    lines = list(map(remedies.describe, last.terms)) if last else []
    return Text("".join(line.zh for line in lines).rstrip("。"), " ".join(line.en for line in lines).rstrip("."))


def terms_accepted_in(case_id: UUID, record_id: int) -> list[dict[str, Any]]:
    """The terms of the offer that this act accepted."""
    offers = together.rows("offers", case_id)
    return next(list(row.terms) for row in offers if row.answer_record_id == record_id and row.state == "accepted")


def _shown(row: Offer, wanted: remedies.Terms, words: Mapping[int, Mapping[str, Any]]) -> OfferShown:
    said = words.get(row.answer_record_id or 0, {})
    return OfferShown(
        id=row.pk,
        number=row.number,
        by=Role(row.by),
        terms=tuple(row.terms),
        lines=tuple(map(remedies.describe, row.terms)),
        total=row.total,
        difference=row.total - remedies.total(wanted),
        difference_text=remedies.describe_difference(wanted, row.terms),
        difference_to_others=remedies.describe_difference(wanted, row.terms, remedies.CONSUMER),
        note=row.note,
        state=row.state,
        made_at=row.made_at,
        answered_at=row.answered_at,
        reason=str(said.get("reason", "")) if row.state == "rejected" else "",
    )


@dataclass(frozen=True, slots=True)
class BiddingShown:
    """A round of blind bids: all that anybody is told of it. `left` is how many figures each side has left."""

    gap: Decimal
    kind: str
    opened_at: datetime
    left: Mapping[Role, int]


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal to both sides, answered unseen. `by_bids`: the middle of two figures."""

    number: int
    by_bids: bool
    lines: tuple[Text, ...]
    total: Decimal
    note: str
    state: str
    made_at: datetime


@part("biddings")
def _biddings(case_id: UUID) -> QuerySet[Bidding]:
    return Bidding.objects.filter(case=case_id).order_by("id")


@part("proposals")
def _proposals(case_id: UUID) -> QuerySet[Proposal]:
    return Proposal.objects.filter(case=case_id).order_by("number")


def open_bidding(case_id: UUID) -> BiddingShown | None:
    """The round that runs; None when none does."""
    row = next((row for row in together.rows("biddings", case_id) if row.state == "open"), None)
    if row is None:
        return None
    left = {side: MOST_BIDS - row.tries.get(side, 0) for side in (Role.COMPLAINANT, Role.RESPONDENT)}
    return BiddingShown(row.gap, row.kind, row.opened_at, left)


def last_proposal(case_id: UUID) -> ProposalShown | None:
    """The last proposal both sides were asked to answer unseen, open or over."""
    row = next(reversed(together.rows("proposals", case_id)), None)
    if row is None:
        return None
    lines = tuple(map(remedies.describe, row.terms))
    by_bids = row.source == "bids"
    return ProposalShown(row.number, by_bids, lines, row.total, row.note, row.state, row.made_at)
