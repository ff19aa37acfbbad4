"""The visit on the spot: an officer goes there, writes down what was found, and has it signed."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Article, Field, Kind, Move, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import EVIDENCE, HEAD, OFFICER, words

HOUSE_VISIT = Article(laws.HOUSE, "现场走访")  # no law asks for a visit in a complaint; see docs/decisions/0091
BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet
SIGNED = {
    "signed": Text("当场签字，照片里有", "Signed on the spot, see the picture"),
    "declined": Text("不愿意签字", "Did not want to sign"),
    "nobody": Text("没有见到人", "Nobody was met"),
}


def of_complaint(states: Mapping[str, State]) -> tuple[Move, ...]:
    """Both sides read what was found: they are to settle on it."""
    return _visit(HOUSE_VISIT, states, is_internal=False)


def of_report(states: Mapping[str, State]) -> tuple[Move, ...]:
    """Part of the check: what was found stays with the offices until it is decided."""
    return _visit(laws.CLUE_CHECK, states, is_internal=True)


def _visit(article: Article, states: Mapping[str, State], *, is_internal: bool) -> tuple[Move, ...]:
    """A visit may be recorded as often as it is made, while an office has the case."""
    sources = frozenset(key for key, state in states.items() if not state.final) - BETWEEN_THE_SIDES
    return (
        Move(
            "record_visit",
            Text("记下现场走访", "Record a visit on the spot"),
            sources,
            OFFICER | HEAD,
            "visit_recorded",
            article,
            fields=(
                Field("visited_on", Text("哪天去的", "Day of the visit"), Kind.DATE, past=True, since_receipt=True),
                Field(
                    "time",
                    Text("几点到几点", "From when to when"),
                    required=False,
                    maximum=40,
                    hint=Text("例如 9:30–10:15", "For example 9:30–10:15"),
                ),
                Field("place", Text("在哪里", "Where"), minimum=2, maximum=200),
                Field(
                    "met",
                    Text("见到了谁", "Who was met"),
                    maximum=200,
                    hint=Text("姓名和身份，例如：店长王某。", "Name and position, for example: Wang, shop manager."),
                ),
                words("findings", "看到和听到的", "What was seen and heard", minimum=4, maximum=4000),
                Field("signature", Text("对方签字", "Signature"), Kind.CHOICE, choices=SIGNED),
                EVIDENCE,
            ),
            is_internal=is_internal,
        ),
    )
