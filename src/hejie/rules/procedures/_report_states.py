"""Where a report may stand, and what happens next there."""

from __future__ import annotations

from hejie.rules.model import Article, Role, State, Text
from hejie.rules.procedures import _competence, _reward
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law


def states(law: Law) -> tuple[State, ...]:
    """Every state of a report; `telling` only where the edition asks to tell a named reporter."""
    return (
        *_checking(law),
        *_competence.states(law),
        _opened(),
        *_telling(law.reporter_notice),
        *_final(law),
        *_reward.states(),
    )


def _checking(law: Law) -> tuple[State, ...]:
    return (
        State(
            "received",
            Text("核查中", "Being checked"),
            Role.OFFICER,
            Text(
                "市场监管部门在 15 个工作日内核查，由负责人决定是否立案；经批准可以延长 15 个工作日。没按时决定会标为逾期。",
                "The authority checks within 15 working days and its head decides whether to open a case; 15 more are possible with approval. A late decision is marked overdue.",
            ),
            laws.CLUE_CHECK,
        ),
        State(
            "returned",
            Text("已退回分送单位", "Back at the dispatching unit"),
            Role.OFFICER,
            Text(
                "分送单位把举报送到有权处理的部门。送到以后，那边重新计算核查期限。",
                "The dispatching unit passes the report to the office with power; the time for checking begins anew there.",
            ),
            law.send_back,
        ),
        State(
            "testing",
            Text("检测、鉴定中", "Testing under way"),
            Role.OFFICER,
            Text(
                "等检测、鉴定结果，出来后继续核查。等待的时间不算在核查期限内。",
                "The result is awaited; checking goes on after that. This time does not count.",
            ),
            laws.CLUE_TESTING,
        ),
    )


def _opened() -> State:
    return State(
        "opened",
        Text("已立案", "Case opened"),
        Role.HEAD,
        Text(
            "办案部门在 90 日内作出处理决定，经批准可以延长 30 日。到期还没有决定，由负责人集体讨论。",
            "The office decides within 90 days; 30 more are possible with approval. After that the heads decide together.",
        ),
        laws.CASE_DECISION,
    )


def _telling(told: Article | None) -> tuple[State, ...]:
    if told is None:
        return ()
    state = State(
        "telling",
        Text("不予立案，等待告知", "Not opened, notice to follow"),
        Role.OFFICER,
        Text(
            "承办人在 5 个工作日内告知举报人。没按时告知会标为逾期。",
            "The officer tells the reporter within 5 working days. A late notice is marked overdue.",
        ),
        told,
    )
    return (state,)


def _final(law: Law) -> tuple[State, ...]:
    return (
        State(
            "not_opened",
            Text("不予立案", "No case opened"),
            None,
            Text(
                "核查后没有立案。有新的事实，可以再举报。",
                "No case was opened after the check. New facts can be reported again.",
            ),
            laws.CASE_NOT_FILED,
            final=True,
        ),
        State(
            "decided",
            Text("已作出处理决定", "Decided"),
            None,
            Text(
                "案件已经有处理决定。法律规定要告知或者奖励举报人的，会告知或者奖励。",
                "A decision has been made. Where the law says so, the reporter is told or rewarded.",
            ),
            law.report_result,
            final=True,
        ),
        State(
            "repeated",
            Text("重复举报，并入前一件", "Repeated; joined to the earlier report"),
            None,
            Text(
                "同一事实已经在处理，不再另外处理。有新的事实，可以再举报。",
                "The same facts are already being handled. New facts can be reported again.",
            ),
            law.report_repeated,
            final=True,
        ),
        State(
            "redirected",
            Text("不归本部门，已告知去处", "Not for this office; told where to go"),
            None,
            Text("请直接向告知的部门举报。", "Please report to the office named."),
            law.report_venue,
            final=True,
        ),
    )
