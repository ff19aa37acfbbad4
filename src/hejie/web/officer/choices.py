"""What an officer may do in a case now, by what they want to do: decide, mediate, pass on, settle between offices …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hejie.rules.citation import cite
from hejie.rules.model import Text
from hejie.web.acts import ActShown
from hejie.web.casepage import CasePage
from hejie.web.forms import MoveForm
from hejie.web.meetingcard import ARRANGED

# The key that opens a decision.
KEYS = {
    "accept": "a",
    "assign_mediator": "a",
    "notify_termination": "a",
    "decide_recusal": "a",
    "end_testing": "a",
    "answer": "a",
    "open_case": "a",
    "decide_case": "a",
    "tell_reporter": "a",
    "tell_not_opened": "a",
    "dispatch": "t",
    "return_case": "t",
    "redirect": "t",
    "request_identity": "i",
    "refuse": "r",
    "not_open_case": "r",
    "terminate": "r",
    "decide_review": "a",
    "grade_reward": "a",
    "decide_reward": "a",
    "pay_reward": "a",
    "agree_venue": "a",
    "designate_office": "a",
    "decline_venue": "r",
    "keep_case": "i",
    "take_up": "a",
    "decline_handing_up": "r",
}
APART = ARRANGED | {"say", "add_evidence", "correct_contact"}  # have places of their own
SAYS = {
    "accept": Text("开始计算调解期限；系统写好受理决定书", "The mediation period begins; the paper is printed"),
    "refuse": Text(
        "选法定情形并说明理由，系统写好决定书", "Choose the ground in law and give reasons; the paper is printed"
    ),
    "return_case": Text(
        "本部门没有处理权限的，退回分送单位", "Where this office has no power, back to who dispatched it"
    ),
    "request_identity": Text(
        "真实身份核实不了的，限期补充", "Where identity cannot be verified, ask for proof by a date"
    ),
    "dispatch": Text("送到有权处理的县级部门，那边重新计时", "To the county office with power; its clock begins anew"),
    "assign_mediator": Text("双方会马上收到通知", "Both sides are told at once"),
    "terminate": Text("选法定情形并说明理由", "Choose the ground in law and give reasons"),
    "assign_officer": Text(
        "先列最合适的人，写着在办几件、熟悉什么、负责哪里",
        "Whoever fits best stands first, with open cases, skills and area",
    ),
    "agree_venue": Text("案件转到本部门，重新计时", "The case comes here; its clock begins anew"),
    "decline_venue": Text("由共同的上一级部门指定", "The common office above then designates"),
    "take_up": Text("案件转到本部门，期限接着算", "The case comes here; its clock runs on"),
    "decline_handing_up": Text("案件留在下级，下级会收到理由", "It stays below; the office there reads your reasons"),
    "keep_case": Text("不再商量，接着办", "The dispute ends and the case goes on here"),
    "designate_office": Text("两个部门和双方都会收到通知", "Both offices and both sides are told"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A move to decide on, folded until it is chosen."""

    form: MoveForm
    says: Text | None
    key: str
    article: Text


@dataclass(frozen=True, slots=True)
class Group:
    """Moves of one purpose: those to weigh as folded forms, the others as links to forms of their own.

    `lead`: what somebody wrote that is to be weighed.
    """

    title: Text
    decisions: Sequence[Decision]
    links: Sequence[ActShown]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What moves have in common. `weighed` are folded forms in the order they are weighed, `linked` are links."""

    title: Text
    weighed: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


PURPOSES = (
    Purpose(
        Text("作决定", "Decide"),
        (
            *("accept", "open_case", "decide_case", "answer", "decide_review", "grade_reward", "decide_reward"),
            *("pay_reward", "tell_result", "request_identity", "refuse", "not_open_case"),
            *("merge_repeated", "extend_check", "extend_decision"),
        ),
        ("order_correction", "split_case"),
    ),
    Purpose(
        Text("调解", "Mediate"),
        ("assign_mediator", "decide_recusal", "notify_termination", "terminate"),
        (
            "call_meeting",
            "propose_agreement",
            "record_mediation",
            "propose_delegation",
            "delegate_mediation",
        ),
    ),
    Purpose(Text("鉴定、检测", "Testing"), ("end_testing", "start_testing")),  # a report has no mediation
    Purpose(
        Text("分派、转出", "Assign or pass on"),
        ("assign_officer", "dispatch", "return_case", "redirect"),
        ("hand_to_station", "pass_to_police", "record_clue"),
    ),
    Purpose(
        Text("部门之间", "Between offices"),
        ("agree_venue", "designate_office", "keep_case", "decline_venue"),
        ("take_up", "decline_handing_up", "dispute_venue", "refer_venue", "ask_superior"),
    ),
    Purpose(
        Text("督办和回访", "Supervise and follow up"),
        (),
        (
            *("answer_supervision", "close_supervision", "supervise_again", "supervise", "urge"),
            *("call_talk", "record_talk"),
            *("record_followup", "record_try", "order_rectification", "dismiss_review"),
            *("report_rectified", "check_rectification", "rectify_again"),
        ),
    ),
)
HANDED_UP = Purpose(Text("下级报请您处理", "Handed up to you"), ("take_up", "decline_handing_up"))
BESIDE = Text("还可以记下", "Also to note")
NAMED = frozenset(key for one in PURPOSES for key in (*one.weighed, *one.linked))


def groups_of(page: CasePage) -> list[Group]:
    """Every purpose for which a move is open to the reader; what belongs to none stands last."""
    acts = {act.key: act for act in page.acts}
    answers = _handed_up(page, acts)
    left = {key: act for key, act in acts.items() if not answers or key not in HANDED_UP.weighed}
    rest = [act for key, act in left.items() if key not in NAMED | APART]
    groups = [*answers, *(_group(page, one, left) for one in PURPOSES)]
    return [one for one in (*groups, Group(BESIDE, (), rest)) if one.decisions or one.links]


def _handed_up(page: CasePage, acts: Mapping[str, ActShown]) -> list[Group]:
    """Where the office below asks for it: its reasons, and both answers to weigh. Taking up unasked stays a link."""
    if "decline_handing_up" not in acts:
        return []
    asked = [one for one in page.view.records if one.fact == "superior_asked"]
    reason = str(asked[-1].content.get("reason", "")) if asked else ""
    return [replace(_group(page, HANDED_UP, acts), lead=reason)]


def _group(page: CasePage, purpose: Purpose, acts: Mapping[str, ActShown]) -> Group:
    articles = {move.key: move.article for move in page.view.moves}
    weighed = [
        Decision(page.forms[key], SAYS.get(key), KEYS.get(key, ""), cite(articles[key]))
        for key in purpose.weighed
        if key in acts and key in articles
    ]
    return Group(purpose.title, weighed, [acts[key] for key in purpose.linked if key in acts])
