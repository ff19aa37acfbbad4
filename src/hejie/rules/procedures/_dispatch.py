"""Which office has a case: dispatch, return, disputes of competence, taking up, handing up, stations, the officer.

Art 41: the unit that receives dispatches; whoever has no power returns, and passes nothing on. Art 33: offices that
disagree have seven working days, then the common office above designates. Art 13(4): an office above may take a case
up, one below may ask it to. Art 30: a station acts in its county's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Role, State, Term, Text, Unit
from hejie.rules.procedures._laws import HOUSE, PENALTY_PROCEDURE, Law
from hejie.rules.procedures._vocabulary import NOTE, OFFICE, OFFICER, Inputs, need, words

HOUSE_ASSIGNMENT = Article(HOUSE, "首问和分派")
DESIGNATION = Article(PENALTY_PROCEDURE, "第十六条")
TAKEN_UP = Article(PENALTY_PROCEDURE, "第十五条第二款")
HANDED_UP = Article(PENALTY_PROCEDURE, "第十五条第三款")

RECEIVED = frozenset({"received"})
WITH_A_UNIT = frozenset({"received", "returned"})
DISPUTED = frozenset({"disputed"})
UNSETTLED = frozenset({"disputed", "to_designate"})
SUPERIOR = frozenset({Role.SUPERIOR})
ASKED = frozenset({Role.ASKED})
COMMON_SUPERIOR = frozenset({Role.COMMON_SUPERIOR})

STATION = Field("station", Text("派出机构", "Station"), Kind.REFERENCE, options="stations")
RIVAL = Field("office", Text("您认为归哪个部门", "Which office has the power"), Kind.REFERENCE, options="rival_offices")
DESIGNATED = Field(
    "office", Text("指定哪个部门处理", "Office designated"), Kind.REFERENCE, options="designable_offices"
)
ASSIGNEE = Field("officer", Text("承办人", "Officer"), Kind.REFERENCE, options="officers")


@dataclass(frozen=True, slots=True)
class Clocks:
    """What runs while an office has the case: its first clock, and what falls away when the case leaves it."""

    first: str
    others: tuple[str, ...]


CLOCKS = {"complaint": Clocks("acceptance", ("identity_proof",)), "report": Clocks("report_check", ())}


def moves(law: Law, kind: str) -> tuple[Move, ...]:
    """Every move between offices in a complaint or a report."""
    clocks = CLOCKS[kind]
    return (
        _return(law, clocks),
        _dispatch(law, clocks),
        _to_station(law, clocks),
        *_disputing(law, clocks),
        *_settling(law, clocks),
        _designate(law, clocks),
        *_upwards(law, kind, clocks),
    )


def assigning(states: frozenset[str]) -> Move:
    """Who handles the case at its office: a person chooses, or the office's own setting."""
    return Move(
        "assign_officer",
        Text("分派承办人", "Assign an officer"),
        states,
        frozenset({Role.OFFICER, Role.HEAD, Role.SYSTEM}),
        "officer_assigned",
        HOUSE_ASSIGNMENT,
        fields=(ASSIGNEE, NOTE),
    )


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
                "到期没指定会标为逾期，并提醒上级部门。您的权利不受影响。",
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


def _not_top(law: Law) -> Need:
    return need(
        "an_office_above",
        law.send_back,
        "上面没有部门了，不能再退回或者报请。请在本部门处理或者分送。",
        "No office stands above this one: handle it here, or dispatch it.",
        lambda facts: not facts.is_top,
    )


def _not_designated(law: Law) -> Need:
    return need(
        "not_designated",
        law.venue_dispute,
        "上级已经指定由本部门处理，不能再退回或者争议。",
        "The office above designated this office: it can neither return the case nor dispute it.",
        lambda facts: not facts.is_designated,
    )


def _after_return(facts: Facts, inputs: Inputs) -> str | None:
    """A station is part of its county's office: what it gives back stays received there, and the clock runs on."""
    return None if facts.at_station else "returned"


def _return(law: Law, clocks: Clocks) -> Move:
    return Move(
        "return_case",
        Text("退回分送单位", "Send back to the dispatching unit"),
        RECEIVED,
        OFFICER,
        "case_returned",
        law.send_back,
        target=_after_return,
        targets=frozenset({"returned"}),
        fields=(words("reason", "为什么不归本部门处理", "Why this office has no power", minimum=4, maximum=500),),
        needs=(_not_top(law), _not_designated(law)),
        stops=(clocks.first,),
        drops=clocks.others,
    )


def _dispatch(law: Law, clocks: Clocks) -> Move:
    """Only downwards, from the unit that receives: nobody passes a case on to an office beside or above it."""
    return Move(
        "dispatch",
        Text("分送给有权处理的部门", "Dispatch to the office with power"),
        WITH_A_UNIT,
        OFFICER,
        "case_dispatched",
        law.dispatch,
        target="received",
        fields=(OFFICE, NOTE),
        drops=clocks.others,
        starts=(clocks.first,),
    )


def _to_station(law: Law, clocks: Clocks) -> Move:
    return Move(
        "hand_to_station",
        Text("交派出机构以本部门名义办理", "Hand to a station, in this office's name"),
        WITH_A_UNIT,
        OFFICER,
        "handed_to_station",
        law.field_office,
        target="received",
        fields=(STATION, NOTE),
        starts=(clocks.first,),
        starts_when=_stands_still(clocks),
    )


def _stands_still(clocks: Clocks) -> Callable[[Facts, Inputs], bool]:
    """Whether the first clock has to be started because it does not run."""
    return lambda facts, inputs: clocks.first not in facts.waiting_terms | facts.late_terms


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
        needs=(at_the_county, _not_designated(law)),
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


def _upwards(law: Law, kind: str, clocks: Clocks) -> tuple[Move, ...]:
    """Taking up and handing up leave the clock as it is: the office below had the power, so it has run rightly."""
    article = HANDED_UP if kind == "report" else law.above
    return (_take_up(TAKEN_UP if kind == "report" else law.above, clocks), _ask(law, article), _decline(article))


def _take_up(article: Article, clocks: Clocks) -> Move:
    return Move(
        "take_up",
        Text("由本部门直接处理", "Take the case up"),
        WITH_A_UNIT,
        SUPERIOR,
        "case_taken_up",
        article,
        target="received",
        fields=(words("reason", "为什么由上级处理", "Why the office above handles it", minimum=4, maximum=500),),
        starts=(clocks.first,),
        starts_when=_stands_still(clocks),
    )


def _ask(law: Law, article: Article) -> Move:
    return Move(
        "ask_superior",
        Text("报请上级处理", "Ask the office above to handle it"),
        RECEIVED,
        OFFICER,
        "superior_asked",
        article,
        fields=(words("reason", "为什么需要上级处理", "Why the office above should", minimum=4, maximum=500),),
        needs=(
            _not_top(law),
            need(
                "not_asked_yet",
                article,
                "已经报请过，请等上级答复。",
                "The office above has been asked: please wait for its answer.",
                lambda facts: not facts.is_superior_asked,
            ),
        ),
    )


def _decline(article: Article) -> Move:
    return Move(
        "decline_handing_up",
        Text("不上收，仍由下级处理", "Leave it with the office below"),
        RECEIVED,
        SUPERIOR,
        "handing_up_declined",
        article,
        fields=(words("reason", "理由", "Reasons", minimum=4, maximum=500),),
        needs=(
            need(
                "superior_asked",
                article,
                "下级没有报请，不用答复。",
                "The office below has not asked.",
                lambda facts: facts.is_superior_asked,
            ),
        ),
    )
