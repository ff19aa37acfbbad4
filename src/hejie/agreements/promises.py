"""Promises followed to the last: what came, what came in part, what did not; and what time does by itself.

Whoever owes is reminded before the day, whoever receives is asked on it; a day that passed is recorded and told to
both, and after the days of grace the side that waits hears the next legal step (`rules.promises`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hejie.agreements.models import RIPE, UNDER_WAY, Agreement, Promise
from hejie.base import events
from hejie.base.compiled import A_DAY, Compiled, Given
from hejie.cases.actions import Act, advance, performs
from hejie.cases.models import Case
from hejie.people.access import SYSTEM
from hejie.rules import remedies
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.promises import (
    ASK_HOUR,
    GRACE_DAYS,
    REMIND_DAYS,
    day_received,
    last_day_to_deny,
    refund_day,
)

Deal = Callable[[Case, Promise, datetime], None]
Rows = Callable[[date], QuerySet[Promise]]
GRACE, AHEAD = timedelta(days=GRACE_DAYS), timedelta(days=REMIND_DAYS)
DAYS_AHEAD = (-GRACE, timedelta(), AHEAD)  # of today, that a stage looks at


@performs("confirm_promise")
def confirm_promise(act: Act) -> None:
    """Goods that came set the day for the refund: seven days after they came (Measures on Seven-Day Returns Art 13).

    Not after it was said: whoever owes the refund would move it by saying so late. So it is where the goods were said
    to be sent: the refund has its day already, and may only come sooner.
    """
    promise, said_on = _promise(act), shanghai_date(act.now)
    was_under_way = promise.is_under_way
    stated = act.inputs.get("on")
    promise.received_on = day_received(
        date.fromisoformat(stated) if stated else None,
        said_on,
        promise.due_on,
        was_reported=promise.reported_at is not None,
    )
    promise.done_at, promise.confirmed_by, promise.part = act.now, act.record, promise.amount or 0
    promise.save(update_fields=["done_at", "confirmed_by", "part", "received_on"])
    due_on = promise.received_on + timedelta(days=remedies.DEFAULT_DAYS)
    waiting = Promise.objects.filter(after=promise, done_at=None)
    waiting = waiting.filter(due_on__gt=due_on) if was_under_way else waiting
    waiting.update(due_on=due_on, **_ANEW)


@performs("confirm_part")
def confirm_part(act: Act) -> None:
    """Part of a sum came; the rest is still owed by the same day."""
    promise = _promise(act)
    promise.part += remedies.amount_of(act.inputs)
    promise.save(update_fields=["part"])


@performs("report_sent")
def report_sent(act: Act) -> None:
    """Whoever sent it owes it no more until the other side says that it did not come; what waits for it has its day."""
    promise, said_on = _promise(act), shanghai_date(act.now)
    promise.sent_on, promise.sent_at, promise.denied_at = date.fromisoformat(act.inputs["on"]), act.now, None
    promise.save(update_fields=["sent_on", "sent_at", "denied_at"])
    Promise.objects.filter(after=promise, done_at=None).update(due_on=refund_day(said_on), **_ANEW)


@performs("report_missed")
def report_missed(act: Act) -> None:
    """Said of what is under way: within the days of the way it is owed again, and what waits for it waits again."""
    promise, said_on = _promise(act), shanghai_date(act.now)
    promise.reported_at = promise.reported_at or act.now
    if promise.sent_at and promise.is_under_way and said_on <= last_day_to_deny(shanghai_date(promise.sent_at)):
        promise.denied_at = act.now
    promise.save(update_fields=["reported_at", "denied_at"])


@performs("promise_missed")
def miss_promise(act: Act) -> None:
    """Where both agreed to it, an instalment that was missed makes the others due at once; otherwise none is."""
    promise = _promise(act)
    promise.missed_at = act.now
    promise.save(update_fields=["missed_at"])
    today = shanghai_date(act.now)
    hastened = remedies.hastened_by(promise.agreement.terms, promise.index)
    later = Promise.objects.filter(agreement=promise.agreement, index__in=hastened, done_at=None, due_on__gt=today)
    later.update(due_on=today, **_ANEW)


_ANEW = {"reminded_at": None, "asked_at": None, "missed_at": None, "offered_at": None}


def _promise(act: Act) -> Promise:
    current = Agreement.objects.get(case=act.case, state="effective")
    return Promise.objects.select_related("agreement").get(agreement=current, index=int(act.inputs["promise"]))


def sweep_promises(*, now: datetime, limit: int = 500) -> int:
    """Do what is to be done today about every promise that is owed. Returns how many were dealt with.

    Each promise in its own transaction under the lock of its case, so the sweep may be killed, repeated or run twice.
    """
    today, hour = shanghai_date(now), now.astimezone(SHANGHAI).hour
    days: Given = {A_DAY + ahead: today + ahead for ahead in DAYS_AHEAD}
    found = [(_first(rows, limit)(days), rows, deal) for rows, begins, deal in STAGES if hour >= begins]
    return sum(
        _dealt_with(case_id, rows(today).filter(pk=pk), deal, now) for ids, rows, deal in found for case_id, pk in ids
    )


@cache
def _first(rows: Rows, limit: int) -> Compiled:
    """Case and promise of the first to be dealt with; the days are given."""
    found = rows(A_DAY).order_by("due_on", "id").values_list("agreement__case_id", "pk")[:limit]
    return Compiled(lambda: found, keeps_plan=False)


def _owed() -> QuerySet[Promise]:
    """Promises that are owed now: in force, neither kept nor under way, and not waiting for another one."""
    return Promise.objects.filter(RIPE, ~UNDER_WAY, agreement__state="effective", done_at=None, offered_at=None)


def _to_offer(today: date) -> QuerySet[Promise]:
    return _owed().filter(missed_at__isnull=False, due_on__lt=today - GRACE)


def _missed(today: date) -> QuerySet[Promise]:
    return _owed().filter(missed_at=None, due_on__lt=today)


def _to_ask(today: date) -> QuerySet[Promise]:
    return _owed().filter(asked_at=None, due_on=today)


def _near(today: date) -> QuerySet[Promise]:
    return _owed().filter(reminded_at=None, due_on__range=(today, today + AHEAD))


def _dealt_with(case_id: UUID, found: QuerySet[Promise], deal: Deal, now: datetime) -> bool:
    """Lock the case, skipping it while somebody works on it, look again, and deal with the promise."""
    with transaction.atomic():
        case = Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first()
        promise = found.first() if case else None
        if not case or not promise:
            return False
        deal(case, promise, now)
        return True


def _miss(case: Case, promise: Promise, now: datetime) -> None:
    inputs = {"promise": str(promise.index)}
    advance(case_id=case.pk, move="promise_missed", actor=SYSTEM, inputs=inputs, now=now, key=f"missed:{promise.pk}")


def _telling(column: str, fact: str, whose: str) -> Deal:
    """A deal that notes in `column` that it was told, and publishes the fact for the side that `whose` names."""

    def tell(case: Case, promise: Promise, now: datetime) -> None:
        setattr(promise, column, now)
        promise.save(update_fields=[column])
        events.publish(events.Fact(fact, case.pk, 0, now, _told(case, promise, getattr(promise, whose))))

    return tell


def _told(case: Case, promise: Promise, whose: str) -> dict[str, str]:
    return {
        "ref": case.ref,
        "role": "system",
        "promise": str(promise.index),
        "due_on": promise.due_on.isoformat(),
        "of": whose,
    }


# Each with the hour of the day it begins at. What is offered was missed before this sweep; so it comes first. Asked is
# in the evening of the day itself: what is paid during the day has come by then.
STAGES: tuple[tuple[Rows, int, Deal], ...] = (
    (_to_offer, 0, _telling("offered_at", "promise_overdue", "receiver")),
    (_missed, 0, _miss),
    (_to_ask, ASK_HOUR, _telling("asked_at", "promise_today", "receiver")),
    (_near, 0, _telling("reminded_at", "promise_near", "debtor")),
)
