"""The report of a breach: checked, opened as a case or not, decided. The trader sees nothing of it (secrecy)."""

from __future__ import annotations

from hejie.rules import grounds
from hejie.rules.model import Facts, Field, Kind, Move, Procedure, Text
from hejie.rules.procedures import _agreement, _authority, _loop, _report_states, _visits
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._settlement import EVIDENCE_NEEDED
from hejie.rules.procedures._vocabulary import (
    COMPLAINANT,
    EVIDENCE,
    HEAD,
    NOTE,
    OFFICER,
    Inputs,
    ground,
    need,
    words,
)

RECEIVED = frozenset({"received"})
OPENED = frozenset({"opened"})
RUNNING = frozenset({"received", "testing", "opened"})


def report(law: Law) -> Procedure:
    """The report under one edition. Where the edition asks to tell a named reporter, that has its own term."""
    states = {state.key: state for state in _report_states.states(law)}
    final = frozenset(key for key, state in states.items() if state.final)
    parts: tuple[Move, ...] = (
        *_talk(law),
        *_authority.dispatching(law, "report"),
        *_repeated(law),
        *_check(law),
        *_filing(law),
        *_decision(law),
        *_telling(law),
        _agreement.rate(final, COMPLAINANT),
        *_loop.moves(states),
        *_visits.of_report(states),
    )
    return Procedure(
        key="report",
        label=Text("举报", "Report"),
        initial={"authority": "received"},
        opening_terms={"authority": ("report_check",)},
        states=states,
        moves={move.key: move for move in parts},
    )


def _talk(law: Law) -> tuple[Move, ...]:
    people = COMPLAINANT | OFFICER
    return (
        Move(
            "say",
            Text("发一条消息", "Send a message"),
            RUNNING,
            people,
            "message_sent",
            laws.HOUSE_TALK,
            fields=(words("text", "想说的话", "Message"), EVIDENCE),
        ),
        Move(
            "add_evidence",
            Text("补充证据", "Add evidence"),
            RUNNING,
            people,
            "evidence_added",
            law.report_content,
            fields=(EVIDENCE_NEEDED, NOTE),
        ),
    )


def _repeated(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "add_facts",
            Text("补充新的事实，核查期限重新计算", "Add new facts; the time for checking begins anew"),
            RECEIVED,
            COMPLAINANT,
            "facts_added",
            law.report_repeated,
            fields=(words("text", "新的事实", "New facts", minimum=4), EVIDENCE),
            drops=("report_check",),
            starts=("report_check",),
        ),
        Move(
            "merge_repeated",
            Text("重复举报，并入前一件", "Join to the earlier report"),
            RECEIVED,
            OFFICER,
            "report_merged",
            law.report_repeated,
            target="repeated",
            fields=(
                Field("earlier", Text("前一件的编号", "Number of the earlier report"), minimum=4, maximum=30),
                NOTE,
            ),
            stops=("report_check",),
        ),
        Move(
            "redirect",
            Text("不归市场监管或者本部门，告知去处", "Tell the reporter where to go"),
            RECEIVED,
            OFFICER,
            "report_redirected",
            law.report_venue,
            target="redirected",
            fields=(words("where", "应当向哪里举报", "Where to report", minimum=4, maximum=500),),
            stops=("report_check",),
        ),
    )


def _check(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "extend_check",
            Text("批准延长 15 个工作日", "Approve 15 more working days"),
            RECEIVED,
            HEAD,
            "check_extended",
            laws.CLUE_CHECK,
            fields=(words("reason", "为什么延长", "Reason", minimum=4, maximum=500),),
            needs=(
                need(
                    "not_extended_yet",
                    laws.CLUE_CHECK,
                    "已经延长过一次，不能再延长。",
                    "It has been extended once already.",
                    lambda facts: not facts.extended,
                ),
            ),
            extends=("report_check",),
        ),
        Move(
            "start_testing",
            Text("送去检测、鉴定，核查期限暂停", "Send for testing; the time for checking pauses"),
            RECEIVED,
            OFFICER,
            "testing_started",
            laws.CLUE_TESTING,
            target="testing",
            fields=(Field("body", Text("检测、鉴定机构", "Testing body"), minimum=2, maximum=100),),
            pauses=("report_check",),
        ),
        Move(
            "end_testing",
            Text("记下检测、鉴定结果，继续核查", "Record the test result and go on"),
            frozenset({"testing"}),
            OFFICER,
            "testing_ended",
            laws.CLUE_TESTING,
            target="received",
            fields=(words("result", "结果", "Result"),),
            resumes=("report_check",),
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
        fields=(ground(grounds.CASE_NOT_FILED), words("reasons", "理由", "Reasons", minimum=10)),
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


def _tell_result(law: Law) -> Move:
    return Move(
        "tell_result",
        Text("告知举报人处理结果", "Tell the reporter the result"),
        frozenset({"decided", "not_opened"}),
        OFFICER,
        "result_told",
        law.report_result,
        fields=(words("text", "告知内容", "What is told", minimum=4),),
    )
