"""Reading imports for pages: how far one is, what was refused and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from hejie.base.ids import show_case_number
from hejie.intake import tables
from hejie.intake.models import ImportBatch
from hejie.rules.model import Text

SHOWN = 50


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a table: what is wrong with it, or the case it became."""

    number: int
    state: str
    about: str
    problems: Sequence[Text]
    ref: str = ""


@dataclass(frozen=True, slots=True)
class BatchShown:
    """One import. `counts` by state of its rows: ready, refused, filed, known."""

    id: UUID
    name: str
    made_at: datetime
    total: int
    counts: Mapping[str, int]
    is_confirmed: bool
    is_finished: bool

    @property
    def done(self) -> int:
        """Rows that wait for nothing any more."""
        return self.total - self.counts.get("ready", 0)


def own_batch(batch_id: UUID, person_id: UUID | None) -> BatchShown | None:
    """An import of this person; None for anybody else's. Two queries."""
    batch = ImportBatch.objects.filter(pk=batch_id, person=person_id).first() if person_id else None
    return _shown(batch) if batch else None


def own_batches(person_id: UUID | None) -> list[BatchShown]:
    """The latest imports of a person, without their rows."""
    rows = ImportBatch.objects.filter(person=person_id).order_by("-made_at")[:10] if person_id else []
    return [_shown(row) for row in rows]


def _shown(batch: ImportBatch) -> BatchShown:
    counted = batch.rows.values_list("state").annotate(n=Count("pk"))
    return BatchShown(
        id=batch.pk,
        name=batch.name,
        made_at=batch.made_at,
        total=batch.total,
        counts=dict(counted),
        is_confirmed=batch.confirmed_at is not None,
        is_finished=batch.finished_at is not None,
    )


def rows_of(batch_id: UUID, state: str) -> list[RowShown]:
    """The first rows in one state; one query."""
    batch = ImportBatch(pk=batch_id)
    rows = batch.rows.filter(state=state).select_related("case").order_by("number")[:SHOWN]
    return [
        RowShown(
            number=row.number,
            state=row.state,
            about=str(row.values.get("trader_name") or row.values.get("goods") or ""),
            problems=[Text(zh, en) for _, zh, en in row.problems],
            ref=show_case_number(row.case.ref) if row.case else "",
        )
        for row in rows
    ]


def refused_table(batch_id: UUID) -> bytes:
    """The rows that were refused as a sheet, each with why."""
    rows = ImportBatch(pk=batch_id).rows.filter(state="refused").order_by("number")
    return tables.report(
        (row.number, row.values, "；".join(zh for _, zh, _ in row.problems)) for row in rows.iterator()
    )
