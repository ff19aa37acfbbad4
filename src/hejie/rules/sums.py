"""Sums the law gives a formula for, and the plain word where it gives none.

    work_out("fraud_threefold", {"price": "99.00", "fraud": True})   # Sum(500.00, 消法第五十五条第一款, steps)

A sum says what may be claimed, never what is owed: whether there was fraud, a defect or a breach is for people to find.
"""

from __future__ import annotations

from collections.abc import Mapping

from hejie.rules import inputs, sums_owed, sums_punitive, sums_returns
from hejie.rules.model import Facts, Problem
from hejie.rules.sums_model import Claim, NotComputable, Outcome, Sum

__all__ = ["CLAIMS", "Claim", "NotComputable", "Outcome", "Sum", "work_out"]

CLAIMS: Mapping[str, Claim] = {
    claim.key: claim for claim in (*sums_punitive.CLAIMS, *sums_returns.CLAIMS, *sums_owed.CLAIMS)
}


def work_out(key: str, raw: Mapping[str, object]) -> Outcome | tuple[Problem, ...]:
    """The sum, why there is none, or what is wrong with the inputs. Raises KeyError for an unknown claim."""
    claim = CLAIMS[key]
    given, problems = inputs.check(claim.fields, raw, Facts())
    return problems or claim.work(given)
