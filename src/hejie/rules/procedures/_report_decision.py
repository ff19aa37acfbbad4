"""Deciding a report: a case opened or not, decided, and the reporter told."""

from __future__ import annotations

from hejie.rules import grounds
from hejie.rules.model import Facts, Field, Kind, Move, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import HEAD, NOTE, OFFICER, Inputs, fits, ground, need, words

RECEIVED = frozenset({"received"})
OPENED = frozenset({"opened"})


def moves(law: Law) -> tuple[Move, ...]:
    """What the head decides, and what the officer tells."""
    return (*_filing(law), *_decision(law), *_telling(law))


LENIENT = Field(
    "lenient",
    Text("对应清单里的哪一项（轻微、首违）", "Entry of the list of minor breaches"),
    Kind.REFERENCE,
    required=False,
    options="lenient",
    hint=Text("列入负面清单的不能选轻微或者首违", "What is on the negative list is never minor or a first breach"),
    only_with=("ground", frozenset({"minor", "first_time", "no_fault"})),
)
_LENIENCY_FITS = fits(
    "entry_fits_ground",
    laws.CASE_NOT_FILED,
    LENIENT,
    Text(
        "清单里的这一项只用于轻微、首违或者没有主观过错的情形，请改选情形，或者去掉清单项。",
        "An entry of the list goes with a minor breach, a first breach or no fault. Please change the ground, or leave it out.",
    ),
)


def _is_named(facts: Facts, inputs: Inputs) -> bool:
    return not facts.anonymous


def _filing(law: Law) -> tuple[Move, ...]:
    tells = law.reporter_notice is not None
    notice = ("reporter_notice",) if tells else ()
    not_opened: Move = Move(
        "not_open_case",
        Text("不予立案", "Do not open a case"),
        RECEIVED,
        HEAD,
        "case_not_opened",
        laws.CASE_NOT_FILED,
        target=_after_not_opening if tells else "not_opened",
        targets=frozenset({"telling", "not_opened"}) if tells else frozenset(),
        fields=(ground(grounds.CASE_NOT_FILED), LENIENT, words("reasons", "理由", "Reasons", minimum=10)),
        needs=(_LENIENCY_FITS,),
        stops=("report_check",),
        starts=notice,
        starts_when=_is_named,
        warning=Text("决定作出后，这件举报的核查就结束了。", "The check of this report ends with the decision."),
    )
    return (
        Move(
            "open_case",
            Text("立案", "Open a case"),
            RECEIVED,
            HEAD,
            "case_opened",
            laws.CASE_FILED,
            target="opened",
            fields=(words("reasons", "立案理由", "Reasons", minimum=4),),
            stops=("report_check",),
            starts=("case_decision",),
        ),
        not_opened,
    )


def _after_not_opening(facts: Facts, inputs: Inputs) -> str:
    return "not_opened" if facts.anonymous else "telling"


_RESULTS = {
    "penalty": Text("给予行政处罚", "Administrative penalty"),
    "no_penalty": Text("不予行政处罚", "No penalty"),
    "dropped": Text("违法事实不能成立，不予行政处罚", "The breach is not established; no penalty"),
    "passed_on": Text("移送其他部门或者司法机关", "Passed on to another authority or to the police"),
}


def _decision(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "extend_decision",
            Text("批准延长 30 日", "Approve 30 more days"),
            OPENED,
            HEAD,
            "decision_extended",
            laws.CASE_DECISION,
            fields=(words("reason", "为什么延长", "Reason", minimum=4, maximum=500),),
            needs=(
                need(
                    "not_extended_yet",
                    laws.CASE_DECISION,
                    "已经延长过一次；再延期要由负责人集体讨论决定。",
                    "It has been extended once; more needs a joint decision of the heads.",
                    lambda facts: not facts.extended,
                ),
            ),
            extends=("case_decision",),
        ),
        Move(
            "decide_case",
            Text("作出处理决定", "Decide the case"),
            OPENED,
            HEAD,
            "case_decided",
            laws.CASE_DECISION,
            target="decided",
            fields=(
                Field("result", Text("处理结果", "Result"), Kind.CHOICE, choices=_RESULTS),
                words("summary", "决定要点", "Summary", minimum=4),
            ),
            stops=("case_decision",),
        ),
    )


def _telling(law: Law) -> tuple[Move, ...]:
    if law.reporter_notice is None:
        return (_tell_result(law),)
    told = Move(
        "tell_reporter",
        Text("告知举报人是否立案", "Tell the reporter whether a case is opened"),
        OPENED,
        OFFICER,
        "reporter_told",
        law.reporter_notice,
        fields=(NOTE,),
        stops=("reporter_notice",),
    )
    not_told = Move(
        "tell_not_opened",
        Text("告知举报人不予立案", "Tell the reporter that no case is opened"),
        frozenset({"telling"}),
        OFFICER,
        "reporter_told_not_opened",
        law.reporter_notice,
        target="not_opened",
        fields=(NOTE,),
        stops=("reporter_notice",),
    )
    return (told, not_told, _tell_result(law))


# Art 36: the reporter hears the result where a law, a regulation or a rule says so; the notice names it.
BASIS = (
    Field(
        "basis_law",
        Text("哪部法律、法规、规章要求告知", "Which law asks for it"),
        minimum=4,
        maximum=60,
        hint=Text("写全称，例如：中华人民共和国食品安全法", "Its full name, for example: Food Safety Law"),
    ),
    Field(
        "basis_article",
        Text("第几条", "Which article"),
        minimum=3,
        maximum=30,
        hint=Text("例如：第一百一十五条第一款", "For example: Art 115(1)"),
    ),
)


def _tell_result(law: Law) -> Move:
    return Move(
        "tell_result",
        Text("告知举报人处理结果", "Tell the reporter the result"),
        frozenset({"decided", "not_opened"}),
        OFFICER,
        "result_told",
        law.report_result,
        fields=(*BASIS, words("text", "告知内容", "What is told", minimum=4)),
    )
