"""Which office has a case: dispatch, return, taking up, handing up, stations, the officer; disputes: `_competence`.

Art 41: the unit that receives dispatches; whoever has no power returns, and passes nothing on. Art 13(4): an office
above may take a case up, one below may ask it to. Art 30: a station acts in its county's name.
"""

from __future__ import annotations

from collections.abc import Callable

from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures import _competence
from hejie.rules.procedures._competence import CLOCKS, RECEIVED, Clocks, not_designated
from hejie.rules.procedures._laws import HOUSE, PENALTY_PROCEDURE, Law
from hejie.rules.procedures._vocabulary import NOTE, OFFICE, OFFICER, Inputs, need, words

HOUSE_ASSIGNMENT = Article(HOUSE, "首问和分派")
TAKEN_UP = Article(PENALTY_PROCEDURE, "第十五条第二款")
HANDED_UP = Article(PENALTY_PROCEDURE, "第十五条第三款")

WITH_A_UNIT = frozenset({"received", "returned"})
SUPERIOR = frozenset({Role.SUPERIOR})
STATION = Field("station", Text("派出机构", "Station"), Kind.REFERENCE, options="stations")
ASSIGNEE = Field("officer", Text("承办人", "Officer"), Kind.REFERENCE, options="officers")


def moves(law: Law, kind: str) -> tuple[Move, ...]:
    """Every move between offices in a complaint or a report."""
    clocks = CLOCKS[kind]
    return (
        _return(law, clocks),
        _dispatch(law, clocks),
        _to_station(law, clocks),
        *_competence.moves(law, clocks),
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


def _not_top(law: Law) -> Need:
    return need(
        "an_office_above",
        law.send_back,
        "上面没有部门了，不能再退回或者报请。请在本部门处理或者分送。",
        "No office stands above this one: handle it here, or dispatch it.",
        lambda facts: not facts.is_top,
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
        needs=(_not_top(law), not_designated(law)),
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
