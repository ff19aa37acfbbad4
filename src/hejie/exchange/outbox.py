"""What goes to partners: queued with the act that asks for it, sent by a job, tried again, never sent twice over."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener
from urllib.request import Request as HttpRequest
from uuid import UUID

from django.db import transaction

from hejie.cases.actions import Act
from hejie.exchange.bodies import body_of
from hejie.exchange.models import Outgoing
from hejie.exchange.partners import Fate, Parcel, Partner, Request, partner

COURT = "court"
TIMEOUT_SECONDS = 10
LEASE = timedelta(minutes=2)  # a try that was killed is made again after this time
FIRST_WAIT, LONGEST_WAIT = 10, 3600
PAPERS_WAIT = timedelta(seconds=5)  # until a paper is printed
log = logging.getLogger("hejie.exchange")


def queue(act: Act, kind: str, subject: UUID) -> None:
    """Send what this act asks for to the courts, once the act holds."""
    Outgoing.objects.create(
        partner=COURT,
        kind=kind,
        case=act.case,
        record=act.record,
        subject=subject,
        made_at=act.now,
        next_try_at=act.now,
    )


def send_due(now: datetime, limit: int = 20) -> int:
    """Try what is due; returns how many arrived. May run twice at once or be killed: each message is claimed first.

    Without a partner that is set up everything waits; the sides then take their papers to the court themselves.
    """
    return sum(_send(claimed, now) for claimed in _claim(now, limit))


def _claim(now: datetime, limit: int) -> list[Outgoing]:
    with transaction.atomic():
        due = Outgoing.objects.select_for_update(skip_locked=True).filter(next_try_at__lte=now)
        rows = [row for row in due.order_by("next_try_at")[:limit] if partner(row.partner).is_set_up()]
        for row in rows:
            row.next_try_at = now + LEASE
            row.save(update_fields=["next_try_at"])
    return rows


def _send(row: Outgoing, now: datetime) -> bool:
    body = row.body or _write_body(row, now)
    if body is None:
        return False
    carrier = partner(row.partner)
    status, failure = _post(carrier.request(Parcel(row.pk, row.kind, body), now))
    _note(row, carrier, status, failure, now)
    return row.sent_at is not None


def _write_body(row: Outgoing, now: datetime) -> Mapping[str, Any] | None:
    """Put together what is to be sent; None while a paper of it is not printed yet."""
    body = body_of(row)
    if body is None:
        row.next_try_at = now + PAPERS_WAIT
        row.save(update_fields=["next_try_at"])
        return None
    row.body = body
    row.save(update_fields=["body"])
    return body


class StayHere(HTTPRedirectHandler):
    """A redirect would carry people's papers somewhere else."""

    def redirect_request(self, *args: Any) -> None:
        return None


def _post(request: Request) -> tuple[int, str]:
    """The HTTP status, and a short word where there was none."""
    sent = HttpRequest(request.url, data=request.body, headers=dict(request.headers), method="POST")  # noqa: S310
    try:
        with build_opener(StayHere).open(sent, timeout=TIMEOUT_SECONDS) as answer:
            return int(answer.status), ""
    except HTTPError as answer:
        answer.close()
        return answer.code, f"http_{answer.code}"
    except OSError as error:
        return HTTPStatus.SERVICE_UNAVAILABLE, type(error).__name__


def _note(row: Outgoing, carrier: Partner, status: int, failure: str, now: datetime) -> None:
    fate = carrier.fate(status)
    row.tries += 1
    row.failure = "" if fate is Fate.TAKEN else failure[:40]
    row.sent_at = now if fate is Fate.TAKEN else None
    row.refused_at = now if fate is Fate.REFUSED else None
    wait = timedelta(seconds=min(FIRST_WAIT * 2 ** (row.tries - 1), LONGEST_WAIT))
    row.next_try_at = now + wait if fate is Fate.LATER else None
    row.save(update_fields=["tries", "failure", "sent_at", "refused_at", "next_try_at"])
    if fate is not Fate.TAKEN:
        log.warning("message %s (%s) to %s: %s, try %d", row.pk, row.kind, row.partner, row.failure, row.tries)
