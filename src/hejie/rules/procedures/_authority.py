"""Moves of the authority before mediation: identity, acceptance, refusal, dispatch."""

from __future__ import annotations

from hejie.rules.model import Facts, Field, Kind, Move, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, EVIDENCE, NOTE, OFFICE, OFFICER, ground, words

RECEIVED = frozenset({"received"})


def moves(law: Law) -> tuple[Move, ...]:
    """What the receiving office may do, and the complainant's answer about identity."""
    return (*_identity(law), *_decision(law), *dispatching(law, "complaint"))


def _identity(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "request_identity",
            Text("要求提供身份证明", "Ask for proof of identity"),
            RECEIVED,
            OFFICER,
            "identity_requested",
            law.identity,
            fields=(
                Field("by_date", Text("请投诉人哪天以前提供", "To be given by"), Kind.DATE, future=True),
                words("reason", "请提供哪些材料", "Which proof is needed", maximum=500),
            ),
            starts=("identity_proof",),
            is_private=True,
        ),
        Move(
            "provide_identity",
            Text("提供身份证明", "Give proof of identity"),
            RECEIVED,
            COMPLAINANT,
            "identity_provided",
            law.identity,
            fields=(words("statement", "说明", "Statement", maximum=500), EVIDENCE),
            stops=("identity_proof",),
            is_private=True,
        ),
    )


_MATERIALS = frozenset({"identity", "materials_missing", "materials_missing_or_false"})


def _ground_is_open(facts: Facts, key: str) -> bool:
    """Whoever was given a day to show who they are is not refused for it before that day has passed."""
    return key not in _MATERIALS or "identity_proof" not in facts.waiting_terms


def _decision(law: Law) -> tuple[Move, ...]:
    return (
        Move(
            "accept",
            Text("受理，并告知投诉人", "Accept and tell the complainant"),
            RECEIVED,
            OFFICER,
            "complaint_accepted",
            law.acceptance,
            target="accepted",
            fields=(NOTE,),
            starts=("mediation",),
            stops=("acceptance",),
            drops=("identity_proof",),
        ),
        Move(
            "refuse",
            Text("不予受理，并告知理由", "Refuse and give the reasons"),
            RECEIVED,
            OFFICER,
            "complaint_refused",
            law.refusal,
            target="refused",
            fields=(ground(law.refusal_grounds, _ground_is_open), words("reasons", "理由", "Reasons", minimum=10)),
            stops=("acceptance",),
            drops=("identity_proof",),
            warning=Text(
                "决定会立即告知投诉人，并写明其他解决途径。发出后不能撤回。",
                "The complainant is told at once, with the other ways open. This cannot be taken back.",
            ),
        ),
    )


def dispatching(law: Law, kind: str) -> tuple[Move, ...]:
    """Back to the unit that dispatches, and out again. `kind` says whose clock starts: complaint or report."""
    first_clock = {"complaint": "acceptance", "report": "report_check"}[kind]
    others = ("identity_proof",) if kind == "complaint" else ()
    return (
        Move(
            "return_case",
            Text("退回分送单位", "Send back to the dispatching unit"),
            RECEIVED,
            OFFICER,
            "case_returned",
            law.send_back,
            target="returned",
            fields=(words("reason", "为什么不归本部门处理", "Why this office has no power", minimum=4, maximum=500),),
            stops=(first_clock,),
            drops=others,
        ),
        Move(
            "dispatch",
            Text("分送给有权处理的部门", "Dispatch to the office with power"),
            frozenset({"returned"}),
            OFFICER,
            "case_dispatched",
            law.dispatch,
            target="received",
            fields=(OFFICE, NOTE),
            starts=(first_clock,),
        ),
    )
