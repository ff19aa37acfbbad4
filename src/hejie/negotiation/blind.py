"""Blind bids and proposals answered unseen. Figures and answers are opened here alone, to be compared.

Called through `cases.actions` with the case locked; what meets is made known by a move of the platform, see
`hejie.reactions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Max

from hejie.base import together
from hejie.base.events import Fact
from hejie.cases.actions import Act, advance, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.negotiation.models import Answer, Bid, Bidding, Proposal
from hejie.people.access import SYSTEM
from hejie.rules import remedies
from hejie.rules.model import Role
from hejie.rules.procedures._blind import YES
from hejie.rules.remedy_kinds import DEFAULT_DAYS

WIDTH = 14  # every figure is sealed at one length: not even how long it is can be seen
SAID, UNSAID = "1", "0"
CENT = Decimal("0.01")


@performs("open_bidding")
def open_bidding(act: Act) -> None:
    gap, kind = Decimal(act.inputs["gap"]), act.inputs["kind"]
    Bidding.objects.create(case=act.case, gap=gap, kind=kind, opened_at=act.now)


@performs("bid")
def bid(act: Act) -> None:
    """The figure takes the place of the one before."""
    bidding = Bidding.objects.get(case=act.case, state="open")
    row = Bid.objects.filter(bidding=bidding, role=act.role).first() or Bid(bidding=bidding, role=act.role)
    row.figure = str(act.inputs["figure"]).zfill(WIDTH)
    row.save()
    bidding.tries = {**bidding.tries, act.role: bidding.tries.get(act.role, 0) + 1}
    bidding.save(update_fields=["tries"])


@performs("meet_bids")
def meet_bids(act: Act) -> None:
    """The middle as a proposal to both; the figures are gone."""
    kind = Bidding.objects.get(case=act.case, state="open").kind
    _end_bidding(act, "met")
    _propose(act, "bids", [{"kind": kind, "amount": act.inputs["amount"], "within_days": DEFAULT_DAYS}])


@performs("close_bidding")
def close_bidding(act: Act) -> None:
    _end_bidding(act, "closed")


def _end_bidding(act: Act, state: str) -> None:
    if not any(row.state == "open" for row in together.before("biddings", act.case.pk)):
        return
    running = Bidding.objects.filter(case=act.case, state="open")
    Bid.objects.filter(bidding__in=running).delete()
    running.update(state=state, ended_at=act.now)


@performs("propose_terms")
def propose_terms(act: Act) -> None:
    _propose(act, "mediator", act.inputs["terms"])


def _propose(act: Act, source: str, terms: Sequence[Mapping[str, Any]]) -> None:
    last = Proposal.objects.filter(case=act.case).aggregate(last=Max("number"))["last"] or 0
    Proposal.objects.create(
        case=act.case,
        number=last + 1,
        source=source,
        terms=list(terms),
        total=remedies.total(terms),
        note=act.inputs.get("note", ""),
        made_at=act.now,
        record=act.record,
    )


@performs("answer_proposal")
def answer_proposal(act: Act) -> None:
    """Until both have said yes either may think again."""
    proposal = Proposal.objects.get(case=act.case, state="open")
    row = Answer.objects.filter(proposal=proposal, role=act.role).first() or Answer(proposal=proposal, role=act.role)
    row.answer = SAID if act.inputs["answer"] == YES else UNSAID
    row.save()


@performs("settle_proposal")
def settle_proposal(act: Act) -> None:
    _end_proposal(act, "agreed")


@performs("withdraw_proposal")
def withdraw_proposal(act: Act) -> None:
    _end_proposal(act, "withdrawn")


@performs(
    *("withdraw", "terminate", "decline_mediation", "record_mediation", "accept_offer"),
    *("propose_agreement", "propose_peoples_agreement", "record_oral"),
)
def lapse(act: Act) -> None:
    """The talks are over, and what nobody came to agree on stays unsaid for good."""
    _end_bidding(act, "closed")
    _end_proposal(act, "lapsed")


def _end_proposal(act: Act, state: str) -> None:
    if not any(row.state == "open" for row in together.before("proposals", act.case.pk)):
        return
    still_open = Proposal.objects.filter(case=act.case, state="open")
    Answer.objects.filter(proposal__in=still_open).delete()
    still_open.update(state=state, ended_at=act.now, end_record=act.record)


def compare_bids(fact: Fact) -> None:
    """Where two figures are close enough the middle is made known to both; else nothing happens."""
    bidding = Bidding.objects.get(case=fact.case_id, state="open")
    figures = {row.role: Decimal(row.figure) for row in bidding.bids.all()}
    least, most = figures.get(Role.COMPLAINANT), figures.get(Role.RESPONDENT)
    if least is None or most is None or least - most > bidding.gap:
        return
    middle = ((least + most) / 2).quantize(CENT, ROUND_HALF_UP)
    _announce(fact, "meet_bids", amount=str(middle))


def compare_answers(fact: Fact) -> None:
    """Two yeses become known; anything else stays with whoever said it."""
    answers = Answer.objects.filter(proposal__case=fact.case_id, proposal__state="open")
    if sorted(row.role for row in answers if row.answer == SAID) == [Role.COMPLAINANT, Role.RESPONDENT]:
        _announce(fact, "settle_proposal")


def _announce(fact: Fact, move: str, **inputs: Any) -> None:
    advance(case_id=fact.case_id, move=move, actor=SYSTEM, inputs=inputs, now=fact.at)


def terms_agreed_in(record_id: int) -> list[dict[str, Any]]:
    """The terms both said yes to, known by the act that made them known. Raises Proposal.DoesNotExist."""
    return list(Proposal.objects.get(end_record=record_id, state="agreed").terms)


@erases
def erase_proposals(case: Case) -> None:
    """Sums and dates stay for the figures; the words go, and figures nobody was shown."""
    Bid.objects.filter(bidding__case=case).delete()
    Answer.objects.filter(proposal__case=case).delete()
    for proposal in Proposal.objects.filter(case=case):
        proposal.terms, proposal.note = [], ""
        proposal.save(update_fields=["terms", "note"])
