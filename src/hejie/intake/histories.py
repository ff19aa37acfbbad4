"""Everything one person brought, on one page: for whoever handles a repeat case as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hejie.base.ids import show_case_number
from hejie.cases.access import visible_cases
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, CaseRecord
from hejie.intake.repeats import MOST_OWN, Likeness, cases_of_person_or_phone, possible_repeats
from hejie.intake.team import sought_of
from hejie.people.access import Actor
from hejie.rules.filing import KINDS
from hejie.rules.model import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One change of state in an earlier case."""

    at: datetime
    state: Text


@dataclass(frozen=True, slots=True)
class Told:
    """One case of the person, as far as the reader may see it. `likeness`: why it may be the same matter."""

    ref: str
    kind: Text
    title: str
    trader: str
    office: str
    story: str
    state: Text
    is_over: bool
    filed_at: datetime
    steps: Sequence[Step]
    likeness: Likeness | None
    may_join: bool


@dataclass(frozen=True, slots=True)
class History:
    """The cases this reader may see, the newest first, and how many more there are elsewhere."""

    cases: Sequence[Told]
    elsewhere: int


def history_of(actor: Actor, case: Case) -> History:
    """Other cases of the complainant of this case; six queries, at most thirty cases opened."""
    sought = sought_of(case)
    rows = list(cases_of_person_or_phone(sought))
    seen = set(visible_cases(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    shown = [row for row in rows if row.pk in seen]
    alike = {one.case_id: one for one in possible_repeats(sought, most=MOST_OWN)}
    steps = _steps([row.pk for row in shown])
    told = [_told(row, case, alike.get(row.pk), steps.get(row.pk, ())) for row in shown]
    return History(told, len(rows) - len(shown))


def _steps(case_ids: Sequence[UUID]) -> dict[UUID, list[CaseRecord]]:
    found: dict[UUID, list[CaseRecord]] = {}
    rows = CaseRecord.objects.filter(case__in=case_ids).order_by("case", "seq")
    for row in rows.only("case_id", "at", "source", "target"):
        if row.target and row.target != row.source:
            found.setdefault(row.case_id, []).append(row)
    return found


def _told(row: Case, of: Case, likeness: Likeness | None, records: Sequence[CaseRecord]) -> Told:
    states = procedure_of(row).states
    return Told(
        ref=show_case_number(row.ref),
        kind=KINDS[row.kind],
        title=row.title,
        trader=(row.trader.short_name or row.trader.name) if row.trader else "",
        office=row.office.short_name,
        story=row.story,
        state=states[row.state].label,
        is_over=states[row.state].final,
        filed_at=row.filed_at,
        steps=[Step(record.at, states[record.target].label) for record in records if record.target in states],
        likeness=likeness,
        may_join=of.kind == row.kind == "report" and row.filed_at < of.filed_at and row.trader_id == of.trader_id,
    )
