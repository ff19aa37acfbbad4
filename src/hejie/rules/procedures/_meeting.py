"""Calling both sides to a meeting, and the record that stands for the paper (Order 121 Art 20 and 24)."""

from __future__ import annotations

from hejie.rules.model import Facts, Field, Kind, Move, Need, Role, State, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import SIDES, STAFF, SYSTEM, need, words

MEDIATING = frozenset({"mediating"})
BOTH = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
DEFAULT_PLACE_LENGTH = 120
PERFORMED, WAIVED = "performed", "waived"
WITHOUT_PAPER = {
    PERFORMED: Text("谈成的当场就办完了", "What was agreed was done at once"),
    WAIVED: Text("双方都同意不制作调解书", "Both sides agreed to have no mediation agreement drawn up"),
}


ONLINE = Field("online", Text("在网上调解室谈", "Online, in the room"), Kind.YES, required=False)
BRING = words("bring", "请带什么材料", "What to bring", required=False, maximum=300)
RECUSAL_DAYS = Field(
    "recusal_days",
    Text("几天内可以申请换调解员", "Days in which another mediator may be asked for"),
    Kind.INTEGER,
    minimum=1,
    maximum=15,
)


def mediator_known(law: Law) -> Need:
    """The notice names who mediates."""
    return need(
        "mediator_known",
        law.meeting,
        "还没有指定调解员，通知里要写明由谁调解。",
        "No mediator has been assigned yet; the notice has to name one.",
        lambda facts: facts.mediator_assigned,
    )


def _half_hours() -> dict[str, Text]:
    """From eight in the morning to eight in the evening."""
    times = [f"{hour:02d}:{minute:02d}" for hour in range(8, 20) for minute in (0, 30)]
    return {time: Text(time, time) for time in (*times, "20:00")}


def states(law: Law) -> tuple[State, ...]:
    """The end of a mediation that needed no signed paper."""
    return (
        State(
            "recorded",
            Text("达成协议，记入调解记录", "Agreed, kept as a record of mediation"),
            None,
            Text(
                "调解记录由市场监管部门存档。对方没照办的，可以起诉；有仲裁协议的，可以申请仲裁。",
                "The office keeps the record. If it is not done, court is open, and arbitration where both sides agreed on it.",
            ),
            law.record,
            final=True,
        ),
    )


def moves(law: Law) -> tuple[Move, ...]:
    """The call to a meeting, doing without the paper, and the record."""
    return (_call(law), _waive(law), _record(law))


def _call(law: Law) -> Move:
    """Made by the platform when a time suits all; by whoever mediates at any time."""
    return Move(
        "call_meeting",
        Text("定下时间、地点，通知双方来调解", "Fix time and place and call both sides"),
        MEDIATING,
        STAFF | SYSTEM,
        "meeting_called",
        law.meeting,
        fields=(
            Field(
                "on",
                Text("哪一天", "Day"),
                Kind.DATE,
                future=True,
                from_tomorrow=True,  # both are told before
                within="mediation",
                hint=Text(
                    "最早明天，要在调解期限以内。今天就谈的，直接开调解室。",
                    "Tomorrow at the earliest, within the period for mediation. To talk today, open the room.",
                ),
            ),
            Field("at", Text("几点", "Time"), Kind.CHOICE, choices=_half_hours()),
            Field("place", Text("在哪里", "Place"), minimum=4, maximum=DEFAULT_PLACE_LENGTH),
            ONLINE,
            BRING,
            RECUSAL_DAYS,
        ),
        needs=(mediator_known(law),),
    )


def _waive(law: Law) -> Move:
    return Move(
        "waive_paper",
        Text("同意不制作调解书", "Agree to do without the mediation agreement"),
        MEDIATING,
        SIDES,
        "paper_waived",
        law.agreement,
        needs=(
            need(
                "not_waived_yet",
                law.agreement,
                "您已经同意不制作调解书了。",
                "You have already agreed to do without it.",
                lambda facts: facts.acting not in facts.paper_waived_by,
            ),
        ),
        warning=Text(
            "没有调解书，就不能凭它申请司法确认。商量好的事会写进调解记录。",
            "Without it there is nothing to have confirmed by the court. What is agreed goes into the record of mediation.",
        ),
    )


def _is_true(facts: Facts, why: str) -> bool:
    """Doing without is open once both have said so; that it was done at once is for whoever mediates to say."""
    return why != WAIVED or facts.paper_waived_by >= BOTH


def _record(law: Law) -> Move:
    return Move(
        "record_mediation",
        Text("谈成了，不出调解书，写调解记录", "Agreed: keep a record instead of the paper"),
        MEDIATING,
        STAFF,
        "mediation_recorded",
        law.record,
        target="recorded",
        fields=(
            Field("why", Text("为什么不出调解书", "Why no paper"), Kind.CHOICE, choices=WITHOUT_PAPER, allows=_is_true),
            Field("place", Text("在哪里调解的", "Where"), maximum=DEFAULT_PLACE_LENGTH),
            words("course", "调解经过", "Course of the mediation", minimum=10),
            words("result", "调解结果", "Result", minimum=4),
        ),
        needs=(
            need(
                "both_took_part",
                law.consent,
                "还没有双方同意调解的记录，先问双方同不同意。",
                "It is not on record that both sides agreed to mediation. Please ask them first.",
                lambda facts: facts.mediation_consents >= BOTH,
            ),
        ),
        stops=("mediation",),
        warning=Text(
            "记录后这件投诉就了结了，双方会收到通知。", "The complaint closes with this; both sides are told."
        ),
    )
