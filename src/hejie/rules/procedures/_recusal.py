"""Moves of recusal (Order 121 Art 21): a mediator steps aside, a side asks for another one, the office decides."""

from __future__ import annotations

from dataclasses import replace

from hejie.rules.model import Facts, Field, Kind, Move, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import MEDIATOR, MEDIATOR_FIELD, NOTE, OFFICER, SIDES, Inputs, need, words

# Article 21 has the authority suspend (中止) mediation while it decides on a recusal, but only testing time is taken
# out of the mediation period in so many words. See docs/decisions/0006.
RECUSAL_PAUSES_MEDIATION = True

MEDIATING = frozenset({"mediating"})


def _after_recusal(facts: Facts, inputs: Inputs) -> str:
    return "accepted" if inputs.get("granted") and not inputs.get("mediator") else "mediating"


def moves(law: Law) -> tuple[Move, ...]:
    """Stepping aside by oneself, asking for another mediator, deciding on it."""
    clock = ("mediation",) if RECUSAL_PAUSES_MEDIATION else ()
    return (_step_aside(law), _ask_for_another(law, clock), _decide_on_recusal(law, clock))


def _step_aside(law: Law) -> Move:
    return Move(
        "recuse",
        Text("我要回避，请另外指定调解员", "I step aside: please assign another mediator"),
        MEDIATING,
        MEDIATOR,
        "mediator_recused",
        law.recusal,
        target="accepted",
        fields=(words("reason", "和哪一方是什么关系", "Your relation with which side", minimum=4, maximum=500),),
        warning=Text(
            "回避后这件投诉不再由您调解，承办人另外指定一位。调解期限照常计算。",
            "You no longer mediate this complaint; the officer assigns somebody else. The period runs on.",
        ),
    )


def _ask_for_another(law: Law, clock: tuple[str, ...]) -> Move:
    return Move(
        "request_recusal",
        Text("申请换一位调解员（回避）", "Ask for another mediator (recusal)"),
        MEDIATING,
        SIDES,
        "recusal_requested",
        law.recusal,
        target="suspended",
        fields=(words("reason", "为什么要换", "Reason", minimum=4, maximum=500),),
        pauses=clock,
    )


def _decide_on_recusal(law: Law, clock: tuple[str, ...]) -> Move:
    return Move(
        "decide_recusal",
        Text("作出是否回避的决定，并告知双方", "Decide on the recusal and tell both sides"),
        frozenset({"suspended"}),
        OFFICER,
        "recusal_decided",
        law.recusal,
        target=_after_recusal,
        targets=frozenset({"accepted", "mediating"}),
        fields=(
            Field("granted", Text("同意回避", "Recusal granted"), Kind.YES),
            replace(MEDIATOR_FIELD, label=Text("新的调解员", "New mediator"), required=False),
            NOTE,
        ),
        needs=(
            need(
                "another_person",
                law.recusal,
                "申请回避的就是您，要由另一位工作人员来决定。",
                "You are the mediator in question. Somebody else has to decide.",
                lambda facts: not facts.is_concerned,
            ),
        ),
        resumes=clock,
    )
