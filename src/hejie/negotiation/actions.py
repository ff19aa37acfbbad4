"""What moves do to offers. Called through `cases.actions`, with the case locked."""

from __future__ import annotations

from hejie.base import together
from hejie.base.written import change_later, write_later, write_waiting
from hejie.cases.actions import Act, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.negotiation.models import Offer
from hejie.rules import remedies


@performs("make_offer")
def make_offer(act: Act) -> None:
    """A counter-offer answers the other side's open offer (Civil Code Art 488)."""
    end_open_offer(act, "countered")
    offers = together.rows("offers", act.case.pk)
    if any(offer.answer_record_id == act.record.pk for offer in offers):
        write_waiting()  # one is open at a time
    offer = Offer(
        case=act.case,
        number=offers[-1].number + 1 if offers else 1,
        by=act.role,
        terms=act.inputs["terms"],
        total=remedies.total(act.inputs["terms"]),
        note=act.inputs.get("note", ""),
        made_at=act.now,
        record=act.record,
    )
    write_later(offer)
    together.hold(act.case.pk, offers=[*offers, offer])


@performs("accept_offer")
def accept_offer(act: Act) -> None:
    end_open_offer(act, "accepted")


@performs("reject_offer")
def reject_offer(act: Act) -> None:
    end_open_offer(act, "rejected")


@performs("withdraw_offer")
def withdraw_offer(act: Act) -> None:
    end_open_offer(act, "withdrawn")


@performs(
    "end_negotiation",
    "expire_negotiation",
    "turn_to_authority",
    "withdraw",
    "terminate",
    "decline_mediation",
    "propose_agreement",
    "propose_peoples_agreement",
    "record_oral",
    "record_mediation",
    "settle_proposal",
)
def expire_offer(act: Act) -> None:
    """The talks are over, and an offer nobody answered with them."""
    end_open_offer(act, "expired")


def end_open_offer(act: Act, state: str) -> None:
    """Whatever is left of the offers of a case after this is held: who asks within the move reads nothing."""
    offers = together.before("offers", act.case.pk)
    for offer in offers:
        if offer.state == "open":
            offer.state, offer.answered_at, offer.answer_record = state, act.now, act.record
            change_later(offer, "state", "answered_at", "answer_record")
    together.hold(act.case.pk, offers=offers)


@erases
def erase_offers(case: Case) -> None:
    """Sums and dates stay for the figures; the words go."""
    for offer in Offer.objects.filter(case=case):
        offer.terms, offer.note = [], ""
        offer.save(update_fields=["terms", "note"])
