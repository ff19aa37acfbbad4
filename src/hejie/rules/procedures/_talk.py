"""Calling a trader to a talk (约谈) over a complaint, and what came of it. It is no penalty, and no duty of law.

The record stays between the offices; the notice goes to the trader, with the proof of its delivery.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.edition import Term
from hejie.rules.model import Article, Facts, Field, Kind, Move, Role, State, Text, Unit
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import HEAD, need, words

HOUSE_TALK = Article(laws.HOUSE, "约谈")
TALK = "talk_feedback"
HELD, ABSENT = "held", "absent"
OUTCOMES = {
    HELD: Text("谈过了", "It was held"),
    ABSENT: Text("没有来", "Nobody came"),
}
HOURS = (9, 10, 11, 14, 15, 16)
TIMES = {at: Text(at, at) for hour in HOURS for at in (f"{hour:02d}:00", f"{hour:02d}:30")}
BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet


def terms() -> tuple[Term, ...]:
    """What came of the talk is written down on its day."""
    return (
        Term(
            TALK,
            Text("记下约谈情况", "Record the talk"),
            3,
            Unit.WORKING_DAY,
            HOUSE_TALK,
            Role.OFFICER,
            Text("约谈的日子", "The day of the talk"),
            Text("到期没记下会标为逾期，提醒部门负责人。", "It is marked overdue and the head is told."),
            dated_by="on",
            is_internal=True,
        ),
    )


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """In every state in which an office has the complaint, and after its end: call, and record."""
    at_an_office = frozenset(states) - BETWEEN_THE_SIDES
    return (_call(at_an_office), _record(at_an_office))


def _is_called(facts: Facts) -> bool:
    return TALK in facts.waiting_terms | facts.late_terms


def _call(sources: frozenset[str]) -> Move:
    return Move(
        "call_talk",
        Text("约谈商家", "Call the trader to a talk"),
        sources,
        HEAD,
        "talk_called",
        HOUSE_TALK,
        fields=(
            words("reason", "为什么约谈（写进通知书）", "Why (it stands in the notice)", minimum=6, maximum=300),
            Field("on", Text("哪一天", "Day"), Kind.DATE, future=True),
            Field("at", Text("几点", "Time"), Kind.CHOICE, choices=TIMES),
            Field("place", Text("在哪里", "Place"), minimum=4, maximum=120),
            words("topics", "谈什么，一行一条", "What about, one a line", minimum=4, maximum=600),
        ),
        needs=(
            need(
                "no_open_talk",
                HOUSE_TALK,
                "上一次约谈还没有记下结果，请先记下。",
                "What came of the last talk is not recorded yet. Please do that first.",
                lambda facts: not _is_called(facts),
            ),
        ),
        starts=(TALK,),
        warning=Text(
            "约谈通知书会发给商家，请不要写投诉人的私人信息。",
            "The notice goes to the trader. Please write nothing private about the complainant.",
        ),
        is_internal=True,
    )


def _record(sources: frozenset[str]) -> Move:
    return Move(
        "record_talk",
        Text("记下约谈情况", "Record the talk"),
        sources,
        frozenset({Role.OFFICER, Role.HEAD}),
        "talk_recorded",
        HOUSE_TALK,
        fields=(
            Field("outcome", Text("谈了吗", "Was it held?"), Kind.CHOICE, choices=OUTCOMES),
            words("present", "谁参加了", "Who was there", required=False, maximum=200),
            words("minutes", "谈的情况，商家怎么说", "What was said, and the trader's answer", minimum=4),
            words("promised", "商家答应做什么", "What the trader promised", required=False, maximum=500),
            Field("by_date", Text("商家答应哪天以前做到", "Promised by"), Kind.DATE, required=False, future=True),
        ),
        needs=(
            need(
                "talk_called",
                HOUSE_TALK,
                "没有发过约谈通知，或者已经记下了。",
                "No talk was called, or it is recorded already.",
                _is_called,
            ),
        ),
        stops=(TALK,),
        is_internal=True,
    )
