"""The mediation room: who sits in it, who hears what, and who may do what now.

The table of acts is `room_acts.py`; here is how it is read. Nothing here writes anything: `decide` answers with what
follows, or with the reason why not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hejie.rules import inputs as input_rules
from hejie.rules.model import Facts, Field, Refusal, Role, Text
from hejie.rules.procedures._session import ROOM


class Side(StrEnum):
    """For whom a guest is in the room."""

    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    MEDIATOR = "mediator"
    SUPPORT = "support"  # legal support, a senior mediator, the officer of the case
    OBSERVER = "observer"


class Place(StrEnum):
    """Where a guest is: everybody waits in the lobby until the mediator lets them in."""

    OUTSIDE = "outside"
    LOBBY = "lobby"
    MAIN = "main"
    CAUCUS = "caucus"


class Hears(StrEnum):
    """For whom an act is, as the table says it."""

    ALL = "all"
    STAFF = "staff"
    NAMED = "named"  # for whom `to` says, where that is open now
    PLACE = "place"  # for those in the same place: everybody, or the one side and the mediator
    ONE = "one"  # for the one guest it names
    KNOCK = "knock"  # for staff while somebody waits in the lobby; for all when they are in already


ALL, STAFF, ONE_GUEST = "all", "staff", "guest:"
SIDES = frozenset({Side.COMPLAINANT, Side.RESPONDENT})
HELPERS = frozenset({Side.MEDIATOR, Side.SUPPORT})
INSIDE = frozenset({Place.MAIN, Place.CAUCUS})

SIDE_NAMES: Mapping[Side, Text] = {
    Side.COMPLAINANT: Text("消费者一方", "the consumer's side"),
    Side.RESPONDENT: Text("商家一方", "the trader's side"),
    Side.MEDIATOR: Text("调解员", "the mediator"),
    Side.SUPPORT: Text("协助人员", "those who help"),
    Side.OBSERVER: Text("旁听人员", "observers"),
}
AUDIENCES: Mapping[str, Text] = {
    ALL: Text("所有人", "Everybody"),
    Side.COMPLAINANT: Text("只有消费者一方和调解员", "The consumer's side and the mediator alone"),
    Side.RESPONDENT: Text("只有商家一方和调解员", "The trader's side and the mediator alone"),
    STAFF: Text("只有调解员和协助人员", "The mediator and those who help alone"),
}
# What each side hears. An observer hears nothing that is not said to everybody; help hears no caucus.
HEARD: Mapping[Side, frozenset[str]] = {
    Side.COMPLAINANT: frozenset({ALL, Side.COMPLAINANT}),
    Side.RESPONDENT: frozenset({ALL, Side.RESPONDENT}),
    Side.MEDIATOR: frozenset({ALL, Side.COMPLAINANT, Side.RESPONDENT, STAFF}),
    Side.SUPPORT: frozenset({ALL, STAFF}),
    Side.OBSERVER: frozenset({ALL}),
}
# In this order: whoever is a side is that side, whatever else they are (as in `cases.access.roles_of`).
SIDE_OF_ROLE: Mapping[Role, Side] = {
    Role.COMPLAINANT: Side.COMPLAINANT,
    Role.RESPONDENT: Side.RESPONDENT,
    Role.REPRESENTED: Side.OBSERVER,  # their two representatives speak for them (Order 121 Art 12)
    Role.MEDIATOR: Side.MEDIATOR,
    Role.OFFICER: Side.SUPPORT,
    Role.HEAD: Side.SUPPORT,
}
HOW_KNOWN: Mapping[str, Text] = {
    "account": Text("账号已实名", "The account is verified"),
    "shown": Text("视频里出示了身份证件", "Showed an identity card on video"),
    "asked": Text("核对了姓名和登记的手机号", "Name and registered phone number were checked"),
}
RULES_OF_THE_ROOM = (
    Text("一个人说完，另一个人再说；想说话先举手。", "One speaks at a time; raise a hand to speak."),
    Text("不骂人，不威胁；调解员可以请人离开。", "No insults, no threats; the mediator may ask anybody to leave."),
    Text(
        "没有所有在场的人同意，谁都不能录音录像。",
        "Nobody records sound or picture unless everybody present has agreed.",
    ),
    Text(
        "您和调解员单独沟通的内容，另一方看不到也听不到。",
        "What you tell the mediator alone, the other side neither sees nor hears.",
    ),
    Text(
        "为谈成而作的让步，谈不成时不能拿来对付您。",
        "What you concede in order to settle is not held against you if no settlement is reached.",
    ),
    Text("调解是自愿的，您可以随时离开。", "Mediation is voluntary: you may leave at any time."),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules know of whoever acts, and of the room. `guests` are lists of ids to choose from, by name."""

    side: Side
    place: Place
    caucus: Side | None = None  # with whom the mediator speaks alone now
    was_admitted: bool = False  # let in before: comes back without knocking
    is_removed: bool = False
    is_locked: bool = False
    is_muted: bool = False
    is_hand_raised: bool = False
    is_sharing: bool = False
    is_recording: bool = False
    has_agreed: bool = False  # to being recorded
    have_all_agreed: bool = False
    guests: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoomNeed:
    """A condition of an act, and what is said when it is not met."""

    key: str
    holds: Callable[[Standing, Mapping[str, object]], bool]
    refusal: Text


