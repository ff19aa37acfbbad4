"""What readers see of messages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Value

from hejie.base import together
from hejie.base.compiled import Compiled, CompiledRows, Several, stand_in_id
from hejie.base.together import part
from hejie.messaging import templates
from hejie.messaging.models import Message

UNREAD_COUNTED_TO = 100
PAPER_TEMPLATES = ("paper_ready", "paper_for_office")


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice in a person's list."""

    id: UUID
    title: str
    text: str
    case_id: UUID | None
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class PhoneMessage:
    """One text message as the demo's open phone shows it."""

    to: str
    text: str
    at: datetime
    is_sent: bool


@part("paper_messages", for_pages_alone=True)
def _paper_messages(case_id: UUID) -> QuerySet[Message]:
    """The messages of a case that carried its papers."""
    told = Message.objects.filter(case_id=case_id, template__in=PAPER_TEMPLATES)
    return told.only("sent_at", "failed_at", "error", "attempts")


def fates_of(case_id: UUID) -> dict[UUID, Message]:
    """What became of the messages that carried a case's papers, by their id. One query."""
    return {row.pk: row for row in together.rows("paper_messages", case_id)}


def unread(person_id: UUID) -> int:
    """How many notices this person has not read, counted to a hundred: every page asks, some have thousands."""
    return len(_unread({SOMEBODY: person_id}))


SOMEBODY = stand_in_id("person")


@Compiled
def _unread() -> QuerySet[Any]:
    theirs = Message.objects.filter(person_id=SOMEBODY, medium="inapp", read_at=None).order_by()
    return theirs.values_list(Value(1))[:UNREAD_COUNTED_TO]


def inbox(person_id: UUID, language: str, *, limit: int = 50) -> list[Notice]:
    """The newest notices of a person, in the language they read now; one query."""
    rows = Message.objects.filter(person_id=person_id, medium="inapp", text__isnull=False).order_by("-queued_at", "-id")
    return [_notice(row, language) for row in rows[:limit]]


def _notice(row: Message, language: str) -> Notice:
    title, text = templates.title(row.template, language), templates.read_in(row.text or "", language)
    return Notice(row.pk, title, text, row.case_id, row.queued_at, is_new=row.read_at is None)


def demo_phone(limit: int = 30, queued_at: Collection[datetime] | None = None) -> list[PhoneMessage]:
    """The newest text messages to anyone, for the demo's phone page. Empty unless the demo runs.

    queued_at: only those of these very moments.
    """
    if not settings.DEMO:
        return []
    rows = _texts().order_by("-queued_at", "-id") if queued_at is None else _of_moments({MOMENTS: list(queued_at)})
    return [_on_the_phone(row) for row in rows[:limit]]


def _texts() -> QuerySet[Message]:
    return Message.objects.filter(medium="sms", text__isnull=False)


MOMENTS = Several("moments")


@CompiledRows
def _of_moments() -> QuerySet[Message]:
    return _texts().filter(queued_at__any=MOMENTS).order_by("-queued_at", "-id")


def _on_the_phone(row: Message) -> PhoneMessage:
    text = templates.outside(row.text or "", row.language)
    return PhoneMessage(row.address or "", text, row.queued_at, is_sent=row.sent_at is not None)
