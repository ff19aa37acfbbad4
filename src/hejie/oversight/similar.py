"""What came of closed cases like this one: how many, how many settled, for how much and in how many days.

A figure is given with the number of cases behind it, and none at all below a minimum: fewer could be recognised, and
would say little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Extract

from hejie.agreements.models import Agreement, Promise
from hejie.base.compiled import A_MOMENT, Compiled, stand_in_id
from hejie.cases.models import Case
from hejie.oversight.figures import SMALL, Rate
from hejie.rules.model import Role, Text

SAMPLE = 500  # the last so many: what a page costs does not grow with the years
TALKED = ("closed", "unperformed", "recorded", "ended", "withdrawn")  # ends to which the sides came by talking, or not
SETTLED = ("closed", "unperformed", "recorded")
SECONDS_A_DAY = 86400
A_PROBLEM, THIS_CASE = "a problem", stand_in_id("this")
LABEL, OF_CLOSED = Text("谈成的", "settled"), Text("同类已了结案件", "closed cases of the same kind")


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, the one in the middle and the highest of `count` values."""

    low: Decimal
    median: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Similar:
    """`results` in yuan, `days` from filing to the last signature, both of settled cases; None where too few."""

    settled: Rate
    results: Spread | None
    days: Spread | None

    @property
    def cases(self) -> int:
        return self.settled.denominator


def similar_cases(*, problem: str, besides: UUID, now: datetime) -> Similar | None:
    """Closed complaints about the same problem, this one apart; None below the minimum. One query."""
    found = _closed()({A_PROBLEM: problem, THIS_CASE: besides, A_MOMENT: now})
    if len(found) < SMALL:
        return None
    over = sum(state in SETTLED for state, _, _ in found)
    settled = Rate("settled", LABEL, OF_CLOSED, over, len(found))
    results, days = ([one[place] for one in found if one[place] is not None] for place in (1, 2))
    return Similar(settled, _spread(results, "0.01"), _spread(days, "1"))


@cache
def _closed() -> Compiled:
    """State, sum and days of each; the cases of a problem are many or few, so each is planned for itself."""
    return Compiled(lambda: _outcomes(A_PROBLEM, THIS_CASE, A_MOMENT), keeps_plan=False)


def _outcomes(problem: str, besides: UUID, now: datetime) -> QuerySet[Case, Any]:
    """The last ones, each with its state, what was promised in money and the days it took, where it settled."""
    ended = Case.objects.filter(kind="complaint", problem=problem, closed_at__lte=now, state__in=TALKED)
    last = ended.exclude(pk=besides).order_by("-closed_at").values("pk")[:SAMPLE]
    signed = Agreement.objects.filter(case=OuterRef("pk"), effective_at__isnull=False).order_by("-effective_at")
    paid = Promise.objects.filter(agreement__case=OuterRef("pk"), debtor=Role.RESPONDENT, amount__isnull=False)
    paid = paid.filter(Exists(Agreement.objects.filter(pk=OuterRef("agreement"), effective_at__isnull=False)))
    total = paid.order_by().values("agreement__case").annotate(sum=Sum("amount")).values("sum")
    found = Case.objects.filter(pk__in=last, state__in=TALKED).annotate(
        result=Subquery(total, output_field=DecimalField()),
        days=Extract(Subquery(signed.values("effective_at")[:1]) - F("filed_at"), "epoch") / SECONDS_A_DAY,
    )
    return found.values_list("state", "result", "days")


def _spread(values: list[Any], unit: str) -> Spread | None:
    if len(values) < SMALL:
        return None
    low, mid, high = (Decimal(one).quantize(Decimal(unit)) for one in (min(values), median(values), max(values)))
    return Spread(low, mid, high, len(values))
