"""The report of a breach: checked, opened as a case or not, decided. The trader sees nothing of it (secrecy)."""

from __future__ import annotations

from hejie.rules import grounds
from hejie.rules.edition import Procedure
from hejie.rules.model import Field, Kind, Move, Text
from hejie.rules.procedures import (
    _agreement,
    _beside,
    _delivery,
    _dispatch,
    _loop,
    _rectification,
    _report_decision,
    _report_states,
    _reward,
    _visits,
)
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._settlement import EVIDENCE_NEEDED
from hejie.rules.procedures._vocabulary import (
    COMPLAINANT,
    EVIDENCE,
    HEAD,
    NOTE,
    OFFICER,
    SYSTEM,
    need,
    words,
)

RECEIVED = frozenset({"received"})
OPENED = frozenset({"opened"})
RUNNING = frozenset({"received", "testing", "opened"})
HANDLED = RUNNING | {"telling"}


def report(law: Law) -> Procedure:
    """The report under one edition. Where the edition asks to tell a named reporter, that has its own term."""
    states = {state.key: state for state in _report_states.states(law)}
    final = frozenset(key for key, state in states.items() if state.final)
    parts: tuple[Move, ...] = (
        *_talk(law),
        *_dispatch.moves(law, "report"),
        _dispatch.assigning(HANDLED & states.keys()),
        *_repeated(law),
        *_check(law),
        *_report_decision.moves(law),
        *_rectification.moves(states),
        *_beside.of_report(law),
        *_reward.moves(law),
        _agreement.rate(final, COMPLAINANT),
        *_loop.moves(states),
        *_visits.of_report(states),
        *_delivery.moves(states),
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
            COMPLAINANT | SYSTEM,
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
                Field("earlier", Text("前一件", "The earlier report"), Kind.REFERENCE, options="earlier_reports"),
                Field(
                    "new_facts",
                    Text(
                        "这次有新的事实，前一件从这次举报起重新计时",
                        "It brings new facts: the earlier clock begins anew",
                    ),
                    Kind.YES,
                    required=False,
                ),
                NOTE,
            ),
            stops=("report_check",),
        ),
        _redirect(law),
    )


def _redirect(law: Law) -> Move:
    return Move(
        "redirect",
        Text("不归市场监管或者本部门，告知去处", "Tell the reporter where to go"),
        RECEIVED,
        OFFICER,
        "report_redirected",
        law.report_venue,
        target="redirected",
        fields=(
            Field(
                "matter",
                Text("是什么事", "What it is"),
                Kind.CHOICE,
                required=False,
                choices=grounds.OTHER_POWERS,
            ),
            words("where", "应当向哪里举报", "Where to report", minimum=4, maximum=500),
        ),
        stops=("report_check",),
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
