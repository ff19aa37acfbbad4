"""Help inside the case: a question to legal support or a senior mediator, and the consultation panel (会商).

Nothing of it reaches the sides: those who handle the case read it, and those who were asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules import panels
from hejie.rules.model import Article, Field, Kind, Move, Need, Role, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import HEAD, STAFF, need, words

HELP = Article(laws.HOUSE, "求助")  # no law asks for either; see docs/decisions/0139
PANEL = Article(laws.HOUSE, "会商")
ADVISERS = frozenset({Role.ADVISER})
HANDLING = STAFF | HEAD
BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet
TITLE_LENGTH = 60


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """Asked for while the case runs; what was asked goes on to its end wherever the case comes to stand."""
    known = frozenset(states) - BETWEEN_THE_SIDES
    running = frozenset(key for key in known if not states[key].final)
    return (
        *_help(running, known),
        _call(running),
        _give(known),
        _resolve(known),
        _agree_reading(known),
        _cancel(known),
    )


def _help(running: frozenset[str], known: frozenset[str]) -> tuple[Move, Move]:
    ask = Move(
        "ask_help",
        Text("请教法律支持或者高级调解员", "Ask legal support or a senior mediator"),
        running,
        HANDLING,
        "help_asked",
        HELP,
        fields=(
            Field("whom", Text("问谁", "Whom to ask"), Kind.CHOICES, options="helpers", is_read_late=True),
            words("question", "想问什么", "Your question", minimum=4),
        ),
        warning=Text("双方都看不到您问了什么。", "Neither side sees what you ask."),
        is_for_staff=True,
    )
    answer = Move(
        "answer_help",
        Text("答复求助", "Answer the question"),
        known,
        ADVISERS,
        "help_answered",
        HELP,
        fields=(words("answer", "您的答复", "Your answer", minimum=4),),
        needs=(
            need(
                "help_asked",
                HELP,
                "没有等您答复的问题，可能您已经答过了。",
                "No question awaits your answer; perhaps you gave it already.",
                lambda facts: facts.is_help_asked,
            ),
        ),
        is_for_staff=True,
    )
    return ask, answer


def _panel_is_open(zh: str, en: str) -> Need:
    return need("panel_open", PANEL, zh, en, lambda facts: facts.is_panel_open)


BY_DATE = Field("by_date", Text("哪天以前给意见", "Opinions by"), Kind.DATE, required=False, future=True)


def _triggers() -> Field:
    label = Text("为什么要会商", "Why a panel")
    return Field("triggers", label, Kind.CHOICES, options="panel_triggers", is_read_late=True)


def _what() -> tuple[Field, Field]:
    proposal = ("初步意见（委员对它表示同意或者不同意）", "A proposal (members agree or disagree)")
    return (
        words("question", "要会商的问题", "The question", minimum=4),
        words("proposal", *proposal, minimum=4),
    )


def _who() -> tuple[Field, Field]:
    return (
        Field(
            "members",
            Text("委员", "Members"),
            Kind.CHOICES,
            options="panel_people",
            is_read_late=True,
            minimum=panels.LEAST_MEMBERS,
            hint=Text("至少三位，主持人也在里面。", "At least three, the chair among them."),
        ),
        Field(
            "chair",
            Text("主持人", "Chair"),
            Kind.REFERENCE,
            required=False,
            options="panel_people",
            hint=Text(
                "不选就由您主持。主持人不在委员里的，另算一位。",
                "Without a choice you have the chair. A chair who is not among the members is one more.",
            ),
        ),
    )


def _call(running: frozenset[str]) -> Move:
    return Move(
        "call_panel",
        Text("召集会商", "Call a consultation panel"),
        running,
        HANDLING,
        "panel_called",
        PANEL,
        fields=(_triggers(), *_what(), *_who(), BY_DATE),
        needs=(
            need(
                "no_panel_open",
                PANEL,
                "这件正在会商，出了结论才能再召集。",
                "A panel is at work on this case: another can be called when it has resolved.",
                lambda facts: not facts.is_panel_open,
            ),
        ),
        warning=Text(
            "双方都看不到会商。要不要会商由您决定。",
            "Neither side sees the panel. Whether to call one is yours to decide.",
        ),
        is_for_staff=True,
    )


def _give(known: frozenset[str]) -> Move:
    return Move(
        "give_opinion",
        Text("给出会商意见", "Give your opinion"),
        known,
        ADVISERS,
        "opinion_given",
        PANEL,
        fields=(
            Field("stance", Text("您的意见", "Your opinion"), Kind.CHOICE, choices=panels.STANCES),
            words("reasons", "理由", "Reasons", minimum=4),
        ),
        needs=(
            _panel_is_open("会商已经结束了，不能再给意见。", "The panel is over: no opinion can be given any more."),
            need(
                "on_panel",
                PANEL,
                "您不是这次会商的委员。",
                "You are not a member of this panel.",
                lambda facts: facts.is_on_panel,
            ),
        ),
        is_for_staff=True,
    )


def _resolve(known: frozenset[str]) -> Move:
    return Move(
        "resolve_panel",
        Text("作出会商结论", "Resolve"),
        known,
        ADVISERS,
        "panel_resolved",
        PANEL,
        fields=(words("resolution", "会商结论", "Resolution", minimum=4),),
        needs=(
            _panel_is_open("会商已经有结论了。", "The panel has resolved already."),
            need(
                "in_the_chair",
                PANEL,
                "会商结论由主持人来写。",
                "The chair writes the resolution.",
                lambda facts: facts.is_chairing,
            ),
            need(
                "panel_heard",
                PANEL,
                "要过半数委员和主持人本人都给了意见，才能作出结论。",
                "More than half of the members, and the chair, have to give their opinion first.",
                lambda facts: facts.is_panel_heard,
            ),
        ),
        warning=Text(
            "按多数意见计算，少数意见连同理由保留。结论发出后不能改。",
            "The majority counts; dissent is kept with its reasons. A resolution does not change.",
        ),
        is_for_staff=True,
    )


def _agree_reading(known: frozenset[str]) -> Move:
    """Written for others: what was resolved, without the case."""
    return Move(
        "agree_reading",
        Text("定为办案指引，以后同类案件照着看", "Make it an agreed reading for cases like this one"),
        known,
        ADVISERS,
        "reading_agreed",
        PANEL,
        fields=(
            Field("title", Text("指引标题", "Title"), minimum=2, maximum=TITLE_LENGTH),
            words(
                "text", "指引内容（不写人名、电话和案件细节）", "The reading (no names, numbers, details)", minimum=10
            ),
            Field(
                "names_nobody",
                Text("我核对过：指引里没有个人信息", "I checked: the reading holds no personal data"),
                Kind.YES,
                minimum=1,
            ),
        ),
        needs=(
            need(
                "resolution_to_agree_on",
                PANEL,
                "只有主持人能把会商结论定为指引，每个结论一次。",
                "The chair may do this, once for each resolution.",
                lambda facts: facts.may_agree_reading,
            ),
        ),
        warning=Text(
            "办案人员和调解员都能看到指引，双方看不到。", "Officers and mediators read it everywhere; the sides do not."
        ),
        is_for_staff=True,
    )


def _cancel(known: frozenset[str]) -> Move:
    return Move(
        "cancel_panel",
        Text("不再会商", "Cancel the panel"),
        known,
        HANDLING,
        "panel_cancelled",
        PANEL,
        fields=(words("reason", "为什么不再会商", "Why", minimum=4, maximum=500),),
        needs=(_panel_is_open("现在没有进行中的会商。", "No panel is at work now."),),
        is_for_staff=True,
    )
