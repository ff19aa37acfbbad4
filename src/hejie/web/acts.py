"""What a reader may do on a page of a case: which move comes first, which has a place of its own, each as a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hejie.rules.model import Move, Text
from hejie.web.courtcard import ACTS as COURT_ACTS
from hejie.web.forms import MoveForm
from hejie.web.moves import DANGER, DRAFT

SIGN = Text("看协议并签名", "Read and sign the agreement")

# What a reader most likely wants, first first; anything not named here follows in the order of the procedure.
FIRST = (
    *(
        "accept_offer",
        "sign",
        "confirm_oral",
        "confirm_promise",
        "accept",
        "answer",
        "provide_identity",
        "assign_mediator",
        "dispatch",
    ),
    *("notify_termination", "turn_to_authority", "rate", "make_offer", "propose_agreement", "reject_offer"),
    *("propose_peoples_agreement", "note_oral_yes", "decline_oral"),
    *("consent_mediation", "refuse", "return_case", "decide_review", "consent_delegation"),
    *("grade_reward", "decide_reward", "pay_reward"),
)
TOOLS = frozenset({"open_bidding", "close_bidding", "bid", "propose_terms", "withdraw_proposal", "answer_proposal"})
CONSULTING = ("ask_help", "call_panel", "cancel_panel")
PROVING = ("ask_proof", "link_proof")
MINUTES = frozenset({"lay_minutes", "confirm_minutes", "object_minutes"})
# These have their own place on the page.
INLINE = MINUTES | TOOLS | {*CONSULTING, *PROVING} | {"say", "add_evidence", *DRAFT, *COURT_ACTS}
SIGNING = frozenset({"sign", "request_code"})
MOST_FIRST = 3
ACT_ICONS = {
    "turn_to_authority": "landmark",
    "withdraw": "undo-2",
    "end_negotiation": "x",
    "decline_mediation": "x",
    "recuse": "users",
    "request_recusal": "users",
    "decline_signing": "x",
    "report_missed": "octagon-alert",
    "close_unperformed": "x",
    "sign": "pen-line",
    "rate": "star",
    "refuse": "x",
    "return_case": "undo-2",
    "dispatch": "forward",
    "terminate": "x",
    "start_testing": "microscope",
}


@dataclass(frozen=True, slots=True)
class ActShown:
    """A move as a button that leads to its form."""

    key: str
    label: Text
    href: str
    tone: str

    @property
    def icon(self) -> str:
        return ACT_ICONS.get(self.key, "arrow-right")


def in_order(keys: Iterable[str]) -> list[str]:
    """The moves that stand among the buttons, the likeliest first; signing, in whatever way, is one of them."""
    every = set(keys)
    among = [key for key in keys if key not in INLINE | SIGNING]
    if SIGNING & every:
        among.append("sign")
    return sorted(among, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))


def act_shown(key: str, label: Text, address: str) -> ActShown:
    """One move as a button; `address` is that of the case."""
    if key == "sign":
        return ActShown(key, SIGN, f"{address}/sign/", "primary")
    return ActShown(key, label, f"{address}/moves/{key}/", "error" if key in DANGER else "outline")


class Forms(Mapping[str, MoveForm]):
    """A form for each move, made when it is asked for: lists of people are read for forms that are shown."""

    def __init__(self, moves: Sequence[Move], make: Callable[[Move], MoveForm]) -> None:
        self._moves = {move.key: move for move in moves}
        self._make = make
        self._made: dict[str, MoveForm] = {}

    def __getitem__(self, key: str) -> MoveForm:
        if key not in self._made:
            self._made[key] = self._make(self._moves[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._moves

    def __iter__(self) -> Iterator[str]:
        return iter(self._moves)

    def __len__(self) -> int:
        return len(self._moves)
