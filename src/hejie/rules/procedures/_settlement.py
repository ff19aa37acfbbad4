"""Moves of talking and settling: messages, files, offers, and the end of the direct negotiation."""

from __future__ import annotations

from dataclasses import replace

from hejie.rules.model import Facts, Move, Need, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import (
    COMPLAINANT,
    DAYS_TO_COME,
    EVIDENCE,
    MEDIATOR,
    NOTE,
    OFFICER,
    SIDES,
    SYSTEM,
    TERMS,
    may_settle,
    may_withdraw,
    need,
    term_has_passed,
    words,
)

TALKING = frozenset({"negotiating", "mediating"})
CONNECTED = frozenset(
    {"negotiating", "accepted", "mediating", "suspended", "testing", "signing", "agreeing", "performing"}
)
OPEN = CONNECTED | {"negotiation_ended", "received"}
BETWEEN_OFFICES = frozenset({"returned", "disputed", "to_designate"})  # nobody's, for the consumer still a complaint


def moves(law: Law) -> tuple[Move, ...]:
    """Talk, offers and the direct negotiation."""
    return (*_talk(), *_making(), *_answering(law), *_ending(), _turn_to_authority(law), _withdraw(law))


def _talk() -> tuple[Move, ...]:
    everyone = SIDES | OFFICER | MEDIATOR
    return (
        Move(
            "say",
            Text("发一条消息", "Send a message"),
            CONNECTED,
            everyone,
            "message_sent",
            laws.HOUSE_TALK,
            fields=(words("text", "想说的话", "Message"), EVIDENCE),
        ),
        Move(
            "add_evidence",
            Text("补充证据", "Add evidence"),
            OPEN | BETWEEN_OFFICES,
            everyone,
            "evidence_added",
            laws.HOUSE_TALK,
            fields=(EVIDENCE_NEEDED, NOTE),
        ),
    )


EVIDENCE_NEEDED = replace(EVIDENCE, label=Text("证据", "Evidence"), required=True)


def _other_side_offered(facts: Facts) -> bool:
    return facts.live_offer_by is not None and facts.live_offer_by is not facts.acting


ANSWERABLE_OFFER: Need = need(
    "offer_to_answer",
    laws.ACCEPT_OFFER,
    "现在没有等您答复的方案。",
    "There is no offer waiting for your answer.",
    _other_side_offered,
)


def _making() -> tuple[Move, ...]:
    return (
        Move(
            "make_offer",
            Text("提出方案", "Make an offer"),
            TALKING,
            SIDES,
            "offer_made",
            laws.OFFER,
            fields=(TERMS, NOTE),
            needs=(
                need(
                    "no_own_offer",
                    laws.OFFER,
                    "您的方案还在等对方答复。想改的话，请先收回它。",
                    "Your offer still awaits an answer. To change it, take it back first.",
                    lambda facts: facts.live_offer_by is not facts.acting,
                ),
            ),
        ),
        Move(
            "withdraw_offer",
            Text("收回我的方案", "Take my offer back"),
            TALKING,
            SIDES,
            "offer_withdrawn",
            laws.REVOKE_OFFER,
            needs=(
                need(
                    "own_live_offer",
                    laws.REVOKE_OFFER,
                    "您现在没有在等答复的方案。",
                    "You have no offer awaiting an answer.",
                    lambda facts: facts.live_offer_by is not None and facts.live_offer_by is facts.acting,
                ),
            ),
        ),
    )


def _answering(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "accept_offer",
            Text("接受，就这么办", "Accept this offer"),
            TALKING,
            SIDES,
            "offer_accepted",
            laws.ACCEPT_OFFER,
            target="signing",
            needs=(ANSWERABLE_OFFER, DAYS_TO_COME, *may_settle(law)),
            warning=Text(
                "接受后会生成协议，双方签名后生效。签名前还可以说不签。",
                "An agreement is drawn up and takes effect once all have signed. Until then either side may still decline.",
            ),
        ),
        Move(
            "reject_offer",
            Text("不接受这个方案", "Reject this offer"),
            TALKING,
            SIDES,
            "offer_rejected",
            laws.REJECT_OFFER,
            fields=(words("reason", "为什么不接受", "Reason", maximum=500),),
            needs=(ANSWERABLE_OFFER,),
        ),
    )


