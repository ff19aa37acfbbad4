"""What the records show of the factors of Order 121 Art 17, for the officer who decides on acceptance.

Counts, never a score: what they mean is for a person to judge, case by case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from hejie.base import together
from hejie.cases.models import Case, Party
from hejie.rules.model import Role

PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Factors:
    """Counted over complaints filed in the twelve months before this one was looked at; this one counts nowhere.

    `others_on_phone` and `others_at_address`: complaints by other people with the same phone, the same address.
    `has_order_number` and `files`: what there is in this case to show a purchase.
    """

    since: datetime
    complaints: int
    against_trader: int
    same_category: int
    same_problem: int
    others_on_phone: int
    others_at_address: int
    has_order_number: bool
    files: int


def factors_of(case: Case, now: datetime) -> Factors:
    """Two queries, whatever there is to count."""
    filer = next(party for party in together.rows("parties", case.pk) if party.side == Role.COMPLAINANT)
    since = now - PERIOD
    before = Party.objects.filter(side=Role.COMPLAINANT, case__kind="complaint", case__filed_at__gte=since)
    before = before.exclude(case=case)
    own = before.filter(_same_person(filer)).aggregate(
        all=Count("pk"),
        trader=Count("pk", filter=Q(case__trader=case.trader_id) & Q(case__trader__isnull=False)),
        category=Count("pk", filter=Q(case__category=case.category)),
        problem=Count("pk", filter=Q(case__category=case.category, case__problem=case.problem)),
    )
    others = before.exclude(person=filer.person_id) if filer.person_id else before.exclude(_same_person(filer))
    shared = others.filter(_shares_contact(filer)).aggregate(
        phone=Count("pk", filter=Q(phone_index=filer.phone_index)),
        address=Count("pk", filter=Q(address_index=filer.address_index)),
    )
    return Factors(
        since=since,
        complaints=own["all"],
        against_trader=own["trader"],
        same_category=own["category"],
        same_problem=own["problem"],
        others_on_phone=shared["phone"],
        others_at_address=shared["address"],
        has_order_number=bool(case.details.get("order_number")),
        files=_files(case),
    )


def _same_person(filer: Party) -> Q:
    """By account; without one by the phone that was given."""
    if filer.person_id:
        return Q(person=filer.person_id)
    return Q(person=None, phone_index=filer.phone_index) if filer.phone_index else Q(pk__in=[])


def _shares_contact(filer: Party) -> Q:
    shares = Q(pk__in=[])
    if filer.phone_index:
        shares |= Q(phone_index=filer.phone_index)
    if filer.address_index:
        shares |= Q(address_index=filer.address_index)
    return shares


def _files(case: Case) -> int:
    rows = together.rows("records", case.pk)
    return sum(
        len(row.data.get("files", ())) for row in rows if row.role == Role.COMPLAINANT and row.fact != "paper_issued"
    )
