"""The joint complaint: those who are represented consent, each for themselves (Order 121 Art 12)."""

from __future__ import annotations

from hejie.rules import representing
from hejie.rules.model import Field, Kind, Move, Role, Text
from hejie.rules.procedures._laws import Law
from hejie.rules.procedures._settlement import OPEN
from hejie.rules.procedures._vocabulary import need


def moves(law: Law) -> tuple[Move, ...]:
    """Consent to settling on the terms now on the table, or to giving the complaint up."""
    return (
        Move(
            "consent_to_settlement",
            Text("同意代表人这样办", "Agree to what the representatives propose"),
            OPEN | {"returned"},
            frozenset({Role.REPRESENTED}),
            "representation_consented",
            law.joint,
            fields=(
                Field(
                    "matter",
                    Text("同意什么", "What you agree to"),
                    Kind.CHOICE,
                    choices=representing.MATTERS,
                    allows=lambda facts, key: key in facts.awaited_consents,
                ),
            ),
            needs=(
                need(
                    "consent_awaited",
                    law.joint,
                    "现在没有等您同意的事项。",
                    "Nothing awaits your consent now.",
                    lambda facts: bool(facts.awaited_consents),
                ),
            ),
            warning=Text(
                "每个被代表的人都同意以后，代表人才能签协议或者撤回。方案变了，要重新同意。",
                "The representatives may sign or withdraw once everybody represented has agreed. New terms need a new consent.",
            ),
        ),
    )
