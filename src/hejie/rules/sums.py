"""Sums the law gives a formula for, and the plain word where it gives none.

    work_out("fraud_threefold", {"price": "99.00", "fraud": True})   # Sum(500.00, 消法第五十五条第一款, steps)

A sum says what may be claimed, never what is owed: whether there was fraud, a defect or a breach is for people to find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.rules import inputs, sums_owed, sums_punitive, sums_returns
from hejie.rules.model import Facts, Problem, Text
from hejie.rules.sums_model import Claim, NotComputable, Outcome, Sum

__all__ = ["CLAIMS", "GROUPS", "Claim", "NotComputable", "Outcome", "Sum", "remedy_of", "work_out"]

GROUPS: Sequence[tuple[Text, Sequence[Claim]]] = (
    (Text("加倍赔偿", "Multiplied damages"), sums_punitive.CLAIMS),
    (Text("退钱", "Money back"), sums_returns.CLAIMS),
    (Text("其他应付的钱", "What else is owed"), sums_owed.CLAIMS),
)

CLAIMS: Mapping[str, Claim] = {claim.key: claim for _, claims in GROUPS for claim in claims}


def remedy_of(key: str) -> str:
    """As which remedy (`remedies.KINDS`) a sum stands in an offer: a price that comes back, or compensation."""
    return "refund" if any(claim.key == key for claim in sums_returns.CLAIMS) else "compensation"


def work_out(key: str, raw: Mapping[str, object]) -> Outcome | tuple[Problem, ...]:
    """The sum, why there is none, or what is wrong with the inputs. Raises KeyError for an unknown claim."""
    claim = CLAIMS[key]
    given, problems = inputs.check(claim.fields, raw, Facts())
    return problems or claim.work(given)