@dataclass(frozen=True, slots=True)
class RoomAct:
    """One line of the table: who, from where, for whom, what is asked; `move`: what stands in the case's chain too."""

    key: str
    label: Text
    sides: frozenset[Side]
    places: frozenset[Place]
    hears: Hears
    fields: tuple[Field, ...] = ()
    needs: tuple[RoomNeed, ...] = ()
    move: str = ""


@dataclass(frozen=True, slots=True)
class RoomDecision:
    """An act that may be done: its checked inputs, and for whom it is."""

    act: RoomAct
    inputs: Mapping[str, object]
    audience: str


def side_of(roles: frozenset[Role]) -> Side | None:
    """The side on which somebody with these roles in the case sits; None for whoever has no seat of their own."""
    return next((side for role, side in SIDE_OF_ROLE.items() if role in roles), None)


def audiences_of(side: Side) -> frozenset[str]:
    """Everything a guest of this side hears, beside what is for this guest alone."""
    return HEARD[side]


def may_hear(side: Side, audience: str) -> bool:
    """Whether guests of a side hear what has this audience. `guest:<id>` is for that guest alone, never for a side."""
    return audience in HEARD[side]


def place_of(side: Side, *, is_admitted: bool, is_here: bool, caucus: Side | None) -> Place:
    """Where a guest is. In a caucus are the mediator and everybody of the one side."""
    if not is_here:
        return Place.OUTSIDE
    if not is_admitted:
        return Place.LOBBY
    return Place.CAUCUS if caucus and side in (caucus, Side.MEDIATOR) else Place.MAIN


def open_audiences(standing: Standing) -> frozenset[str]:
    """To whom somebody may speak now. In a caucus nobody of it speaks to the rest, so that no word slips out."""
    if standing.place not in INSIDE or standing.side is Side.OBSERVER:
        return frozenset()
    own = {STAFF} if standing.side in HELPERS else set()
    if standing.place is Place.CAUCUS and standing.caucus:
        return frozenset(own | {standing.caucus})
    return frozenset(own if standing.is_muted else own | {ALL})


def open_acts(table: Mapping[str, RoomAct], standing: Standing) -> tuple[RoomAct, ...]:
    """What this guest may do now, in the order of the table."""
    return tuple(act for act in table.values() if _unmet(act, standing, {}) is None)


