"""Queue messages in the caller's transaction; deliver them later, each at least once under an id that never changes."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from hejie.base.crypto import blind_index
from hejie.base.text import normal_phone
from hejie.base.written import write_later, write_new
from hejie.messaging import templates
from hejie.messaging.channels import DeliveryFailed, Parcel, channel_for
from hejie.messaging.models import Message
from hejie.people.models import Person

# A claimed message is tried again after this time if its worker died. Longer than a batch of the slowest channel.
LEASE = timedelta(minutes=5)
BATCH = 10
KEPT_WITHOUT_CASE = timedelta(days=30)
BACK_OFF = tuple(timedelta(seconds=s) for s in (30, 120, 600, 1800, 7200))
MAX_ATTEMPTS = len(BACK_OFF) + 1

log = logging.getLogger("hejie.messaging")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to one recipient."""

    medium: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to be queued, by every medium its template names and its recipient has.

    to: a person (or the id of one), or the phone number of somebody without an account (then `language` counts).
    values: what the template's placeholders mean, see `templates.PLACEHOLDERS`.
    dedupe: a key of this message to this recipient; a repeat under the same key queues nothing.
    """

    to: Person | UUID | str
    template: str
    values: Mapping[str, templates.Value]
    case_id: UUID | None = None
    dedupe: str | None = None
    urgent: bool = False
    language: str = "zh-hans"


def send_letters(letters: Sequence[Letter], *, now: datetime) -> list[Message]:
    """Queue all of them in one statement. Raises ValueError when a value is missing.

    Returns the new rows, one for each way to each recipient.
    """
    rows = _rows(letters, now)
    return write_new(*rows) if rows else []


def post_letters(letters: Sequence[Letter], *, now: datetime) -> None:
    """The same for whoever does not ask which are new: written with what else the transaction writes later."""
    write_later(*_rows(letters, now), unless_there=True)


def send_message(
    *,
    to: UUID | str,
    template: str,
    values: Mapping[str, templates.Value],
    now: datetime,
    case_id: UUID | None = None,
    dedupe: str | None = None,
    urgent: bool = False,
    language: str = "zh-hans",
) -> list[Message]:
    """Queue one message, see `Letter`. Returns the new rows. Raises ValueError when a value is missing."""
    return send_letters([Letter(to, template, values, case_id, dedupe, urgent, language)], now=now)


def _rows(letters: Sequence[Letter], now: datetime) -> list[Message]:
    """One row per letter and way. One query for those of whom only the id is known."""
    unknown = {letter.to for letter in letters if isinstance(letter.to, UUID)}
    known = Person.objects.in_bulk(unknown) if unknown else {}
    rows: list[Message] = []
    for letter in letters:
        to = known.get(letter.to) if isinstance(letter.to, UUID) else letter.to
        rows += [_row(letter, to, way, now) for way in _ways_to(to, templates.TEMPLATES[letter.template].media)]
    return rows


def _row(letter: Letter, to: Person | str | None, way: Way, now: datetime) -> Message:
    person = to if isinstance(to, Person) else None
    language = person.language if person else letter.language
    template = templates.TEMPLATES[letter.template]
    is_notice = way.medium == "inapp"
    return Message(
        person=person,
        address=way.address,
        medium=way.medium,
        template=letter.template,
        language=language,
        text=template.render_both(letter.values) if is_notice else template.render(letter.values, language),
        case_id=letter.case_id,
        is_urgent=letter.urgent,
        dedupe=_once(f"{letter.dedupe}:{way.medium}") if letter.dedupe else None,
        queued_at=now,
        next_try_at=now,
    )


def _ways_to(to: Person | str | None, media: Sequence[str]) -> list[Way]:
    """In the house always; outside by phone, or by mail when there is no phone."""
    if isinstance(to, str):
        return [Way("sms", normal_phone(to))]
    if to is None or to.is_erased:
        return []
    ways = [Way("inapp", None)] if "inapp" in media else []
    if "sms" in media and to.phone:
        ways.append(Way("sms", to.phone))
    elif "sms" in media and to.email:
        ways.append(Way("email", to.email))
    return ways


def _once(key: str) -> str:
    """A key as it is kept: it may name a phone and have any length, the column has neither."""
    return (blind_index("message", key) or b"").hex()


def deliver_due(now: datetime, limit: int = 200) -> int:
    """Send what is due, urgent first. Returns how many arrived. May run in several workers at the same time."""
    tried, arrived = 0, _show_notices(now)
    while tried < limit:
        batch = _claim(now, min(BATCH, limit - tried))
        arrived += sum(_deliver(message, now) for message in batch)
        tried += len(batch)
        if len(batch) < BATCH:
            break
    return arrived


def _show_notices(now: datetime) -> int:
    """Notices read in the house: the row is the notice, nothing is carried and nothing can fail."""
    return Message.objects.filter(medium="inapp", next_try_at__lte=now).update(sent_at=now, next_try_at=None)


@transaction.atomic
def _claim(now: datetime, size: int) -> list[Message]:
    """Take due messages for LEASE: nobody else tries them meanwhile, and a killed worker's come back by themselves."""
    due = Message.objects.select_for_update(skip_locked=True).filter(next_try_at__lte=now)
    batch = list(due.order_by("-is_urgent", "next_try_at", "id")[:size])
    Message.objects.filter(pk__in=[row.pk for row in batch]).update(attempts=F("attempts") + 1, next_try_at=now + LEASE)
    for row in batch:
        row.attempts += 1
    return batch


def _deliver(message: Message, now: datetime) -> bool:
    parcel = Parcel(
        id=str(message.pk),
        medium=message.medium,
        subject=templates.title(message.template, message.language),
        text=templates.outside(message.text or "", message.language),
        address=message.address or "",
        at=message.queued_at,
        is_repeat=message.attempts > 1,
    )
    try:
        channel_for(message.medium).deliver(parcel)
    except DeliveryFailed as failure:
        _note_failure(message, failure, now)
        return False
    changes: dict[str, object] = {"sent_at": now, "next_try_at": None, "error": ""}
    if templates.TEMPLATES[message.template].is_secret and not settings.DEMO:
        changes["text"] = None
    Message.objects.filter(pk=message.pk).update(**changes)
    return True


def _note_failure(message: Message, failure: DeliveryFailed, now: datetime) -> None:
    given_up = failure.is_final or message.attempts >= MAX_ATTEMPTS
    log.warning("message %s not delivered: %s, attempt %d", message.pk, failure.code, message.attempts)
    Message.objects.filter(pk=message.pk).update(
        error=failure.code,
        failed_at=now if given_up else None,
        next_try_at=None if given_up else now + BACK_OFF[message.attempts - 1],
    )


def mark_read(*, person_id: UUID, now: datetime, case_id: UUID | None = None) -> int:
    """Mark a person's notices as read, all or those of one case. Returns how many were new."""
    unread = Message.objects.filter(person_id=person_id, medium="inapp", read_at=None)
    if case_id:
        unread = unread.filter(case_id=case_id)
    return unread.update(read_at=now)


def forget_messages(*, now: datetime) -> int:
    """Delete messages of no case (codes, mostly) a month after: they hold a phone. Returns how many."""
    ended = Message.objects.filter(case_id=None, next_try_at=None, queued_at__lt=now - KEPT_WITHOUT_CASE)
    return ended.delete()[0]


def erase_messages(*, case_id: UUID) -> int:
    """Empty texts and addresses of a case's messages; that they were sent, and when, stays. Returns how many."""
    return Message.objects.filter(case_id=case_id).update(text=None, address=None)
