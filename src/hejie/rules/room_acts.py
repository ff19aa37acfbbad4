"""The table of acts in the mediation room: who, from where, for whom, what is asked. `room.py` reads it.

What has weight in law is a move of the case too (`move`), and stands in its chain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hejie.rules.model import Field, Kind, Text
from hejie.rules.room import (
    HELPERS,
    HOW_KNOWN,
    INSIDE,
    SIDE_NAMES,
    SIDES,
    Hears,
    Place,
    RoomAct,
    RoomNeed,
    Side,
    Standing,
)

EVERYBODY = frozenset(Side)
MEDIATOR = frozenset({Side.MEDIATOR})
SPEAKING = SIDES | HELPERS
MAIN = frozenset({Place.MAIN})
CAUCUS = frozenset({Place.CAUCUS})
MOST_WORDS, MOST_SIGNAL, MOST_NAME = 2000, 16_000, 30


def guest(options: str, zh: str, en: str, *, required: bool = True) -> Field:
    """Somebody in the room, of the list of this name in `Standing.guests`."""
    return Field("guest", Text(zh, en), Kind.REFERENCE, options=options, required=required)


def need(key: str, zh: str, en: str, holds: Callable[[Standing], bool]) -> RoomNeed:
    """A condition that does not look at the inputs."""
    return RoomNeed(key, lambda standing, _read: holds(standing), Text(zh, en))


TO = Field("to", Text("对谁说", "To whom"), Kind.REFERENCE, options="audiences")
TEXT = Field("text", Text("要说的话", "Words"), minimum=1, maximum=MOST_WORDS, long=True)
NAME = Field("name", Text("称呼", "Name"), minimum=1, maximum=MOST_NAME)
SEATS = Field(
    "side",
    Text("坐在哪一方", "On which side"),
    Kind.CHOICE,
    choices={side: name for side, name in SIDE_NAMES.items() if side is not Side.MEDIATOR},
)
ONE_SIDE = Field(
    "side", Text("和哪一方", "With which side"), Kind.CHOICE, choices={side: SIDE_NAMES[side] for side in sorted(SIDES)}
)
PHONE_SIDE = Field("side", Text("代表哪一方", "For which side"), Kind.CHOICE, choices=ONE_SIDE.choices)

NOT_RECORDING = need("not_recording", "正在录制。", "A recording is running.", lambda room: not room.is_recording)
RECORDING = need("recording", "现在没有在录制。", "Nothing is being recorded.", lambda room: room.is_recording)


def _coming() -> tuple[RoomAct, ...]:
    outside, waiting = frozenset({Place.OUTSIDE}), frozenset({Place.LOBBY})
    return (
        RoomAct(
            "enter",
            Text("进入调解室", "Enter the room"),
            EVERYBODY,
            outside,
            Hears.KNOCK,
            fields=(
                NAME,
                Field(
                    "rules_read", Text("我看过调解室的规矩", "I have read the rules of the room"), Kind.YES, minimum=1
                ),
            ),
            needs=(
                need(
                    "not_locked",
                    "调解员把门关上了，请打电话给调解员。",
                    "The mediator has locked the room. Please phone the mediator.",
                    lambda room: not room.is_locked or room.side is Side.MEDIATOR,
                ),
            ),
        ),
        RoomAct("leave", Text("离开调解室", "Leave the room"), EVERYBODY, INSIDE | waiting, Hears.KNOCK),
        RoomAct(
            "admit",
            Text("请进来", "Let in"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            fields=(
                guest("lobby", "谁", "Whom"),
                Field("identity", Text("怎么核对身份的", "How identity was checked"), Kind.CHOICE, choices=HOW_KNOWN),
            ),
        ),
        RoomAct(
            "turn_away",
            Text("不请进来", "Turn away"),
            MEDIATOR,
            INSIDE,
            Hears.STAFF,
            fields=(guest("lobby", "谁", "Whom"),),
        ),
        RoomAct(
            "remove",
            Text("请出去", "Remove"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            fields=(guest("others", "谁", "Whom"),),
        ),
        RoomAct(
            "invite",
            Text("发进门链接，请人来协助、旁听或者陪同", "Send a link to somebody who helps, listens or accompanies"),
            MEDIATOR,
            INSIDE,
            Hears.STAFF,
            fields=(SEATS, NAME),
        ),
    )


def _order() -> tuple[RoomAct, ...]:
    return (
        RoomAct(
            "lock",
            Text("关上门，不再让人进来", "Lock the room"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            needs=(need("open", "门已经关上了。", "It is locked already.", lambda room: not room.is_locked),),
        ),
        RoomAct(
            "unlock",
            Text("把门打开", "Unlock the room"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            needs=(need("locked", "门是开着的。", "It is not locked.", lambda room: room.is_locked),),
        ),
        RoomAct("mute", Text("静音", "Mute"), MEDIATOR, INSIDE, Hears.ALL, fields=(guest("speaking", "谁", "Whom"),)),
        RoomAct(
            "unmute",
            Text("解除静音", "Unmute"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            fields=(guest("muted", "谁", "Whom"),),
        ),
        RoomAct(
            "raise_hand",
            Text("举手", "Raise a hand"),
            SIDES | {Side.SUPPORT},
            INSIDE,
            Hears.ALL,
            needs=(
                need("hand_down", "您已经举手了。", "Your hand is up already.", lambda room: not room.is_hand_raised),
            ),
        ),
        RoomAct(
            "lower_hand",
            Text("放下手", "Lower a hand"),
            EVERYBODY,
            INSIDE,
            Hears.ALL,
            fields=(guest("hands", "谁", "Whose", required=False),),
            needs=(
                need(
                    "hand_up",
                    "现在没有人举手。",
                    "No hand is up.",
                    lambda room: room.is_hand_raised or bool(room.guests.get("hands")),
                ),
            ),
        ),
    )


def _talk() -> tuple[RoomAct, ...]:
    return (
        RoomAct("say", Text("说话", "Speak"), SPEAKING, INSIDE, Hears.NAMED, fields=(TEXT, TO)),
        RoomAct(
            "note_phone_party",
            Text("替电话里的人记一句", "Write down what somebody says on the telephone"),
            MEDIATOR,
            INSIDE,
            Hears.NAMED,
            fields=(guest("phone", "电话里的谁", "Who is on the telephone"), TEXT, TO),
        ),
        RoomAct(
            "join_by_phone",
            Text("请一位用电话参加的人", "Bring in somebody by telephone"),
            MEDIATOR,
            INSIDE,
            Hears.ALL,
            fields=(
                PHONE_SIDE,
                NAME,
                Field("identity", Text("怎么核对身份的", "How identity was checked"), Kind.CHOICE, choices=HOW_KNOWN),
            ),
        ),
        RoomAct(
            "lay_on_table",
            Text("把证据摆到桌上", "Lay evidence on the table"),
            SIDES | MEDIATOR,
            INSIDE,
            Hears.NAMED,
            fields=(
                Field("file", Text("哪份材料", "Which file"), Kind.REFERENCE, options="files"),
                TO,
                Field("note", Text("说明", "Note"), required=False, maximum=200),
            ),
        ),
        RoomAct(
            "step_aside",
            Text("和一方单独沟通", "Speak with one side alone"),
            MEDIATOR,
            MAIN,
            Hears.ALL,
            fields=(ONE_SIDE,),
        ),
        RoomAct("come_back", Text("回到大家中间", "Come back to the others"), MEDIATOR, CAUCUS, Hears.ALL),
    )


def _media() -> tuple[RoomAct, ...]:
    return (
        RoomAct(
            "signal",
            Text("接通画面和声音", "Connect picture and sound"),
            EVERYBODY,
            INSIDE,
            Hears.ONE,
            fields=(
                guest("near", "和谁", "With whom"),
                Field("payload", Text("连接数据", "Connection data"), maximum=MOST_SIGNAL),
            ),
        ),
        RoomAct(
            "share_screen",
            Text("共享屏幕", "Share the screen"),
            SPEAKING,
            INSIDE,
            Hears.PLACE,
            needs=(
                need("not_sharing", "您已经在共享了。", "You are sharing already.", lambda room: not room.is_sharing),
            ),
        ),
        RoomAct(
            "stop_sharing",
            Text("停止共享屏幕", "Stop sharing the screen"),
            SPEAKING,
            INSIDE,
            Hears.PLACE,
            needs=(need("sharing", "您没有在共享。", "You are not sharing.", lambda room: room.is_sharing),),
        ),
    )


def _recording() -> tuple[RoomAct, ...]:
    phone = guest("phone", "替电话里的谁", "For whom on the telephone", required=False)
    return (
        RoomAct(
            "ask_recording",
            Text("问大家同不同意录制", "Ask everybody whether to record"),
            MEDIATOR,
            MAIN,
            Hears.ALL,
            needs=(NOT_RECORDING,),
        ),
        RoomAct(
            "agree_recording",
            Text("同意录制", "Agree to be recorded"),
            EVERYBODY,
            MAIN,
            Hears.ALL,
            fields=(phone,),
            needs=(
                need(
                    "not_agreed_yet",
                    "您已经同意了。",
                    "You have agreed already.",
                    lambda room: not room.has_agreed or bool(room.guests.get("phone")),
                ),
            ),
            move="consent_recording",
        ),
        RoomAct(
            "refuse_recording",
            Text("不同意录制", "Refuse to be recorded"),
            EVERYBODY,
            INSIDE,
            Hears.ALL,
            fields=(phone,),
            move="refuse_recording",
        ),
        RoomAct(
            "start_recording",
            Text("开始录制", "Start recording"),
            MEDIATOR,
            MAIN,
            Hears.ALL,
            needs=(
                NOT_RECORDING,
                need(
                    "all_agreed",
                    "还有在场的人没有同意录制，不能开始。",
                    "Somebody present has not agreed, so nothing may be recorded.",
                    lambda room: room.have_all_agreed,
                ),
            ),
        ),
        RoomAct("stop_recording", Text("停止录制", "Stop recording"), MEDIATOR, INSIDE, Hears.ALL, needs=(RECORDING,)),
    )


ACTS: Mapping[str, RoomAct] = {act.key: act for act in (*_coming(), *_order(), *_talk(), *_media(), *_recording())}
