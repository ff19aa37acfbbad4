"""Figures of traders, counted from the cases themselves, so that anybody who may see the cases can count again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet

from hejie.agreements.models import RIPE, Agreement, Promise, Rating
from hejie.base.compiled import A_MOMENT, Compiled
from hejie.cases.beside import Review
from hejie.cases.models import Case, Party
from hejie.oversight.figures import Counted, DirectFigures, Promised, Rate, TraderFigures
from hejie.oversight.models import PublicFigure
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text

PERIOD = timedelta(days=365)
RUNNING = ("negotiating", "signing")
SETTLED = ("performing", "closed", "unperformed")
SECONDS_A_DAY = 86400


def direct_figures(trader_id: UUID, now: datetime) -> DirectFigures:
    """What a consumer weighs before choosing to negotiate; two queries."""
    cases = _complaints(trader_id, now)
    return DirectFigures(_first_settlement(_case_counts(cases)), _median_days(cases))


def _complaints(trader_id: UUID, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(trader_id=trader_id, kind="complaint", filed_at__gte=now - PERIOD, filed_at__lte=now)


def trader_figures(trader_id: UUID, now: datetime) -> TraderFigures:
    """Counted over complaints filed in the last twelve months; five queries."""
    since, cases = now - PERIOD, _complaints(trader_id, now)
    counts = _case_counts(cases)
    reached = _answers(cases)
    promised = _promised(_fallen_due(cases, now))
    ratings = Rating.objects.filter(case__in=cases, role=Role.COMPLAINANT)
    rated = ratings.aggregate(all=Count("pk"), solved=Count("pk", filter=Q(solved=True)), score=Avg("score"))
    return TraderFigures(
        since=since,
        complaints=counts["complaints"],
        direct=counts["direct"],
        running=counts["running"],
        first_settlement=_first_settlement(counts),
        answered=Rate("answered", ANSWERED, OF_ENDED, reached["answered"], reached["all"]),
        kept_promises=Rate("kept", KEPT, OF_PROMISES, promised.in_time + promised.late, promised.due),
        promised=promised,
        solved=Rate("solved", SOLVED, OF_RATED, rated["solved"], rated["all"]),
        unrated=counts["ended"] - rated["all"],
        median_days=_median_days(cases),
        average_score=rated["score"],
    )


def _answers(cases: QuerySet[Case]) -> dict[str, int]:
    """Of the direct negotiations that are over: those in which the trader answered before they were."""
    over = cases.filter(is_direct=True).exclude(received_at=None, state__in=RUNNING)
    in_time = Q(case__received_at=None) | Q(answered_at__lt=F("case__received_at"))
    respondents = Party.objects.filter(case__in=over, side=Role.RESPONDENT)
    return respondents.aggregate(all=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False) & in_time))


def _fallen_due(cases: QuerySet[Case], now: datetime) -> QuerySet[Promise]:
    """What the trader owed by a day that has passed. A refund that waits for goods: once they are back or sent."""
    owed = Promise.objects.filter(agreement__case__in=cases, debtor=Role.RESPONDENT, due_on__lt=shanghai_date(now))
    return owed.filter(RIPE)


def _promised(owed: QuerySet[Promise]) -> Promised:
    """Late is what came after its day, as its receiver says (`rules.promises.day_received`)."""
    on_time = Count("pk", filter=Q(received_on__lte=F("due_on")))
    counted = owed.aggregate(due=Count("pk"), in_time=on_time, late=Count("pk", filter=Q(received_on__gt=F("due_on"))))
    return Promised(**counted)


def _case_counts(cases: QuerySet[Case]) -> dict[str, Any]:
    direct, never_received = Q(is_direct=True), Q(received_at=None)
    return cases.aggregate(
        complaints=Count("pk"),
        direct=Count("pk", filter=direct),
        running=Count("pk", filter=direct & never_received & Q(state__in=RUNNING)),
        settled=Count("pk", filter=direct & never_received & Q(state__in=SETTLED)),
        ended=Count("pk", filter=Q(closed_at__isnull=False)),
    )


def _first_settlement(counts: dict[str, Any]) -> Rate:
    """Settled without the authority, of the direct negotiations that are over. What still runs counts nowhere."""
    return Rate("first_settlement", FIRST, OF_ENDED, counts["settled"], counts["direct"] - counts["running"])


def _median_days(cases: QuerySet[Case]) -> float | None:
    signed = Agreement.objects.filter(case__in=cases, kind="settlement", effective_at__isnull=False)
    spans = sorted(
        (effective - filed).total_seconds() / SECONDS_A_DAY
        for effective, filed in signed.values_list("effective_at", F("case__filed_at"))
    )
    if not spans:
        return None
    middle = len(spans) // 2
    return round(spans[middle] if len(spans) % 2 else (spans[middle - 1] + spans[middle]) / 2, 1)


def refusals_overturned(office: Authority, since: datetime, until: datetime) -> Rate:
    """Of the refusals that another person reviewed in this time, at an office and below it: those set aside."""
    counted = dict(_reviewed({f"{A_PATH}%": f"{office.path}%", A_MOMENT: since, LATER: until}))
    return Rate("overturned", OVERTURNED, OF_REVIEWED, counted.get("overturned", 0), sum(counted.values()))


A_PATH = "any path"
LATER = A_MOMENT + timedelta(1)


def _outcomes() -> QuerySet[Any]:
    """How many reviews of a time had which outcome."""
    decided = Review.objects.filter(case__office__path__startswith=A_PATH, decided_at__gte=A_MOMENT)
    return decided.filter(decided_at__lt=LATER).order_by().values_list("outcome").annotate(n=Count("pk"))


_reviewed = Compiled(_outcomes, keeps_plan=False)


FIRST = Text("先行和解率", "First settlement rate")
ANSWERED = Text("答复率", "Answer rate")
KEPT = Text("约定兑现率", "Promises kept")
SOLVED = Text("消费者说解决了", "Consumers say it is solved")
OVERTURNED = Text("不予受理被撤销的比例", "Refusals set aside")
OF_REVIEWED = Text("已复核的不予受理决定", "refusals reviewed")
OF_ENDED = Text("已结束的直接协商", "direct negotiations that are over")
OF_PROMISES = Text("已到期的约定", "promises that have fallen due")
OF_RATED = Text("已评价的案件（未评价的另列）", "rated cases (unrated shown apart)")


def public_figures() -> dict[str, Counted]:
    """The figures as last counted, by key; empty before the first count. One query."""
    rows = PublicFigure.objects.all()
    return {row.key: Counted(row.value, row.numerator, row.denominator, row.counted_at) for row in rows}
