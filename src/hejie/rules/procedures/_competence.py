"""Offices that disagree whose a case is (Art 33): seven working days to agree, then the common office above designates."""

from __future__ import annotations

from dataclasses import dataclass

from hejie.rules.edition import Term
from hejie.rules.model import Article, Field, Kind, Move, Need, Role, State, Text, Unit
from hejie.rules.procedures._laws import PENALTY_PROCEDURE, Law
from hejie.rules.procedures._vocabulary import NOTE, OFFICER, need, words

DESIGNATION = Article(PENALTY_PROCEDURE, "第十六条")
RECEIVED = frozenset({"received"})
DISPUTED = frozenset({"disputed"})
UNSETTLED = frozenset({"disputed", "to_designate"})
ASKED = frozenset({Role.ASKED})
COMMON_SUPERIOR = frozenset({Role.COMMON_SUPERIOR})

RIVAL = Field("office", Text("您认为归哪个部门", "Which office has the power"), Kind.REFERENCE, options="rival_offices")
DESIGNATED = Field(
    "office", Text("指定哪个部门处理", "Office designated"), Kind.REFERENCE, options="designable_offices"
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What runs while an office has the case: its first clock, and what falls away when the case leaves it."""

    first: str
    others: tuple[str, ...]


CLOCKS = {"complaint": Clocks("acceptance", ("identity_proof",)), "report": Clocks("report_check", ())}


def moves(law: Law, clocks: Clocks) -> tuple[Move, ...]:
    """Every move of a dispute of competence."""
    return (*_disputing(law, clocks), *_settling(law, clocks), _designate(law, clocks))


def terms(law: Law) -> tuple[Term, ...]:
    """The two periods of a dispute of competence."""
    return (
        Term(
            "venue_dispute",
            Text("协商由谁处理", "Offices agree who handles it"),
            7,
            Unit.WORKING_DAY,
            law.venue_dispute,
            Role.ASKED,
            Text("部门之间发生处理权限争议", "Offices disagree about their powers"),
            Text(
                "协商不成的，报请共同的上一级部门指定。", "Failing agreement, the common higher office designates one."
            ),
            on_expiry="refer_venue",
        ),
        # The procedure of penalties sets it; for complaints it is taken over, see docs/decisions/0051.
        Term(
            "designation",
            Text("指定处理部门", "Designating the office"),
            7,
            Unit.WORKING_DAY,
            DESIGNATION,
            Role.COMMON_SUPERIOR,
            Text("报请共同的上一级部门指定", "Referred to the common office above"),
            Text(
                "到期没指定会标为逾期，并提醒上级部门。不影响任何一方的权利。",
                "It is marked overdue and the office above is reminded. No right is lost.",
            ),
        ),
    )


def states(law: Law) -> tuple[State, ...]:
    """Where a case stands while offices disagree."""
    return (
        State(
            "disputed",
            Text("部门之间协商由谁处理", "Offices agree who handles it"),
            Role.ASKED,
            Text(
                "被问到的部门在 7 个工作日内答复归不归它处理；协商不成，由共同的上一级部门指定。定下来以后重新计算期限。",
                "The office asked says within 7 working days whether it is competent; failing that the common office above designates one. The period begins anew then.",
            ),
            law.venue_dispute,
        ),
        State(
            "to_designate",
            Text("等待上级指定处理部门", "Awaiting designation from above"),
            Role.COMMON_SUPERIOR,
            Text(
                "共同的上一级部门在 7 个工作日内指定由谁处理，指定以后重新计算期限。",
                "The common office above designates who handles it within 7 working days; the period begins anew then.",
            ),
            law.venue_dispute,
        ),
    )


def not_designated(law: Law) -> Need:
    return need(
        "not_designated",
        law.venue_dispute,
        "上级已经指定由本部门处理，不能再退回或者争议。",
        "The office above designated this office: it can neither return the case nor dispute it.",
        lambda facts: not facts.is_designated,
    )


def _disputing(law: Law, clocks: Clocks) -> tuple[Move, ...]:
    at_the_county = need(
        "not_at_station",
        law.field_office,
        "派出机构以县级部门的名义办理，争议由县级部门提出。请先退回。",
        "A station acts in its county's name: the county raises a dispute. Please send the case back first.",
        lambda facts: not facts.at_station,
    )
    dispute = Move(
        "dispute_venue",
        Text("不归本部门，和另一个部门协商", "Not ours: agree with another office"),
        RECEIVED,
        OFFICER,
        "venue_disputed",
        law.venue_dispute,
        target="disputed",
        fields=(RIVAL, words("reason", "为什么归那个部门", "Why that office", minimum=4, maximum=500)),
        needs=(at_the_county, not_designated(law)),
        stops=(clocks.first,),
        drops=clocks.others,
        starts=("venue_dispute",),
    )
    refer = Move(
        "refer_venue",
        Text("报请共同的上一级部门指定", "Refer to the common office above"),
        DISPUTED,
        frozenset({Role.OFFICER, Role.SYSTEM}),
        "venue_referred",
        law.venue_dispute,
        target="to_designate",
        fields=(NOTE,),
        stops=("venue_dispute",),
        starts=("designation",),
    )
    return (dispute, refer)


def _settling(law: Law, clocks: Clocks) -> tuple[Move, ...]:
    agree = Move(
        "agree_venue",
        Text("归本部门处理，收下", "Ours: take the case"),
        DISPUTED,
        ASKED,
        "venue_agreed",
        law.venue_dispute,
        target="received",
        fields=(NOTE,),
        stops=("venue_dispute",),
        starts=(clocks.first,),
    )
    decline = Move(
        "decline_venue",
        Text("不归本部门，报请上级指定", "Not ours: the office above designates"),
        DISPUTED,
        ASKED,
        "venue_declined",
        law.venue_dispute,
        target="to_designate",
        fields=(words("reason", "为什么不归本部门处理", "Why this office has no power", minimum=4, maximum=500),),
        stops=("venue_dispute",),
        starts=("designation",),
    )
    keep = Move(
        "keep_case",
        Text("不争议了，本部门处理", "Give up the dispute and keep the case"),
        UNSETTLED,
        OFFICER,
        "case_kept",
        law.venue_dispute,
        target="received",
        fields=(NOTE,),
        drops=("venue_dispute", "designation"),
        starts=(clocks.first,),
    )
    return (agree, decline, keep)


def _designate(law: Law, clocks: Clocks) -> Move:
    """Also at once, before the offices have answered each other (Art 33, last half-sentence)."""
    return Move(
        "designate_office",
        Text("指定处理部门", "Designate the office"),
        UNSETTLED,
        COMMON_SUPERIOR,
        "office_designated",
        law.venue_dispute,
        target="received",
        fields=(DESIGNATED, words("reason", "为什么指定它", "Why this office", minimum=4, maximum=500)),
        stops=("designation",),
        drops=("venue_dispute",),
        starts=(clocks.first,),
        warning=Text(
            "指定以后马上转过去，接到的部门不能再退回或者争议。",
            "The case goes there at once; the office designated can neither return nor dispute it.",
        ),
    )
