"""After the end: the follow-up of every case (每件回访), and what a bad review leads to (差评整改).

Order 121 Art 26 asks for follow-up visits; how they go is a house rule. Nobody who handled a case calls about it.
"""

from __future__ import annotations

from dataclasses import replace

from hejie.rules.edition import Term
from hejie.rules.model import Article, Facts, Field, Kind, Move, Role, Text, Unit
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import EVIDENCE, Inputs, need, words

HOUSE_FOLLOW_UP = Article(laws.HOUSE, "回访")
HOUSE_RECTIFICATION = Article(laws.HOUSE, "差评整改")
REVIEW_ANSWER, RECTIFICATION = "review_answer", "rectification"
CALLING = frozenset({Role.OFFICER, Role.HEAD})
OPEN, REPORTED = "open", "reported"
BAD_SCORE, GOOD_SCORE = 2, 4  # of five: up to two is a bad review, from four on somebody is satisfied

SATISFACTION = {
    "satisfied": Text("满意", "Satisfied"),
    "fair": Text("基本满意", "Fairly satisfied"),
    "dissatisfied": Text("不满意", "Dissatisfied"),
}
SIDES = {
    Role.COMPLAINANT: Text("来件人", "Whoever filed"),
    Role.RESPONDENT: Text("商家", "The trader"),
}
SOLVED = {"solved": Text("解决了", "Solved"), "not_solved": Text("没解决", "Not solved")}
BY_ANOTHER = need(
    "by_another",
    HOUSE_FOLLOW_UP,
    "经办过这个案件的人不能回访，请换一位同事。",
    "Whoever handled the case may not call. Ask a colleague.",
    lambda facts: not facts.has_handled,
)
CHECK_BY_ANOTHER = need(
    "check_by_another",
    HOUSE_RECTIFICATION,
    "整改由另一位同事检查，责任人和报告整改的人不能自己查。",
    "Another person checks a rectification: neither its owner nor whoever reported it.",
    lambda facts: not facts.is_rectifying,
)


def satisfaction_of(score: int) -> str:
    """What a score of one to five says: satisfied, fair or dissatisfied."""
    return "dissatisfied" if score <= BAD_SCORE else "satisfied" if score >= GOOD_SCORE else "fair"


def terms() -> tuple[Term, ...]:
    """A bad review is looked into within three working days; a rectification has the day it was given."""
    late = Text("到期没办会标为逾期，提醒部门负责人。", "It is marked overdue and the head is told.")
    return (
        Term(
            REVIEW_ANSWER,
            Text("核实差评", "Look into the bad review"),
            3,
            Unit.WORKING_DAY,
            HOUSE_RECTIFICATION,
            Role.HEAD,
            Text("收到差评", "A bad review"),
            late,
            is_internal=True,
        ),
        Term(
            RECTIFICATION,
            Text("整改", "Rectification"),
            10,
            Unit.WORKING_DAY,
            HOUSE_RECTIFICATION,
            Role.OFFICER,
            Text("认定要整改", "Finding that something has to be put right"),
            late,
            dated_by="by_date",
            is_internal=True,
        ),
    )


def moves(final: frozenset[str]) -> tuple[Move, ...]:
    """In the final states: ask how it went, look into a bad review, put right, have it checked."""
    return (*_calls(final), *_finding(final), _report(final), *_check(final))


def watched(rate: Move) -> Move:
    """The rating of a side, which starts the clock of the bad review when it is one."""
    return replace(rate, starts=(REVIEW_ANSWER,), starts_when=_is_newly_bad)


def is_bad(said: Inputs) -> bool:
    """Whether a rating or a follow-up is a bad review."""
    score = said.get("score")
    return said.get("satisfaction") == "dissatisfied" or (isinstance(score, int) and score <= BAD_SCORE)


def _is_newly_bad(facts: Facts, inputs: Inputs) -> bool:
    """The first bad review of a case starts the clock; a second one does not start it anew."""
    return is_bad(inputs) and REVIEW_ANSWER not in facts.waiting_terms | facts.late_terms


SIDE = Field("side", Text("回访谁", "Who was called"), Kind.REFERENCE, options="followups")
BY_DATE = Field("by_date", Text("哪天以前改好", "To be put right by"), Kind.DATE, future=True)


