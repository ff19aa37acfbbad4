"""The table of acts in the mediation room: who, from where, for whom, what is asked. `room.py` reads it.

What has weight in law is a move of the case too (`move`), and stands in its chain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

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
    open_audiences,
)

EVERYBODY = frozenset(Side)
MEDIATOR = frozenset({Side.MEDIATOR})
SPEAKING = SIDES | HELPERS
MAIN = frozenset({Place.MAIN})
CAUCUS = frozenset({Place.CAUCUS})
MOST_WORDS, MOST_NOTE, MOST_SIGNAL, MOST_NAME = 2000, 200, 16_000, 30


def guest(options: str, zh: str, en: str, *, required: bool = True) -> Field:
    """Somebody in the room, of the list of this name in `Standing.guests`."""
    return Field("guest", Text(zh, en), Kind.REFERENCE, options=options, required=required)


def need(key: str, zh: str, en: str, holds: Callable[[Standing], bool]) -> RoomNeed:
    """A condition that does not look at the inputs."""
    return RoomNeed(key, lambda standing, _read: holds(standing), Text(zh, en))


def led(key: str, zh: str, en: str, *fields: Field, hears: Hears = Hears.ALL, **more: Any) -> RoomAct:
    """An act that leading the session takes: the mediator's alone, from anywhere inside unless it says otherwise."""
    places = more.pop("places", INSIDE)
    return RoomAct(key, Text(zh, en), MEDIATOR, places, hears, fields, **more)


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

HOW_CHECKED = Text("怎么核对身份的", "How identity was checked")
IDENTITY = Field("identity", HOW_CHECKED, Kind.CHOICE, choices=HOW_KNOWN)
BY_VOICE = Field("identity", HOW_CHECKED, Kind.CHOICE, choices={"asked": HOW_KNOWN["asked"]})
RULES_READ = Field("rules_read", Text("我看过调解室的规矩", "I have read the rules of the room"), Kind.YES, minimum=1)

# Whoever came by a link, or whose account nobody checked, is known by what they show or answer.
KNOWN = RoomNeed(
    "account_was_checked",
    lambda room, read: read.get("identity") != "account" or read.get("guest") in room.guests.get("checked", {}),
    Text(
        "这位客人没有实名的账号：请对方在视频里出示身份证件，或者核对姓名和登记的手机号。",
        "This guest has no verified account: have an identity card shown on video, or check name and phone number.",
    ),
)

NOT_RECORDING = need("not_recording", "正在录制。", "A recording is running.", lambda room: not room.is_recording)
RECORDING = need("recording", "现在没有在录制。", "Nothing is being recorded.", lambda room: room.is_recording)


def _coming() -> tuple[RoomAct, ...]:
    outside, waiting = frozenset({Place.OUTSIDE}), frozenset({Place.LOBBY})
    is_open = need(
        "not_locked",
        "调解员把门关上了，请打电话给调解员。",
        "The mediator has locked the room. Please phone the mediator.",
        lambda room: not room.is_locked or room.side is Side.MEDIATOR,
    )
    enter, leave = Text("进入调解室", "Enter the room"), Text("离开调解室", "Leave the room")
    return (
        RoomAct("enter", enter, EVERYBODY, outside, Hears.KNOCK, fields=(NAME, RULES_READ), needs=(is_open,)),
        RoomAct("leave", leave, EVERYBODY, INSIDE | waiting, Hears.KNOCK),
        led("admit", "请进来", "Let in", guest("lobby", "谁", "Whom"), IDENTITY, needs=(KNOWN,)),
        led("turn_away", "不请进来", "Turn away", guest("lobby", "谁", "Whom"), hears=Hears.STAFF),
        led("remove", "请出去", "Remove", guest("others", "谁", "Whom")),
        led(
            "invite",
            "发进门链接，请人来协助、旁听或者陪同",
            "Send a link to somebody who helps, listens or accompanies",
            SEATS,
            NAME,
            hears=Hears.STAFF,
        ),
        led("join_by_phone", "请一位用电话参加的人", "Bring in somebody by telephone", PHONE_SIDE, NAME, BY_VOICE),
    )


