"""The mediation session in the room: opened, ended, recorded with consent, its minutes confirmed (Order 121 Art 20, 24).

What happens inside is no move: see `rules.room` and decision 0120.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Article, Field, Kind, Move, Need, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import MEDIATOR, SIDES, SYSTEM, need, words

ROOM = Article(laws.HOUSE, "调解室")
TALKING = frozenset({"mediating", "signing", "agreeing"})
# A session that began goes on to its end wherever the case comes to stand meanwhile.
BEFORE_TALKS = frozenset(
    {
        "negotiating",
        "negotiation_ended",
        "received",
        "returned",
        "disputed",
        "to_designate",
        "reviewing",
        "refused",
        "redirected",
    }
)
OPEN, OVER = "open", "over"
OUTCOMES = {
    "settled": Text("谈成了", "Settled"),
    "again": Text("还要再谈一次", "To be continued another time"),
    "apart": Text("这次没谈成", "No settlement this time"),
}


def moves(law: Law, states: Mapping[str, State]) -> tuple[Move, ...]:
    """What of a session stands in the chain of the case."""
    later = frozenset(states) - BEFORE_TALKS
    return (_open(law), _end(law, later), *_recording(later), _lay_minutes(law, later), *_answer_minutes(law, later))


def _in_session(article: Article) -> Need:
    return need(
        "in_session",
        article,
        "现在没有正在开的调解会。",
        "No session is open now.",
        lambda facts: facts.session == OPEN,
    )


def _open(law: Law) -> Move:
    return Move(
        "open_session",
        Text("打开调解室，开始调解会", "Open the room and begin a session"),
        TALKING,
        MEDIATOR,
        "session_opened",
        law.remote,
        needs=(
            need(
                "no_session_open",
                law.remote,
                "调解会已经在开了，直接进调解室就行。",
                "A session is open already: just enter the room.",
                lambda facts: facts.session != OPEN,
            ),
        ),
    )


def _end(law: Law, later: frozenset[str]) -> Move:
    return Move(
        "end_session",
        Text("结束调解会", "End the session"),
        later,
        MEDIATOR | SYSTEM,
        "session_ended",
        law.remote,
        fields=(Field("outcome", Text("谈得怎么样", "How it went"), Kind.CHOICE, choices=OUTCOMES),),
        needs=(_in_session(law.remote),),
        warning=Text(
            "结束后大家都会离开调解室；接通画面用的数据会删掉，说过的话留在这次调解会里。",
            "Everybody leaves the room. Data that connected pictures is erased; what was said stays with the session.",
        ),
    )


def _recording(later: frozenset[str]) -> tuple[Move, ...]:
    phone = Field(
        "guest",
        Text("替电话里的谁", "For whom on the telephone"),
        Kind.REFERENCE,
        required=False,
        options="phone_guests",
    )
    consent = ("consent_recording", Text("同意录制这次调解会", "Agree to this session being recorded"))
    refuse = ("refuse_recording", Text("不同意录制，或者收回同意", "Refuse the recording, or take consent back"))
    return tuple(
        Move(key, label, later, SIDES | MEDIATOR, fact, ROOM, fields=(phone,), needs=(_in_room(),))
        for (key, label), fact in ((consent, "recording_consented"), (refuse, "recording_refused"))
    )


def _in_room() -> Need:
    return need(
        "in_room",
        ROOM,
        "进了调解室才能回答要不要录制。",
        "This is answered inside the room.",
        lambda facts: facts.is_in_room,
    )


def _lay_minutes(law: Law, later: frozenset[str]) -> Move:
    return Move(
        "lay_minutes",
        Text("把调解会记录交双方核对", "Lay the minutes before both sides"),
        later,
        MEDIATOR,
        "minutes_laid",
        law.record,
        fields=(words("text", "调解会记录", "Minutes", minimum=10, maximum=20_000),),
        needs=(
            need(
                "session_over",
                law.record,
                "调解会还没结束，结束后再核对记录。",
                "The minutes come when a session has ended.",
                lambda facts: facts.session == OVER,
            ),
            need(
                "not_confirmed_by_all",
                law.record,
                "双方都核对过了，记录不能再改。",
                "Both sides have confirmed the minutes: they no longer change.",
                lambda facts: not facts.minutes_confirmed_by >= SIDES,
            ),
        ),
    )


def _answer_minutes(law: Law, later: frozenset[str]) -> tuple[Move, ...]:
    """Each side confirms, or says what is wrong; the mediator corrects the text and lays it anew."""
    waits = (
        need(
            "minutes_laid",
            law.record,
            "调解员还没有把记录交给您核对。",
            "The mediator has not laid any minutes before you yet.",
            lambda facts: facts.are_minutes_laid,
        ),
        need(
            "not_confirmed_yet",
            law.record,
            "您已经确认过了。",
            "You have confirmed them already.",
            lambda facts: facts.acting not in facts.minutes_confirmed_by,
        ),
    )
    return (_confirm_minutes(law, later, waits), _object_to_minutes(law, later, waits))


def _object_to_minutes(law: Law, later: frozenset[str], waits: tuple[Need, ...]) -> Move:
    return Move(
        "object_minutes",
        Text("记录有不对的地方", "Something in the minutes is wrong"),
        later,
        SIDES,
        "minutes_objected",
        law.record,
        fields=(
            words("text", "哪里不对，应该怎么写", "What is wrong, and how it should read", minimum=4, maximum=1000),
        ),
        needs=waits,
    )


def _confirm_minutes(law: Law, later: frozenset[str], waits: tuple[Need, ...]) -> Move:
    return Move(
        "confirm_minutes",
        Text("核对无误，确认调解会记录", "Confirm the minutes"),
        later,
        SIDES,
        "minutes_confirmed",
        law.record,
        fields=(words("remarks", "要补充说明的", "Remarks", required=False, maximum=500),),
        needs=waits,
    )