def _may_turn(facts: Facts) -> bool:
    """Once an agreement is signed, only a missed promise opens this way."""
    return not facts.by_authority and (facts.promises_missed > 0 or not facts.promises_open)


CHANCES = ("judicial_confirmation",)


def _is_at_rest(facts: Facts) -> bool:
    """No duty is open; a chance that was let pass is none."""
    return facts.is_at_rest and facts.late_terms | facts.waiting_terms <= frozenset(CHANCES)


def _ending() -> tuple[Move, ...]:
    return (
        Move(
            "end_negotiation",
            Text("不谈了，结束协商", "End the negotiation"),
            frozenset({"negotiating"}),
            COMPLAINANT,
            "negotiation_ended",
            laws.SETTLE_DIRECTLY,
            target="negotiation_ended",
            fields=(words("reason", "为什么不谈了", "Reason", required=False, maximum=500),),
            drops=("odr_settlement",),
            warning=Text(
                "结束后商家不能再提方案。您可以接着请市场监管部门处理。",
                "The trader can make no more offers after this. You may then turn to the authority.",
            ),
        ),
        Move(
            "expire_negotiation",
            Text("协商到期，自动结束", "The negotiation period ends"),
            frozenset({"negotiating", "signing"}),
            SYSTEM,
            "negotiation_expired",
            laws.ODR_SETTLEMENT,
            target="negotiation_ended",
            needs=(term_has_passed("odr_settlement", laws.ODR_SETTLEMENT),),
            stops=("odr_settlement",),
        ),
        Move(
            "lapse",
            Text("很久没有人来办，归档", "Nobody came back to it; put away"),
            frozenset({"negotiation_ended", "performing"}),
            SYSTEM,
            "case_lapsed",
            laws.KEPT_NO_LONGER,
            target="lapsed",
            needs=(
                need(
                    "at_rest",
                    laws.KEPT_NO_LONGER,
                    "还有人在办，或者保存的年限还没到。",
                    "Somebody is still at it, or it has not been kept for its years yet.",
                    _is_at_rest,
                ),
            ),
            drops=CHANCES,
        ),
    )


def _turn_to_authority(law: Law) -> Move:
    return Move(
        "turn_to_authority",
        Text("请市场监管部门处理", "Turn to the authority"),
        frozenset({"negotiating", "negotiation_ended", "performing"}),
        COMPLAINANT,
        "turned_to_authority",
        law.complaint,
        target="received",
        needs=(
            need(
                "not_yet_with_authority",
                law.complaint,
                "约定的日子还没过，或者市场监管部门已经处理过。请先等商家履行。",
                "The promised date has not passed, or the authority has already handled the case. Please wait for performance first.",
                _may_turn,
            ),
        ),
        starts=("acceptance",),
        drops=("odr_settlement",),
    )


def _withdraw(law: Law) -> Move:
    return Move(
        "withdraw",
        Text("撤回投诉，到此为止", "Withdraw the complaint"),
        OPEN - {"performing"} | BETWEEN_OFFICES,
        COMPLAINANT,
        "complaint_withdrawn",
        law.termination,
        target="withdrawn",
        needs=may_withdraw(law),
        fields=(words("reason", "为什么撤回", "Reason", required=False, maximum=500),),
        drops=("odr_settlement", "acceptance", "identity_proof", "venue_dispute", "designation", "mediation"),
        warning=Text(
            "撤回后这个案件就结束了。您仍然可以起诉；和商家有仲裁协议的，也可以申请仲裁。",
            "The case ends with this. You can still go to court, or to arbitration if you agreed on it with the trader.",
        ),
    )
