"""Urging (催办) and supervision (督办): between the offices alone, in every state in which an office has the case."""

from __future__ import annotations

from hejie.rules.edition import Term
from hejie.rules.model import Article, Field, Kind, Move, Role, Text, Unit
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import EVIDENCE, need, words

HOUSE_SUPERVISION = Article(laws.HOUSE, "催办督办")
SUPERVISION_ANSWER = "supervision_answer"
DIRECTING = frozenset({Role.HEAD, Role.SUPERIOR})
ANSWERING = frozenset({Role.OFFICER, Role.HEAD})
ASKED, ANSWERED = "asked", "answered"
BY_DATE = Field("by_date", Text("哪天以前答复", "To be answered by"), Kind.DATE, future=True)


def terms() -> tuple[Term, ...]:
    """The notice names its own day; three working days stand in where it names none."""
    return (
        Term(
            SUPERVISION_ANSWER,
            Text("答复督办", "Answer to the supervision notice"),
            3,
            Unit.WORKING_DAY,
            HOUSE_SUPERVISION,
            Role.OFFICER,
            Text("发出督办通知", "Supervision notice"),
            Text(
                "到期没答复会标为逾期，提醒部门负责人，再报上级部门。",
                "It is marked overdue; the head is told, then the office above.",
            ),
            dated_by="by_date",
            is_internal=True,
        ),
    )


def moves(sources: frozenset[str]) -> tuple[Move, ...]:
    """Urge, ask for an answer by a day, answer, and accept the answer or ask again."""
    return (_urge(sources), _supervise(sources), _answer(sources), *_review(sources))


_AT_AN_OFFICE = need(
    "at_an_office",
    HOUSE_SUPERVISION,
    "双方还在直接协商，部门没有收到，不能催办、督办。",
    "The sides are still negotiating; no office has the case, so there is nobody to urge.",
    lambda facts: facts.kind != "complaint" or facts.by_authority,
)


def _urge(sources: frozenset[str]) -> Move:
    return Move(
        "urge",
        Text("催办", "Urge"),
        sources,
        DIRECTING,
        "case_urged",
        HOUSE_SUPERVISION,
        fields=(words("reason", "催什么，为什么", "What is urged, and why", minimum=4, maximum=500),),
        needs=(_AT_AN_OFFICE,),
        is_internal=True,
    )


def _supervise(sources: frozenset[str]) -> Move:
    return Move(
        "supervise",
        Text("发督办通知，限期答复", "Send a supervision notice with a date"),
        sources,
        DIRECTING,
        "supervision_ordered",
        HOUSE_SUPERVISION,
        fields=(
            words("asked", "要求办什么", "What is to be done", minimum=4, maximum=1000),
            words("reason", "为什么督办", "Reason", minimum=4, maximum=500),
            BY_DATE,
        ),
        needs=(
            _AT_AN_OFFICE,
            need(
                "no_open_supervision",
                HOUSE_SUPERVISION,
                "这个案件已经有一份督办没有办结，请先了结那一份。",
                "A supervision notice is already open in this case. Please conclude it first.",
                lambda facts: not facts.supervision,
            ),
        ),
        starts=(SUPERVISION_ANSWER,),
        is_internal=True,
    )


def _answer(sources: frozenset[str]) -> Move:
    return Move(
        "answer_supervision",
        Text("答复督办", "Answer the supervision notice"),
        sources,
        ANSWERING,
        "supervision_answered",
        HOUSE_SUPERVISION,
        fields=(words("answer", "办了什么，结果怎样", "What was done, with what result", minimum=4), EVIDENCE),
        needs=(
            need(
                "supervision_asked",
                HOUSE_SUPERVISION,
                "没有等您答复的督办。",
                "No supervision notice awaits your answer.",
                lambda facts: facts.supervision == ASKED,
            ),
        ),
        stops=(SUPERVISION_ANSWER,),
        is_internal=True,
    )


def _review(sources: frozenset[str]) -> tuple[Move, ...]:
    remarks = words("note", "意见", "Remarks", minimum=2, maximum=500)
    answered = need(
        "supervision_is_answered",
        HOUSE_SUPERVISION,
        "还没有答复，或者这份督办不是您发的。",
        "There is no answer yet, or the notice was not yours.",
        lambda facts: facts.supervision == ANSWERED and facts.acting is facts.supervised_by,
    )
    return (
        Move(
            "close_supervision",
            Text("认可答复，督办了结", "Accept the answer; the supervision ends"),
            sources,
            DIRECTING,
            "supervision_closed",
            HOUSE_SUPERVISION,
            fields=(remarks,),
            needs=(answered, OWN_NOTICE),
            is_internal=True,
        ),
        Move(
            "supervise_again",
            Text("答复不够，限期再答复", "Not enough: ask again, with a date"),
            sources,
            DIRECTING,
            "supervision_repeated",
            HOUSE_SUPERVISION,
            fields=(remarks, BY_DATE),
            needs=(answered, OWN_NOTICE),
            starts=(SUPERVISION_ANSWER,),
            is_internal=True,
        ),
    )


OWN_NOTICE = need(
    "asker",
    HOUSE_SUPERVISION,
    "督办由发出通知的部门了结。",
    "The office that sent the notice concludes it.",
    lambda facts: not facts.is_supervised_elsewhere,
)
