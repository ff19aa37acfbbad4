"""Delegated mediation: a consumers' association or another lawful body mediates in the office's name (Order 121 Art 19)."""

from __future__ import annotations

from hejie.rules.model import Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import NOTE, OFFICER, SIDES, need, words

BEFORE_TALKS = frozenset({"accepted", "mediating"})
BOTH = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
BODY = Field("body", Text("委托给谁", "To which body"), Kind.REFERENCE, options="bodies")
OF_THE_BODY = Field("mediator", Text("由谁调解", "Who mediates there"), Kind.REFERENCE, options="body_mediators")


def moves(law: Law) -> tuple[Move, ...]:
    """Proposed by the office, agreed to by each side, given over. Only the office gives over: no sub-delegation."""
    return (_propose(law), *_answers(law), _delegate(law))


def _not_delegated(law: Law) -> Need:
    return need(
        "not_delegated",
        law.delegation,
        "这件投诉已经委托出去了，受委托的组织不能再委托别人。",
        "This complaint has been delegated already; the body may not delegate it further.",
        lambda facts: not facts.is_delegated,
    )


def _proposed(law: Law) -> Need:
    return need(
        "delegation_proposed",
        law.delegation,
        "现在没有提出委托调解。",
        "No delegation has been proposed.",
        lambda facts: facts.is_delegation_proposed and not facts.is_delegated,
    )


def _propose(law: Law) -> Move:
    return Move(
        "propose_delegation",
        Text("提出委托调解，问双方同不同意", "Propose to delegate the mediation and ask both sides"),
        BEFORE_TALKS,
        OFFICER,
        "delegation_proposed",
        law.delegation,
        fields=(BODY, NOTE),
        needs=(_not_delegated(law),),
    )


def _answers(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "consent_delegation",
            Text("同意委托调解", "Agree to the delegation"),
            BEFORE_TALKS,
            SIDES,
            "delegation_consented",
            law.delegation,
            needs=(
                _proposed(law),
                need(
                    "not_answered_yet",
                    law.delegation,
                    "您已经同意委托调解了，不用再点一次。",
                    "You have already agreed to the delegation.",
                    lambda facts: facts.acting not in facts.delegation_consents,
                ),
            ),
        ),
        Move(
            "decline_delegation",
            Text("不同意委托，请监管部门自己调解", "Decline: the office is to mediate itself"),
            BEFORE_TALKS,
            SIDES,
            "delegation_declined",
            law.delegation,
            fields=(words("reason", "为什么不同意", "Reason", required=False, maximum=500),),
            needs=(_proposed(law),),
        ),
    )


def _delegate(law: Law) -> Move:
    return Move(
        "delegate_mediation",
        Text("委托调解，并告知双方", "Delegate the mediation and tell both sides"),
        BEFORE_TALKS,
        OFFICER,
        "mediation_delegated",
        law.delegation,
        target="mediating",
        fields=(OF_THE_BODY, NOTE),
        needs=(_proposed(law), *((_both_consent(law),) if law.delegation_by_consent else ())),
    )


def _both_consent(law: Law) -> Need:
    def consented(facts: Facts) -> bool:
        return facts.delegation_consents >= BOTH

    return need(
        "both_consent",
        law.delegation,
        "双方都同意了才能委托。请等没有答复的一方。",
        "Both sides have to agree first. Please wait for the one who has not answered.",
        consented,
    )
