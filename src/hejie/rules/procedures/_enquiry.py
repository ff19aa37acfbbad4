"""The enquiry: a question, answered by a date the house promises, or shown the right way."""

from __future__ import annotations

from hejie.rules.edition import Procedure
from hejie.rules.model import Field, Kind, Move, Role, State, Text
from hejie.rules.procedures import _agreement, _dispatch, _loop
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, EVIDENCE, OFFICER, words

RECEIVED = frozenset({"received"})
GUIDE = Field(
    "guide",
    Text("引用哪一篇指南", "Guide to cite"),
    Kind.REFERENCE,
    required=False,
    options="guides",
    hint=Text("咨询人在答复里看到这一篇", "The enquirer sees it with the answer"),
)


def enquiry(law: Law) -> Procedure:
    """The enquiry under one edition. No law sets its time; see the term `enquiry_reply`."""
    states = {state.key: state for state in _states(law)}
    final = frozenset(key for key, state in states.items() if state.final)
    parts = (*_moves(law), _dispatch.assigning(RECEIVED), _agreement.rate(final, COMPLAINANT), *_loop.moves(states))
    return Procedure(
        key="enquiry",
        label=Text("咨询", "Enquiry"),
        initial={"authority": "received"},
        opening_terms={"authority": ("enquiry_reply",)},
        states=states,
        moves={move.key: move for move in parts},
    )


def _states(law: Law) -> tuple[State, ...]:
    return (
        State(
            "received",
            Text("等待答复", "Awaiting an answer"),
            Role.OFFICER,
            Text(
                "工作人员在承诺的期限内答复。没按时答复会标为逾期。",
                "Staff answer within the time the office promises. A late answer is marked overdue.",
            ),
            laws.HOUSE_ENQUIRY,
        ),
        State(
            "answered",
            Text("已答复", "Answered"),
            None,
            Text(
                "还有疑问，可以再问一次；也可以评价这次答复。",
                "If something is unclear, it can be asked again. The answer may be rated.",
            ),
            laws.HOUSE_ENQUIRY,
            final=True,
        ),
        State(
            "redirected",
            Text("已告知其他途径", "Told another way"),
            None,
            Text("可以通过告知的途径提出。", "It can be brought by the way that was named."),
            law.enquiry,
            final=True,
        ),
        State(
            "withdrawn",
            Text("已撤回", "Withdrawn"),
            None,
            Text("问题已经撤回。随时可以再问。", "The question was withdrawn. It may be asked again any time."),
            laws.HOUSE_ENQUIRY,
            final=True,
        ),
    )


def _moves(law: Law) -> tuple[Move, ...]:
    replies = ("enquiry_reply",)
    answerers = OFFICER | {Role.OPERATOR}
    return (
        Move(
            "say",
            Text("补充说明", "Add a message"),
            RECEIVED,
            COMPLAINANT | answerers,
            "message_sent",
            laws.HOUSE_TALK,
            fields=(words("text", "想说的话", "Message"), EVIDENCE),
        ),
        Move(
            "answer",
            Text("答复，并告知咨询人", "Answer and tell the enquirer"),
            RECEIVED,
            answerers,
            "enquiry_answered",
            laws.HOUSE_ENQUIRY,
            target="answered",
            fields=(words("text", "答复", "Answer", minimum=4), GUIDE, EVIDENCE),
            stops=replies,
        ),
        Move(
            "redirect",
            Text("告知应当走的途径", "Tell the right way"),
            RECEIVED,
            answerers,
            "enquiry_redirected",
            law.enquiry,
            target="redirected",
            fields=(words("where", "应当向哪里提出", "Where to go", minimum=4, maximum=500),),
            stops=replies,
        ),
        Move(
            "withdraw",
            Text("不问了，撤回", "Withdraw the question"),
            RECEIVED,
            COMPLAINANT,
            "enquiry_withdrawn",
            laws.HOUSE_ENQUIRY,
            target="withdrawn",
            drops=replies,
        ),
    )
