"""Looking again at a refusal, by another person than who refused. No law asks for it: a rule of the house."""

from __future__ import annotations

from hejie.rules.model import Facts, Field, Kind, Move, Role, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, HEAD, OFFICER, Inputs, need, words

REVIEWING = frozenset({"reviewing"})
OVERTURNED, UPHELD = "overturned", "upheld"
OUTCOMES = {
    UPHELD: Text("维持不予受理", "The refusal stands"),
    OVERTURNED: Text("撤销不予受理，重新决定是否受理", "The refusal is set aside; acceptance is decided anew"),
}


def states() -> tuple[State, ...]:
    """Where a refused complaint stands while somebody else looks at it."""
    return (
        State(
            "reviewing",
            Text("复核不予受理决定", "The refusal is under review"),
            Role.HEAD,
            Text(
                "由作决定的人以外的工作人员在 5 个工作日内复核。撤销的，重新决定是否受理，7 个工作日重新计算。",
                "Somebody other than who decided looks at it within 5 working days. If it is set aside, acceptance is decided anew and the 7 working days begin again.",
            ),
            laws.HOUSE_REVIEW,
        ),
    )


def moves(law: Law) -> tuple[Move, ...]:
    """Asking once, within sixty days; upholding or setting aside."""
    return (_request(), _decide(law))


def _request() -> Move:
    return Move(
        "request_review",
        Text("请另一位工作人员复核", "Ask somebody else to review the refusal"),
        frozenset({"refused"}),
        COMPLAINANT,
        "review_requested",
        laws.HOUSE_REVIEW,
        target="reviewing",
        fields=(words("reason", "为什么应当受理", "Why it should be accepted", minimum=4, maximum=1000),),
        needs=(
            need(
                "not_reviewed_yet",
                laws.HOUSE_REVIEW,
                "已经复核过一次，不再复核。您还可以起诉；有仲裁协议的，可以申请仲裁。",
                "It has been reviewed once. You can still go to court, or to arbitration where both sides agreed on it.",
                lambda facts: not facts.reviewed,
            ),
            need(
                "review_in_time",
                laws.HOUSE_REVIEW,
                "不予受理已经超过 60 日，不能再申请复核。您可以重新投诉，或者走其他途径。",
                "More than 60 days have passed since the refusal. You may complain again, or use the other ways.",
                lambda facts: facts.review_in_time,
            ),
        ),
        starts=("review",),
        reopens=True,
        is_private=True,
    )


def _after_review(facts: Facts, inputs: Inputs) -> str:
    return "received" if inputs.get("outcome") == OVERTURNED else "refused"


def _decide(law: Law) -> Move:
    return Move(
        "decide_review",
        Text("作出复核决定，并告知投诉人", "Decide the review and tell the complainant"),
        REVIEWING,
        OFFICER | HEAD,
        "review_decided",
        laws.HOUSE_REVIEW,
        target=_after_review,
        targets=frozenset({"received", "refused"}),
        fields=(
            Field("outcome", Text("复核结果", "Outcome"), Kind.CHOICE, choices=OUTCOMES),
            words("reasons", "理由", "Reasons", minimum=10),
        ),
        needs=(
            need(
                "another_person",
                laws.HOUSE_REVIEW,
                "这个不予受理决定是您作的，复核要由另一位工作人员来办。",
                "You took the decision under review. Somebody else has to review it.",
                lambda facts: not facts.is_concerned,
            ),
        ),
        stops=("review",),
        starts=("acceptance",),
        starts_when=lambda facts, inputs: inputs.get("outcome") == OVERTURNED,
        is_private=True,
    )
