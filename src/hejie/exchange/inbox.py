"""What comes from partners: authentic, kept as it came, taken once, and turned into a move of the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import transaction

from hejie.cases.actions import Refused, advance
from hejie.exchange.invited import open_invited
from hejie.exchange.models import Confirmation, Incoming
from hejie.exchange.partners import NotAuthentic, Notice, NotUnderstood, partner
from hejie.people.access import SYSTEM

DONE = "done"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the partner is answered: HTTP status, and a short stable word."""

    status: int
    code: str


def take(*, key: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Answer:
    """Read one message of a partner. A repeat gets the first answer again and changes nothing."""
    try:
        notice = partner(key).read(headers, body, now)
    except NotAuthentic:
        return Answer(HTTPStatus.FORBIDDEN, "not_authentic")
    except NotUnderstood as error:
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, error.code)
    earlier = Incoming.objects.filter(partner=key, message=notice.id).first()
    outcome = earlier.outcome if earlier else _keep(key, notice, now)
    return Answer(HTTPStatus.OK if outcome == DONE else HTTPStatus.CONFLICT, outcome)


def _keep(key: str, notice: Notice, now: datetime) -> str:
    """Do what the message asks, and keep it with what came of it; a refusal leaves the case untouched."""
    case_id: UUID | None = None
    try:
        with transaction.atomic():
            case_id, outcome = _HANDLERS[notice.kind](notice, now), DONE
    except Refused as refused:
        outcome = refused.refusal.code
    except NotUnderstood as error:
        outcome = error.code
    row = {"kind": notice.kind, "case_id": case_id, "body": dict(notice.data), "received_at": now, "outcome": outcome}
    kept, is_new = Incoming.objects.get_or_create(partner=key, message=notice.id, defaults=row)
    return outcome if is_new else kept.outcome


def _of_the_application(move: str, *names: str) -> Callable[[Notice, datetime], UUID]:
    """Make this move in the case of the application that the message is about, with these of its values."""

    def handle(notice: Notice, now: datetime) -> UUID:
        row = Confirmation.objects.filter(pk=notice.about).first() if notice.about else None
        if row is None:
            raise NotUnderstood("unknown_application")
        _make(row.case_id, move, {name: notice.data[name] for name in names if notice.data.get(name)}, notice, now)
        return row.case_id

    return handle


def _make(case_id: UUID, move: str, inputs: Mapping[str, Any], notice: Notice, now: datetime) -> None:
    advance(case_id=case_id, move=move, actor=SYSTEM, inputs=inputs, now=now, key=f"partner:{notice.id}")


def _invitation(notice: Notice, now: datetime) -> UUID:
    """A court's invitation: in the complaint it names, or in a new one opened from what the court tells."""
    case_id = open_invited(notice, now)
    inputs = {name: notice.data[name] for name in ("court", "number", "region", "by_date") if notice.data.get(name)}
    _make(case_id, "note_court_invitation", inputs, notice, now)
    return case_id


_HANDLERS: Mapping[str, Callable[[Notice, datetime], UUID]] = {
    "confirmation_accepted": _of_the_application("note_court_acceptance", "number"),
    "supplement_requested": _of_the_application("note_court_request", "asks", "by_date"),
    "ruling": _of_the_application("note_court_ruling", "result", "number", "on", "text"),
    "invitation": _invitation,
}
