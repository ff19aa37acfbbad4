"""The checklist of proofs: a side is asked for one by a day, and files that are on the table are counted as one."""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules.model import Article, Field, Kind, Move, Role, State, Text
from hejie.rules.procedures import _laws as laws
from hejie.rules.procedures._vocabulary import HEAD, SIDES, STAFF, words

PROOFS = Article(laws.HOUSE, "证据清单")  # no law of mediation asks for a list; see docs/decisions/0141
PROOF = Field("proof", Text("哪一项", "Which proof"), Kind.REFERENCE, options="proofs")
SIDE = {
    Role.COMPLAINANT.value: Text("消费者", "The consumer"),
    Role.RESPONDENT.value: Text("商家", "The trader"),
}
BETWEEN_THE_SIDES = frozenset({"negotiating", "negotiation_ended"})  # no office has the case yet


def moves(states: Mapping[str, State]) -> tuple[Move, ...]:
    """While the case runs. Both sides read what is asked of whom, and which files count."""
    running = frozenset(key for key, state in states.items() if not state.final)
    return (
        Move(
            "ask_proof",
            Text("请一方补一项证据", "Ask a side for a proof"),
            running - BETWEEN_THE_SIDES,
            STAFF | HEAD,
            "proof_asked",
            PROOFS,
            fields=(
                PROOF,
                Field("side", Text("请谁补", "Asked of"), Kind.CHOICE, choices=SIDE),
                Field("by_date", Text("哪天以前", "By"), Kind.DATE, future=True),
                words("note", "补充说明", "Note", required=False, maximum=300),
            ),
        ),
        Move(
            "link_proof",
            Text("把材料对上证据清单", "Count files as a proof"),
            running,
            SIDES | STAFF | HEAD,
            "proof_linked",
            PROOFS,
            fields=(
                PROOF,
                Field(
                    "evidence",
                    Text("哪几份材料（双方都看得到的）", "Which files (that both sides can read)"),
                    Kind.EVIDENCE,
                    options="open_evidence",
                    takes_new=False,
                ),
            ),
        ),
    )
