"""Counting the public figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum

from hejie.agreements.models import Promise
from hejie.cases.erasure import LAPSED
from hejie.cases.models import Case
from hejie.oversight.figures import Counted
from hejie.oversight.models import PublicFigure
from hejie.rules.clock import SHANGHAI
from hejie.rules.model import Role

A_MONTH = timedelta(days=30)
AGREED = ("closed", "unperformed")
SECONDS_A_DAY = 86400


@transaction.atomic
def count_public_figures(*, now: datetime) -> None:
    """Count every public figure anew; four queries, run by the worker each hour."""
    counted = {
        "filed_today": _filed_today(now),
        "settled": _settled(now),
        "median_days": _median_days(now),
        "returned": _returned(now),
    }
    for key, one in counted.items():
        values = {"value": one.value, "numerator": one.numerator, "denominator": one.denominator, "counted_at": one.at}
        PublicFigure.objects.update_or_create(key=key, defaults=values)


def _filed_today(now: datetime) -> Counted:
    midnight = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Case.objects.filter(filed_at__range=(midnight, now))
    found = today.aggregate(all=Count("pk"), direct=Count("pk", filter=Q(is_direct=True)))
    return Counted(Decimal(found["all"]), found["direct"], found["all"], now)


def _ended(now: datetime) -> QuerySet[Case]:
    """Within thirty days; not what was put away after nobody had come back to it for years."""
    return Case.objects.filter(kind="complaint", closed_at__range=(now - A_MONTH, now)).exclude(state=LAPSED)


def _settled(now: datetime) -> Counted:
    """Complaints that ended with an agreement, of all that ended within thirty days (refused and withdrawn too)."""
    found = _ended(now).aggregate(all=Count("pk"), agreed=Count("pk", filter=Q(state__in=AGREED)))
    share = Decimal(100 * found["agreed"]) / found["all"] if found["all"] else None
    return Counted(share, found["agreed"], found["all"], now)


def _median_days(now: datetime) -> Counted:
    """From filing to the end, over the complaints that ended within thirty days."""
    days = [
        (end - start).total_seconds() / SECONDS_A_DAY
        for start, end in _ended(now).values_list("filed_at", "closed_at")
        if end
    ]
    return Counted(Decimal(str(round(median(days), 1))) if days else None, len(days), len(days), now)


def _returned(now: datetime) -> Counted:
    """Yuan that consumers confirmed to have received since New Year."""
    new_year = now.astimezone(SHANGHAI).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    kept = Promise.objects.filter(receiver=Role.COMPLAINANT, done_at__range=(new_year, now), amount__isnull=False)
    found = kept.aggregate(sum=Sum("amount"), all=Count("pk"))
    return Counted(found["sum"], found["all"], found["all"], now)
