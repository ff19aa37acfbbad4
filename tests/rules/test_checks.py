"""Both editions are sound, and each check bites: break one thing, and it is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hejie.rules import checks, machine
from hejie.rules.edition import Edition
from hejie.rules.model import Article, Field, Kind, Move, Role, State, Text

MUTE = Text("等", "")
LABEL = Text("一", "one")
HERE = Article(LABEL, "第一条")
SOUND = machine.edition("cn_order121")
ENQUIRY = SOUND.procedures["enquiry"]


@pytest.mark.parametrize("key", list(machine.editions()))
def test_every_edition_is_sound(key: str):
    assert checks.check(machine.edition(key)) == []


def enquiry(**changes: Any) -> Edition:
    """The edition with its smallest procedure alone, changed."""
    return replace(SOUND, procedures={"enquiry": replace(ENQUIRY, **changes)})


def state(filed_under: str, **changes: Any) -> Edition:
    return enquiry(states={**ENQUIRY.states, filed_under: replace(ENQUIRY.states[filed_under], **changes)})


def move(filed_under: str, **changes: Any) -> Edition:
    return enquiry(moves={**ENQUIRY.moves, filed_under: replace(ENQUIRY.moves[filed_under], **changes)})


def term(filed_under: str, **changes: Any) -> Edition:
    return replace(enquiry(), terms={**SOUND.terms, filed_under: replace(SOUND.terms[filed_under], **changes)})


def new_state(state: State) -> Edition:
    return enquiry(states={**ENQUIRY.states, state.key: state})


def without_officers() -> Edition:
    kept = {key: replace(move, roles=move.roles - {Role.OFFICER}) for key, move in ENQUIRY.moves.items()}
    return enquiry(moves=kept)


ISLAND = State("island", LABEL, None, LABEL, HERE, final=True)
ABYSS = State("abyss", LABEL, Role.OFFICER, LABEL, HERE)
OPEN_CHOICE = Field("x", LABEL, Kind.CHOICE)
REFERENCE = Field("x", LABEL, Kind.REFERENCE)

BROKEN: list[tuple[Callable[[], Edition], str]] = [
    (lambda: new_state(ISLAND), "state island cannot be reached"),
    (lambda: new_state(ABYSS), "state abyss is a dead end: no move leads out of it"),
    (lambda: state("received", final=True, turn=None), "state received is final but a move leads out of it"),
    (lambda: state("received", turn=None), "state received says nobody's turn"),
    (lambda: state("answered", turn=Role.OFFICER), "state answered is final but gives someone the turn"),
    (lambda: state("received", key="came"), "state came is filed under received"),
    (lambda: state("received", next_step=MUTE), "state received: next_step is not said in both languages"),
    (lambda: state("received", article=Article(LABEL, "")), "state received: article names no clause"),
    (without_officers, "state received gives officer the turn but no move"),
    (lambda: move("answer", roles=frozenset()), "move answer is for nobody"),
    (lambda: move("answer", sources=frozenset()), "move answer can never be made"),
    (lambda: move("answer", target="heaven"), "move answer names an unknown state heaven"),
    (lambda: move("answer", article=Article(LABEL, "")), "move answer: article names no clause"),
    (lambda: move("answer", fact="enquiry_redirected"), "fact enquiry_redirected is not the name of one move"),
    (lambda: move("answer", fact=""), "fact (empty) is not the name of one move"),
    (lambda: move("answer", fields=(REFERENCE, REFERENCE)), "move answer asks for x twice"),
    (lambda: move("answer", is_private=True, is_internal=True), "move answer is both private and internal"),
    (lambda: move("answer", reopens=True), "move answer reopens what is never closed"),
    (
        lambda: move("answer", sources=frozenset({"received", "redirected"})),
        "state redirected is final but a move leads out of it",
    ),
    (lambda: move("answer", fields=(OPEN_CHOICE,)), "move answer offers no choices for x"),
    (lambda: move("answer", fields=(REFERENCE,)), "move answer does not say which list x is chosen from"),
    (lambda: move("answer", fields=(Field("x", MUTE),)), "move answer, x: label is not said in both languages"),
    (
        lambda: move("answer", target=lambda facts, inputs: "withdrawn", targets=frozenset({"answered"})),
        "move answer may lead to withdrawn without saying so",
    ),
    (lambda: move("answer", starts=("tea",)), "move answer starts an unknown term tea"),
    (lambda: move("answer", stops=("tea",)), "move answer stops an unknown term tea"),
    (lambda: move("answer", pauses=("enquiry_reply",)), "move answer pauses enquiry_reply, which may not pause"),
    (lambda: move("answer", pauses=("mediation",)), "term mediation is paused but never resumed"),
    (lambda: move("answer", extends=("acceptance",)), "move answer extends acceptance, which cannot be extended"),
    (lambda: enquiry(opening_terms={"authority": ("tea",)}), "opening authority starts an unknown term tea"),
    (lambda: enquiry(initial={"authority": "dawn"}), "opening authority begins in an unknown state dawn"),
    (lambda: term("acceptance", article=Article(LABEL, "")), "term acceptance: article names no clause"),
    (lambda: term("acceptance", consequence=MUTE), "term acceptance: consequence is not said in both languages"),
    (lambda: term("acceptance", days=0), "term acceptance has no days"),
    (lambda: term("acceptance", key="taking"), "term taking is filed under acceptance"),
    (lambda: term("mediation", on_expiry="accept"), "term mediation expires into accept, which the timer cannot make"),
    (
        lambda: term("enquiry_reply", dated_by="by_date"),
        "term enquiry_reply is dated by by_date, which the move that starts it does not ask for",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "finding"), BROKEN, ids=[finding for _, finding in BROKEN])
def test_a_broken_edition_is_caught(broken: Callable[[], Edition], finding: str):
    assert finding in [wrong.removeprefix("enquiry: ") for wrong in checks.check(broken())]


def test_targets_of_a_move_that_stays_are_none():
    say: Move = SOUND.procedures["complaint"].moves["say"]

    assert checks.targets_of(say) == frozenset()
