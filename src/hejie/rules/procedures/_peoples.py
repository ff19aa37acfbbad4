"""The people's mediation agreement (人民调解协议书): drawn up with what People's Mediation Law Art 29 asks for."""

from __future__ import annotations

from hejie.rules.agreement_contents import PEOPLES, WRITTEN
from hejie.rules.model import Facts, Field, Move, Text
from hejie.rules.procedures import _drafting
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import MEDIATOR, NOTE, TERMS, need, words

MEDIATING = frozenset({"mediating"})
ACCOUNT: tuple[Field, ...] = (
    words("facts", "纠纷的主要事实", "The main facts", minimum=10),
    words("issues", "双方争的是什么（争议事项）", "What is in dispute", minimum=4, maximum=1000),
    words("responsibility", "各方的责任", "Each side's responsibility", minimum=4, maximum=1000),
    words("manner", "怎样履行（例如原路退回）", "How it is performed, for example by the way it was paid", maximum=500),
)


def _is_by_the_committee(facts: Facts) -> bool:
    return facts.road == PEOPLES


def moves(law: Law) -> tuple[Move, ...]:
    """For the mediators of a people's mediation committee alone."""
    return (
        Move(
            "propose_peoples_agreement",
            Text("写人民调解协议书，请双方签名", "Draw up the people's mediation agreement and ask both to sign"),
            MEDIATING,
            MEDIATOR,
            "peoples_agreement_proposed",
            WRITTEN,
            target="signing",
            fields=(TERMS, *ACCOUNT, NOTE),
            needs=(
                need(
                    "by_a_peoples_committee",
                    WRITTEN,
                    "人民调解协议书由人民调解委员会来写。这件投诉不是委员会在调解。",
                    "This paper is the people's mediation committee's; the committee does not mediate this complaint.",
                    _is_by_the_committee,
                ),
                _drafting.draft_agreed(law),
            ),
        ),
    )
