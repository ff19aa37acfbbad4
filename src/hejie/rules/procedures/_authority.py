"""Moves of the authority before mediation: identity, acceptance, refusal."""

from __future__ import annotations

from hejie.rules.grounds import FACTORS, OUTSIDE
from hejie.rules.model import Facts, Field, Kind, Move, Need, Text
from hejie.rules.procedures import _dispatch
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._vocabulary import COMPLAINANT, EVIDENCE, NOTE, OFFICER, fits, ground, words

RECEIVED = frozenset({"received"})


def moves(law: Law) -> tuple[Move, ...]:
    """What the receiving office may do, and the complainant's answer about identity."""
    return (*_identity(law), _accept(law), _refuse(law), _outside(law), *_dispatch.moves(law, "complaint"))


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
                Field(
                    "by_date",
                    Text("请投诉人哪天以前提供", "To be given by"),
                    Kind.DATE,
                    future=True,
                    within="acceptance",  # no text stops the seven working days meanwhile
                    hint=Text(
                        "要在受理期限以内：核验身份不停七个工作日。",
                        "Within the period for acceptance: checking an identity does not stop it.",
                    ),
                ),
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


def _accept(law: Law) -> Move:
    return Move(
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
    )


def _refuse(law: Law) -> Move:
    return Move(
        "refuse",
        Text("不予受理，并告知理由", "Refuse and give the reasons"),
        RECEIVED,
        OFFICER,
        "complaint_refused",
        law.refusal,
        target="refused",
        fields=(
            ground(law.refusal_grounds, _ground_is_open),
            *_factors(law),
            words("reasons", "理由", "Reasons", minimum=10),
        ),
        needs=_fitting(law),
        stops=("acceptance",),
        drops=("identity_proof",),
        warning=Text(
            "决定会立即告知投诉人，并写明其他解决途径。发出后不能撤回。",
            "The complainant is told at once, with the other ways open. This cannot be taken back.",
        ),
    )


FACTORS_WEIGHED = Field(
    "factors",
    Text("您考虑了哪些因素（只用于第三项）", "What you weighed (for the third ground only)"),
    Kind.CHOICES,
    required=False,
    choices=FACTORS,
    only_with=("ground", frozenset({"no_consumer_dispute"})),
)


def _factors(law: Law) -> tuple[Field, ...]:
    return (FACTORS_WEIGHED,) if law.factors else ()


def _fitting(law: Law) -> tuple[Need, ...]:
    """The factors belong to one ground; a person weighs them, nothing follows from their number."""
    if law.factors is None:
        return ()
    text = Text(
        "这些因素只用于判断第三项（不是为生活消费需要，或者不能证明有消费争议）。请改选第三项，或者去掉勾选的因素。",
        "These factors only bear on the third ground (no daily consumption, or no consumer dispute shown). Please choose that ground, or untick them.",
    )
    return (fits("factors_of_ground_three", law.factors, FACTORS_WEIGHED, text),)


def _outside(law: Law) -> Move:
    """No refusal: what is no complaint at all is shown its way (Order 121 Art 44)."""
    return Move(
        "redirect",
        Text("不是投诉，告知应当走的途径", "Not a complaint: tell the right way"),
        RECEIVED,
        OFFICER,
        "complaint_redirected",
        law.enquiry,
        target="redirected",
        fields=(
            Field("matter", Text("其实是什么事", "What it really is"), Kind.CHOICE, choices=OUTSIDE),
            words("where", "应当向哪里提出", "Where to go", minimum=4, maximum=500),
        ),
        stops=("acceptance",),
        drops=("identity_proof",),
    )