def _order() -> tuple[RoomAct, ...]:
    unlocked = need("unlocked", "门已经关上了。", "It is locked already.", lambda room: not room.is_locked)
    locked = need("locked", "门是开着的。", "It is not locked.", lambda room: room.is_locked)
    down = need("hand_down", "您已经举手了。", "Your hand is up already.", lambda room: not room.is_hand_raised)
    up = need(
        "hand_up",
        "现在没有人举手。",
        "No hand is up.",
        lambda room: room.is_hand_raised or bool(room.guests.get("hands")),
    )
    who, whose = ("谁", "Whom"), guest("hands", "谁", "Whose", required=False)
    raised, lowered = Text("举手", "Raise a hand"), Text("放下手", "Lower a hand")
    return (
        led("lock", "关上门，不再让人进来", "Lock the room", needs=(unlocked,)),
        led("unlock", "把门打开", "Unlock the room", needs=(locked,)),
        led("mute", "静音", "Mute", guest("speaking", *who)),
        led("unmute", "解除静音", "Unmute", guest("muted", *who)),
        RoomAct("raise_hand", raised, SPEAKING - MEDIATOR, INSIDE, Hears.ALL, needs=(down,)),
        RoomAct("lower_hand", lowered, SPEAKING, INSIDE, Hears.ALL, fields=(whose,), needs=(up,)),
    )


def _talk() -> tuple[RoomAct, ...]:
    not_muted = need(
        "not_muted",
        "调解员请您先听一听。想说话请举手。",
        "The mediator has asked you to listen for now. Raise a hand to speak.",
        lambda room: not room.is_muted or bool(open_audiences(room)),
    )
    file = Field("file", Text("哪份材料", "Which file"), Kind.REFERENCE, options="files")
    note = Field("note", Text("说明", "Note"), required=False, maximum=MOST_NOTE)
    lay = Text("把证据摆到桌上", "Lay evidence on the table")
    caller = guest("phone", "电话里的谁", "Who is on the telephone")
    return (
        RoomAct("say", Text("说话", "Speak"), SPEAKING, INSIDE, Hears.NAMED, fields=(TEXT, TO), needs=(not_muted,)),
        led(
            "note_phone_party",
            "替电话里的人记一句",
            "Write down what somebody says on the telephone",
            caller,
            TEXT,
            TO,
            hears=Hears.NAMED,
        ),
        RoomAct("lay_on_table", lay, SIDES | MEDIATOR, INSIDE, Hears.NAMED, (file, TO, note), needs=(not_muted,)),
        led("step_aside", "和一方单独沟通", "Speak with one side alone", ONE_SIDE, places=MAIN),
        led("come_back", "回到大家中间", "Come back to the others", places=CAUCUS),
    )


def _media() -> tuple[RoomAct, ...]:
    payload = Field("payload", Text("连接数据", "Connection data"), maximum=MOST_SIGNAL)
    connect = Text("接通画面和声音", "Connect picture and sound")
    share, stop = Text("共享屏幕", "Share the screen"), Text("停止共享屏幕", "Stop sharing the screen")
    idle = need("not_sharing", "您已经在共享了。", "You are sharing already.", lambda room: not room.is_sharing)
    sharing = need("sharing", "您没有在共享。", "You are not sharing.", lambda room: room.is_sharing)
    return (
        RoomAct("signal", connect, EVERYBODY, INSIDE, Hears.ONE, fields=(guest("near", "和谁", "With whom"), payload)),
        RoomAct("share_screen", share, SPEAKING, INSIDE, Hears.PLACE, needs=(idle,)),
        RoomAct("stop_sharing", stop, SPEAKING, INSIDE, Hears.PLACE, needs=(sharing,)),
    )


def _recording() -> tuple[RoomAct, ...]:
    phone = guest("phone", "替电话里的谁", "For whom on the telephone", required=False)
    agree, refuse = Text("同意录制", "Agree to be recorded"), Text("不同意录制", "Refuse to be recorded")
    fresh = need(
        "not_agreed_yet",
        "您已经同意了。",
        "You have agreed already.",
        lambda room: not room.has_agreed or bool(room.guests.get("phone")),
    )
    agreed = need(
        "all_agreed",
        "还有在场的人没有同意录制，不能开始。",
        "Somebody present has not agreed, so nothing may be recorded.",
        lambda room: room.have_all_agreed,
    )
    ask = "问大家同不同意录制", "Ask everybody whether to record"
    return (
        led("ask_recording", *ask, places=MAIN, needs=(NOT_RECORDING,)),
        RoomAct("agree_recording", agree, EVERYBODY, MAIN, Hears.ALL, (phone,), (fresh,), "consent_recording"),
        RoomAct("refuse_recording", refuse, EVERYBODY, INSIDE, Hears.ALL, (phone,), move="refuse_recording"),
        led("start_recording", "开始录制", "Start recording", places=MAIN, needs=(NOT_RECORDING, agreed)),
        led("stop_recording", "停止录制", "Stop recording", needs=(RECORDING,)),
    )


ACTS: Mapping[str, RoomAct] = {act.key: act for act in (*_coming(), *_order(), *_talk(), *_media(), *_recording())}
