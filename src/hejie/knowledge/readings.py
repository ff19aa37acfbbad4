"""Agreed readings: agreed once, found by topic, shown in the next case of the kind, withdrawn or replaced by date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Max, Q, QuerySet

from hejie.base.compiled import Several
from hejie.cases.models import Case
from hejie.knowledge.models import Reading
from hejie.people.access import Actor
from hejie.places.models import Authority
from hejie.places.settings import ids_of
from hejie.rules.catalogue import CATEGORIES, PROBLEMS
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role, Text

MOST = 100
NUMBERING = 0x52454144  # the advisory lock under which numbers of a year are given
UNNAMED = Text("其他", "Other")


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One reading as staff see it. `withdrawn_on` None: in force."""

    id: UUID
    number: Text
    title: str
    text: str
    category: Text
    problem: Text
    office: str
    agreed_on: date
    withdrawn_on: date | None
    why_withdrawn: str
    replaced_by: Text | None


def agree_reading(*, case: Case, title: str, text: str, by_id: UUID, now: datetime) -> Reading:
    """Keep a reading under the next number of the year. Only inside the transaction of what it rests on."""
    today = shanghai_date(now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
    last = Reading.objects.filter(year=today.year).aggregate(last=Max("number"))["last"] or 0
    return Reading.objects.create(
        year=today.year,
        number=last + 1,
        office=case.office,
        case=case,
        agreed_by_id=by_id,
        agreed_on=today,
        category=case.category,
        problem=case.problem,
        title=title,
        text=text,
    )


@transaction.atomic
def withdraw_reading(
    *, reading_id: UUID, by_id: UUID, now: datetime, why: str = "", replaced_by: UUID | None = None
) -> bool:
    """Withdraw a reading, for another one if named. False when it is withdrawn already, or would replace itself."""
    in_force = Reading.objects.select_for_update().filter(withdrawn_on=None)
    known = {row.pk: row for row in in_force.filter(pk__in=[reading_id, replaced_by or reading_id])}
    row = known.get(reading_id)
    if row is None or replaced_by == reading_id or (replaced_by and replaced_by not in known):
        return False
    row.withdrawn_on, row.withdrawn_by_id = shanghai_date(now), by_id
    row.why_withdrawn, row.replaced_by_id = why, replaced_by
    row.save()
    return True


def readings_for(case: Case) -> list[ReadingShown]:
    """What was agreed, at the case's office or above, for cases of its problem; its own category first. One query."""
    is_near = ExpressionWrapper(Q(category=case.category), output_field=BooleanField())
    found = (
        _whole(in_force(case.problem, ids_of(case.office.path), case.pk))
        .alias(is_near=is_near)
        .order_by("-is_near", "-agreed_on", "-number")
    )
    return [_shown(row) for row in found[:MOST]]


def in_force(problem: str, line: list[UUID] | Several, besides: UUID) -> QuerySet[Reading]:
    """The same as rows, for other queries: at these offices, but for what was agreed over the case that asks."""
    in_line = Reading.objects.filter(withdrawn_on=None, office__any=line)
    return in_line.filter(problem=problem).exclude(case=besides)


def find_readings(*, topic: str = "", problem: str = "", in_force: bool = True) -> list[ReadingShown]:
    """Readings whose title or text has these words, the newest first. One query."""
    rows = _whole(Reading.objects.filter(withdrawn_on=None) if in_force else Reading.objects.all())
    for word in topic.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    if problem:
        rows = rows.filter(problem=problem)
    return [_shown(row) for row in rows.order_by("-agreed_on", "-number")[:MOST]]


def reading(reading_id: UUID) -> ReadingShown | None:
    """One reading, in force or not. One query."""
    row = _whole(Reading.objects.filter(pk=reading_id)).first()
    return _shown(row) if row else None


def may_withdraw(actor: Actor, reading_id: UUID) -> bool:
    """The head of the office where it was agreed, or of one above."""
    heads = [post.authority_path for post in actor.posts if post.role == Role.HEAD]
    office = Authority.objects.filter(pk__in=Reading.objects.filter(pk=reading_id).values("office")).first()
    return bool(office and any(office.path.startswith(path) for path in heads))


def number_of(year: int, number: int) -> Text:
    """`指引〔2026〕3 号`."""
    return Text(f"指引〔{year}〕{number} 号", f"Reading {year}/{number}")


def numbers_of(ids: Iterable[UUID]) -> dict[UUID | None, Text]:
    """How these readings are called. One query, none for none."""
    wanted = list(ids)
    rows = Reading.objects.filter(pk__in=wanted) if wanted else ()
    return {row.pk: number_of(row.year, row.number) for row in rows}


def _whole(rows: QuerySet[Reading]) -> QuerySet[Reading]:
    return rows.select_related("office", "replaced_by")


def _shown(row: Reading) -> ReadingShown:
    other = row.replaced_by
    return ReadingShown(
        id=row.pk,
        number=number_of(row.year, row.number),
        title=row.title,
        text=row.text,
        category=CATEGORIES.get(row.category, UNNAMED),
        problem=PROBLEMS.get(row.problem, UNNAMED),
        office=row.office.name,
        agreed_on=row.agreed_on,
        withdrawn_on=row.withdrawn_on,
        why_withdrawn=row.why_withdrawn,
        replaced_by=number_of(other.year, other.number) if other else None,
    )
