"""Traders with concentrated complaints: found by counting, given an officer, talked to, held to their promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from hejie.cases.models import Case
from hejie.oversight.models import Concentration, Talk, TalkPromise
from hejie.oversight.promised import concentration_of
from hejie.oversight.signer import signer
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.rules.clock import shanghai_date


@transaction.atomic
def find_concentrated(now: datetime) -> int:
    """Count complaints by trader at every office that has any; open or refresh its list. Run by the worker each night.

    Reports are left out: what stands on this list may be said to the trader (Order 121 Art 37). Returns how many.
    """
    return sum(_count_at(office, now) for office in Authority.objects.filter(level__in=["county", "city", "station"]))


def _count_at(office: Authority, now: datetime) -> int:
    least, days = concentration_of(office)
    since = now - timedelta(days=days)
    cases = Case.objects.filter(office=office, kind="complaint", filed_at__gte=since, trader__isnull=False)
    found = cases.values("trader").annotate(n=Count("pk")).filter(n__gte=least).order_by("-n")
    for one in found:
        row, is_new = Concentration.objects.get_or_create(
            office=office,
            trader_id=one["trader"],
            ended_at=None,
            defaults={"complaints": one["n"], "since": shanghai_date(since), "found_at": now, "counted_at": now},
        )
        if not is_new:
            row.complaints, row.since, row.counted_at = one["n"], shanghai_date(since), now
            row.save(update_fields=["complaints", "since", "counted_at"])
    return len(found)


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing a trader promises in a talk, by a day."""

    what: str
    due_on: date


def name_officer(*, concentration: Concentration, person_id: UUID) -> None:
    """Who of the office goes on with this trader."""
    concentration.officer_id = person_id
    concentration.save(update_fields=["officer"])


@transaction.atomic
def hold_talk(
    *,
    concentration: Concentration,
    actor: Actor,
    held_at: datetime,
    place: str,
    present: str,
    minutes: str,
    promises: Sequence[Promised] = (),
) -> Talk:
    """Record a talk (约谈) with its minutes and what the trader promised."""
    talk = Talk.objects.create(
        concentration=concentration,
        held_at=held_at,
        place=place,
        present=present,
        minutes=minutes,
        person_id=signer(actor),
    )
    for one in promises:
        TalkPromise.objects.create(talk=talk, what=one.what, due_on=one.due_on)
    return talk


def check_promise(*, promise: TalkPromise, actor: Actor, is_kept: bool, note: str, now: datetime) -> None:
    """Somebody of the office has looked whether the trader kept its word."""
    promise.is_kept, promise.note, promise.checked_at, promise.checked_by_id = is_kept, note, now, actor.person_id
    promise.save()


def end_concentration(*, concentration: Concentration, now: datetime) -> None:
    """The office takes the trader off its list; it comes back when complaints pile up again."""
    concentration.ended_at = now
    concentration.save(update_fields=["ended_at"])


def concentrated_at(offices: QuerySet[Authority]) -> list[Concentration]:
    """The list of these offices, the most complaints first, with talks and promises. Three queries."""
    rows = Concentration.objects.filter(office__in=offices.values("pk"), ended_at=None)
    shown = rows.select_related("trader", "office", "officer").prefetch_related("talks__promises", "talks__person")
    return list(shown.order_by("-complaints", "trader__name"))


def concentration(offices: QuerySet[Authority], pk: int) -> Concentration | None:
    """One trader on the list of these offices."""
    return (
        Concentration.objects.select_related("trader", "office").filter(office__in=offices.values("pk"), pk=pk).first()
    )


def talk_promise(row: Concentration, pk: UUID) -> TalkPromise | None:
    return TalkPromise.objects.filter(Q(talk__concentration=row), pk=pk).first()
