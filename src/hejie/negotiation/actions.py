"""What moves do to offers. Called through `cases.actions`, with the case locked."""

from __future__ import annotations

from django.db.models import Max

from hejie.cases.actions import Act, performs
from hejie.cases.erasure import erases
from hejie.cases.models import Case
from hejie.negotiation.models import Offer
from hejie.rules import remedies


@performs("make_offer")
def make_offer(act: Act) -> None:
    """A counter-offer answers the other side's open offer (Civil Code Art 488)."""
    end_open_offer(act, "countered")
    last = Offer.objects.filter(case=act.case).aggregate(last=Max("number"))["last"] or 0
    Offer.objects.create(
        case=act.case,
        number=last + 1,
        by=act.role,
        terms=act.inputs["terms"],
        total=remedies.total(act.inputs["terms"]),
        note=act.inputs.get("note", ""),
        made_at=act.now,
        record=act.record,
    )


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
    still_open = Offer.objects.filter(case=act.case, state="open")
    still_open.update(state=state, answered_at=act.now, answer_record=act.record)


@erases
def erase_offers(case: Case) -> None:
    """Sums and dates stay for the figures; the words go."""
    for offer in Offer.objects.filter(case=case):
        offer.terms, offer.note = [], ""
        offer.save(update_fields=["terms", "note"])