def _calls(final: frozenset[str]) -> tuple[Move, ...]:
    return (
        Move(
            "record_followup",
            Text("联系上了，记下回访结果", "Reached: record how it went"),
            final,
            CALLING,
            "followup_recorded",
            HOUSE_FOLLOW_UP,
            fields=(
                SIDE,
                Field("satisfaction", Text("满意吗", "Satisfied?"), Kind.CHOICE, choices=SATISFACTION),
                Field("solved", Text("问题解决了吗", "Was the matter solved?"), Kind.CHOICE, choices=SOLVED),
                words("comment", "对方怎么说", "In their words", required=False, maximum=500),
            ),
            needs=(BY_ANOTHER,),
            starts=(REVIEW_ANSWER,),
            starts_when=_is_newly_bad,
            is_internal=True,
        ),
        Move(
            "record_try",
            Text("没联系上，记一次", "Not reached: note the attempt"),
            final,
            CALLING,
            "followup_tried",
            HOUSE_FOLLOW_UP,
            fields=(SIDE, words("note", "打了哪个电话、什么情况", "Which number, what happened", maximum=200)),
            needs=(BY_ANOTHER,),
            is_internal=True,
        ),
    )


def _finding(final: frozenset[str]) -> tuple[Move, ...]:
    found = (
        words("call", "打回去核实，对方怎么说", "What the call-back brought", minimum=4, maximum=1000),
        words("finding", "认定和理由", "Finding and reasons", minimum=4, maximum=1000),
    )
    open_review = need(
        "bad_review_open",
        HOUSE_RECTIFICATION,
        "没有等核实的差评。",
        "No bad review awaits a finding.",
        lambda facts: bool(facts.bad_reviews),
    )
    return (
        Move(
            "order_rectification",
            Text("差评属实，限期整改", "The review is founded: have it put right"),
            final,
            CALLING,
            "rectification_ordered",
            HOUSE_RECTIFICATION,
            fields=(
                *found,
                Field("owner", Text("整改责任人", "Who puts it right"), Kind.REFERENCE, options="owners"),
                words("what", "改什么", "What is to be put right", minimum=4, maximum=1000),
                BY_DATE,
            ),
            needs=(open_review, _NOTHING_OPEN, BY_ANOTHER),
            starts=(RECTIFICATION,),
            stops=(REVIEW_ANSWER,),
            is_internal=True,
        ),
        Move(
            "dismiss_review",
            Text("差评不属实，写明理由", "The review is unfounded: give the reasons"),
            final,
            CALLING,
            "review_dismissed",
            HOUSE_RECTIFICATION,
            fields=found,
            needs=(open_review, BY_ANOTHER),
            stops=(REVIEW_ANSWER,),
            is_internal=True,
        ),
    )


_NOTHING_OPEN = need(
    "no_open_rectification",
    HOUSE_RECTIFICATION,
    "这个案件已经有一项整改没有了结，请先了结那一项。",
    "A rectification is already open in this case. Please conclude it first.",
    lambda facts: not facts.rectification,
)


def _report(final: frozenset[str]) -> Move:
    return Move(
        "report_rectified",
        Text("报告已整改", "Report that it has been put right"),
        final,
        CALLING,
        "rectification_reported",
        HOUSE_RECTIFICATION,
        fields=(words("answer", "改了什么", "What was put right", minimum=4, maximum=1000), EVIDENCE),
        needs=(
            need(
                "rectification_open",
                HOUSE_RECTIFICATION,
                "没有要报告的整改。",
                "No rectification is open.",
                lambda facts: facts.rectification == OPEN,
            ),
        ),
        stops=(RECTIFICATION,),
        is_internal=True,
    )


def _check(final: frozenset[str]) -> tuple[Move, ...]:
    seen = words("note", "怎么检查的，看到什么", "How it was checked, and what was seen", minimum=4, maximum=500)
    reported = need(
        "rectification_reported",
        HOUSE_RECTIFICATION,
        "责任人还没有报告整改，请等报告以后再检查。",
        "The rectification has not been reported yet. Please wait for the report.",
        lambda facts: facts.rectification == REPORTED,
    )
    return (
        Move(
            "check_rectification",
            Text("检查过了，整改到位", "Checked: it has been put right"),
            final,
            CALLING | {Role.SUPERIOR},
            "rectification_checked",
            HOUSE_RECTIFICATION,
            fields=(seen,),
            needs=(reported, CHECK_BY_ANOTHER),
            is_internal=True,
        ),
        Move(
            "rectify_again",
            Text("检查过了，没改好，限期再改", "Checked: not yet, again by a date"),
            final,
            CALLING | {Role.SUPERIOR},
            "rectification_repeated",
            HOUSE_RECTIFICATION,
            fields=(seen, BY_DATE),
            needs=(reported, CHECK_BY_ANOTHER),
            starts=(RECTIFICATION,),
            is_internal=True,
        ),
    )
