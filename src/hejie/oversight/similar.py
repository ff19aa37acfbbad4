"""What came of closed cases like this one: how many, how many settled, for how much and in how many days.

A figure is given with the number of cases behind it, and none at all below a minimum: fewer could be recognised, and
would say little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DecimalField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Extract

from hejie.agreements.models import Agreement, Promise
from hejie.cases.models import Case
from hejie.oversight.figures import SMALL, Rate
from hejie.rules.model import Role, Text

SAMPLE = 500  # the last so many: what a page costs does not grow with the years
TALKED = ("closed", "unperformed", "recorded", "ended", "withdrawn")  # ends to which the sides came by talking, or not
SETTLED = ("closed", "unperformed", "recorded")
SECONDS_A_DAY = 86400
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


class Median(Aggregate):
    """The value in the middle, as PostgreSQL counts it."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def similar_cases(*, problem: str, besides: UUID, now: datetime) -> Similar | None:
    """Closed complaints about the same problem, this one apart; None below the minimum. One query."""
    found = _outcomes(problem, besides, now).aggregate(
        cases=Count("pk"),
        settled=Count("pk", filter=Q(state__in=SETTLED)),
        **_spread("result"),
        **_spread("days"),
    )
    if found["cases"] < SMALL:
        return None
    settled = Rate("settled", LABEL, OF_CLOSED, found["settled"], found["cases"])
    return Similar(settled, _read(found, "result", "0.01"), _read(found, "days", "1"))


def _outcomes(problem: str, besides: UUID, now: datetime) -> QuerySet[Case]:
    """The last ones, each with what was promised in money and the days it took, where it settled."""
    ended = Case.objects.filter(kind="complaint", problem=problem, closed_at__lte=now, state__in=TALKED)
    last = ended.exclude(pk=besides).order_by("-closed_at").values("pk")[:SAMPLE]
    signed = Agreement.objects.filter(case=OuterRef("pk"), effective_at__isnull=False).order_by("-effective_at")
    paid = Promise.objects.filter(agreement__case=OuterRef("pk"), debtor=Role.RESPONDENT, amount__isnull=False)
    paid = paid.filter(Exists(Agreement.objects.filter(pk=OuterRef("agreement"), effective_at__isnull=False)))
    total = paid.order_by().values("agreement__case").annotate(sum=Sum("amount")).values("sum")
    return Case.objects.filter(pk__in=last, state__in=TALKED).annotate(
        result=Subquery(total, output_field=DecimalField()),
        days=Extract(Subquery(signed.values("effective_at")[:1]) - F("filed_at"), "epoch") / SECONDS_A_DAY,
    )


def _spread(name: str) -> dict[str, Aggregate]:
    return {
        f"{name}_low": Min(name),
        f"{name}_median": Median(name),
        f"{name}_high": Max(name),
        f"{name}_count": Count(name),
    }


def _read(found: dict[str, Any], name: str, unit: str) -> Spread | None:
    if found[f"{name}_count"] < SMALL:
        return None
    low, median, high = (Decimal(found[f"{name}_{what}"]).quantize(Decimal(unit)) for what in ("low", "median", "high"))
    return Spread(low, median, high, found[f"{name}_count"])