def decide(
    table: Mapping[str, RoomAct], standing: Standing, key: str, inputs: Mapping[str, object]
) -> RoomDecision | Refusal:
    """What follows from this act, or why it may not be done."""
    act = table.get(key)
    if act is None:
        return Refusal("unknown_move", Text("调解室里没有这一步。", "There is no such act in the room."))
    if refusal := _unmet(act, standing, {}) or _misdirected(act, standing, inputs):
        return refusal
    read, problems = input_rules.check(act.fields, inputs, facts_of(standing))
    if problems:
        return Refusal("inputs", problems[0].text, ROOM, problems)
    return _unmet(act, standing, read) or RoomDecision(act, read, _audience(act, standing, read))


def facts_of(standing: Standing) -> Facts:
    """What the fields of an act may name now: guests, and those who may be spoken to."""
    open_now = open_audiences(standing)
    audiences = {key: label for key, label in AUDIENCES.items() if key in open_now}
    return Facts(options={**standing.guests, "audiences": audiences})


def _misdirected(act: RoomAct, standing: Standing, inputs: Mapping[str, object]) -> Refusal | None:
    """Words meant for one circle never go to another: the page may not know yet that a caucus began or ended."""
    meant = inputs.get("to")
    if act.hears is not Hears.NAMED or meant not in AUDIENCES or meant in open_audiences(standing):
        return None
    return Refusal("need:to_is_open", NOT_SENT, ROOM)


def _audience(act: RoomAct, standing: Standing, read: Mapping[str, object]) -> str:
    match act.hears:
        case Hears.NAMED:
            return str(read["to"])
        case Hears.ONE:
            return f"{ONE_GUEST}{read['guest']}"
        case Hears.PLACE:
            return standing.caucus if standing.place is Place.CAUCUS and standing.caucus else ALL
        case Hears.KNOCK:
            return ALL if standing.was_admitted or standing.side is Side.MEDIATOR else STAFF
    return str(act.hears)


def _unmet(act: RoomAct, standing: Standing, read: Mapping[str, object]) -> Refusal | None:
    if standing.is_removed:
        return Refusal("need:not_removed", REMOVED, ROOM)
    if standing.side not in act.sides:
        return Refusal("not_yours", _whose(act), ROOM)
    if standing.place not in act.places:
        return Refusal("not_open", NOT_HERE[standing.place], ROOM)
    for need in act.needs:
        if not need.holds(standing, read):
            return Refusal(f"need:{need.key}", need.refusal, ROOM)
    if any(not input_rules.answerable(one, facts_of(standing)) for one in act.fields):
        return Refusal("need:somebody", NOBODY, ROOM)
    return None


def _whose(act: RoomAct) -> Text:
    names = [SIDE_NAMES[side] for side in Side if side in act.sides]
    return Text(
        f"“{act.label.zh}”只有{'、'.join(name.zh for name in names)}能做。",
        f"“{act.label.en}” is for {', '.join(name.en for name in names)}.",
    )


REMOVED = Text(
    "调解员请您离开了，这次调解会不能再进。", "The mediator asked you to leave; this session is closed to you."
)
NOT_SENT = Text(
    "没有发出去：现在不能对他们说话。请看清这会儿对谁说，再发一次。",
    "Not sent: you cannot speak to them now. Please check to whom you speak at the moment, and send it again.",
)
NOBODY = Text("现在没有可以选的人。", "There is nobody to choose now.")
NOT_HERE: Mapping[Place, Text] = {
    Place.OUTSIDE: Text("请先进入调解室。", "Please enter the room first."),
    Place.LOBBY: Text("请等调解员请您进来。", "Please wait until the mediator lets you in."),
    Place.MAIN: Text("现在大家都在一起，不能做这一步。", "Everybody is together now: this is not possible."),
    Place.CAUCUS: Text(
        "单独沟通时不能做这一步，先回到大家中间。", "Not while speaking alone: come back to the others first."
    ),
}
