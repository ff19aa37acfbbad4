"""What a list of cases is narrowed to, and the same as a condition in SQL for `worklists`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hejie.cases.reach import Reach


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty means no limit. Days are inclusive. `office`: this one and those below it.

    `is_open`: True for cases that run, False for those that ended, None for both. `owners`: who handles the case;
    `is_unowned` asks for cases nobody handles yet.
    """

    kinds: Sequence[str] = ()
    states: Sequence[str] = ()
    categories: Sequence[str] = ()
    problems: Sequence[str] = ()
    channels: Sequence[str] = ()
    due_rules: Sequence[str] = ()
    due_from: date | None = None
    due_to: date | None = None
    owners: Sequence[UUID] = ()
    is_unowned: bool = False
    traders: Sequence[UUID] = ()
    office: UUID | None = None
    is_open: bool | None = True

    @property
    def has_days(self) -> bool:
        return bool(self.due_from or self.due_to)


@dataclass(slots=True)
class Where:
    """A condition in SQL with its values."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, part: str, **values: Any) -> None:
        self.parts.append(part)
        self.values.update(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "true"


def narrowed(wanted: Wanted, mark: str = "") -> Where:
    """The condition; `mark` keeps the values of several lists in one statement apart."""
    where = Where()
    if wanted.is_open is not None:
        where.add("c.closed_at IS NULL" if wanted.is_open else "c.closed_at IS NOT NULL")
    if wanted.is_unowned:
        where.add("c.officer_id IS NULL")
    for column, values in columns(wanted).items():
        if values:
            where.add(f"c.{column} = ANY(%({column}{mark})s)", **{f"{column}{mark}": list(values)})
    _fall_due(where, wanted, mark)
    return where


def _fall_due(where: Where, wanted: Wanted, mark: str) -> None:
    """The days; one day is asked for as one: of a day newer than its statistics the planner would expect no row of a
    range, and would walk that day of the whole country for one office."""
    first, last = wanted.due_from, wanted.due_to
    if first and first == last:
        where.add(f"c.next_due_on = %(due_on{mark})s", **{f"due_on{mark}": first})
        return
    if first:
        where.add(f"c.next_due_on >= %(due_from{mark})s", **{f"due_from{mark}": first})
    if last:
        where.add(f"c.next_due_on <= %(due_to{mark})s", **{f"due_to{mark}": last})


def limit_to(where: Where, reach: Reach, mark: str = "") -> None:
    """Only cases of the reader's offices; of some of them enquiries alone."""
    if reach.is_whole:
        return
    where.add(
        f"(c.office_id = ANY(%(offices{mark})s::uuid[])"
        f" OR c.kind = 'enquiry' AND c.office_id = ANY(%(enquiries{mark})s::uuid[]))"
        if reach.enquiries_only
        else f"c.office_id = ANY(%(offices{mark})s::uuid[])",
        **{f"offices{mark}": list(reach.offices), f"enquiries{mark}": list(reach.enquiries_only)},
    )


def columns(wanted: Wanted) -> Mapping[str, Sequence[Any]]:
    """The columns that are compared, and with what; empty: any value."""
    return {
        "kind": wanted.kinds,
        "state": wanted.states,
        "category": wanted.categories,
        "problem": wanted.problems,
        "channel": wanted.channels,
        "next_due_rule": wanted.due_rules,
        "officer_id": wanted.owners,
        "trader_id": wanted.traders,
    }
