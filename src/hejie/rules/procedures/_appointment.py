"""Finding a time for the mediation, moving it, and what follows when somebody stays away (Order 121 Art 20, 23).

The meeting itself is fixed by `call_meeting`, see `_meeting`: by the platform as soon as one time suits all.
"""

from __future__ import annotations

from hejie.rules.citation import cite
from hejie.rules.model import Article, Facts, Field, Kind, Move, Need, Role, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._meeting import BRING, DEFAULT_PLACE_LENGTH, MEDIATING, RECUSAL_DAYS, mediator_known
from hejie.rules.procedures._vocabulary import SIDES, STAFF, need, words

APPOINTMENT = Article(laws.HOUSE, "约定调解时间")
PROPOSED, FIXED, DUE = "proposed", "fixed", "due"
FEWEST, MOST = 2, 5
SIDES_ABSENT = {
    Role.COMPLAINANT.value: Text("投诉人没有来", "The complainant did not come"),
    Role.RESPONDENT.value: Text("被投诉人没有来", "The respondent did not come"),
}
UNKNOWN, GOOD, NO_REASON = "unknown", "good", "none"
CAUSES = {
    UNKNOWN: Text("还不知道为什么没来", "It is not known why"),
    GOOD: Text("有正当理由", "For a good reason"),
    NO_REASON: Text("问过了，没有正当理由", "Asked, and without good reason"),
}
WAITS = {
    "0": Text("没有等", "Not at all"),
    **{str(n): Text(f"{n} 分钟", f"{n} minutes") for n in (10, 15, 20, 30, 45, 60, 90)},
}
PLACE = Text("现场调解的地点", "Where, on the spot")
ROOM_HINT = Text("不填就在网上调解室谈。", "Leave it empty for the room online.")
ABSENCE_GROUND = "absent_or_refused"


def moves(law: Law) -> tuple[Move, ...]:
    """Proposed by whoever mediates, chosen by each side; moved, cancelled, or missed."""
    return (_propose(law), _choose(), _decline(), _move(), _cancel(law), _absence(law))


def _times(key: str, zh: str, en: str, options: str, *, required: bool = True, fewest: int = 0) -> Field:
    label = Text(zh, en)
    return Field(key, label, Kind.CHOICES, required=required, options=options, minimum=fewest, maximum=MOST)


def _propose(law: Law) -> Move:
    return Move(
        "propose_times",
        Text("提几个调解时间，请双方选", "Propose times and ask both sides to choose"),
        MEDIATING,
        STAFF,
        "times_proposed",
        law.meeting,
        fields=(
            _times("times", "哪几个时间（2 到 5 个）", "Which times (2 to 5)", "free_times", fewest=FEWEST),
            Field("place", PLACE, required=False, maximum=DEFAULT_PLACE_LENGTH, hint=ROOM_HINT),
            BRING,
            RECUSAL_DAYS,
        ),
        needs=(mediator_known(law),),
    )


def _is_proposed() -> Need:
    return need(
        "times_proposed",
        APPOINTMENT,
        "现在没有要选的时间。",
        "There are no times to choose from now.",
        lambda facts: facts.meeting == PROPOSED,
    )


def _choose() -> Move:
    return Move(
        "choose_times",
        Text("选哪些时间方便", "Say which times suit you"),
        MEDIATING,
        SIDES,
        "times_chosen",
        APPOINTMENT,
        fields=(_times("times", "哪些时间方便", "Which times suit you", "times_to_choose"),),
        needs=(_is_proposed(),),
    )


def _decline() -> Move:
    return Move(
        "decline_times",
        Text("这几个时间都不行", "None of these times suits"),
        MEDIATING,
        SIDES,
        "times_declined",
        APPOINTMENT,
        fields=(
            _times("own", "调解员有空、您也方便的时间", "Free times of the mediator", "other_times", required=False),
            words("note", "想说明的", "Note", required=False, maximum=300),
        ),
        needs=(_is_proposed(),),
    )


def _move() -> Move:
    return Move(
        "move_meeting",
        Text("改调解时间，请对方再选", "Move the meeting and ask the other side again"),
        MEDIATING,
        SIDES,
        "meeting_moved",
        APPOINTMENT,
        fields=(
            _times("own", "改到哪些时间都行", "Which other times suit you", "other_times"),
            words("reason", "为什么要改（对方也看得到）", "Why (the other side reads it)", minimum=2, maximum=300),
        ),
        needs=(
            need(
                "meeting_fixed",
                APPOINTMENT,
                "现在没有定好、还没到时间的调解可以改。",
                "No meeting lies ahead that could be moved.",
                lambda facts: facts.meeting == FIXED,
            ),
            need(
                "moves_left",
                APPOINTMENT,
                "您改时间的次数用完了。确实来不了，请写信息告诉调解员。",
                "You have moved it as often as may be. If you cannot come, please write to the mediator.",
                lambda facts: facts.acting in facts.may_move_meeting,
            ),
        ),
    )


def _cancel(law: Law) -> Move:
    return Move(
        "cancel_meeting",
        Text("取消这次约定，并告知双方", "Cancel the meeting and tell both sides"),
        MEDIATING,
        STAFF,
        "meeting_cancelled",
        law.meeting,
        fields=(words("reason", "为什么取消", "Why", minimum=2, maximum=300),),
        needs=(
            need(
                "meeting_open",
                law.meeting,
                "现在没有约好的或者在选时间的调解。",
                "No meeting is fixed or being arranged.",
                lambda facts: facts.meeting in (PROPOSED, FIXED),
            ),
        ),
    )


def _can_have_waited(facts: Facts, minutes: str) -> bool:
    """Nobody can have waited longer than since the time that was fixed."""
    return int(minutes) <= facts.minutes_since_meeting


def _absence(law: Law) -> Move:
    cited = cite(law.absence)
    return Move(
        "record_absence",
        Text("记下谁没来调解", "Record who did not come"),
        MEDIATING,
        STAFF,
        "meeting_missed",
        law.absence,
        fields=(
            Field("absent", Text("谁没来", "Who did not come"), Kind.CHOICES, choices=SIDES_ABSENT),
            Field(
                "waited", Text("等了多久", "How long you waited"), Kind.CHOICE, choices=WAITS, allows=_can_have_waited
            ),
            Field("cause", Text("有没有正当理由", "Was there good reason"), Kind.CHOICE, choices=CAUSES),
            words("reason", "了解到的情况", "What is known of it", required=False, maximum=500),
        ),
        needs=(
            need(
                "meeting_due",
                law.absence,
                "约好的时间还没到，或者没有约过时间。",
                "No meeting was due: none was fixed, or its time has not come.",
                lambda facts: facts.meeting == DUE,
            ),
        ),
        warning=Text(
            f"无正当理由不参加调解，是可以终止调解的情形，对投诉人和被投诉人都一样（{cited.zh}）。"
            "记下来不会自动终止，调解继续；有正当理由的不算。",
            f"Staying away without good reason is a ground for ending the mediation, for either side ({cited.en}). "
            "Recording it ends nothing by itself; an absence for good reason does not count.",
        ),
    )
