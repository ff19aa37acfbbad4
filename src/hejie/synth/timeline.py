"""Laying a script over other days: people act after the same time, clocks end when the rules say.

A date of the script moves with the event that wrote it. Every period is counted anew from its new start; what waited
for a clock (a reminder, a miss, an expiry) moves with it. Where that changes who was late, the script does not fit the
day and another day or story is taken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hejie.agreements.models import Agreement, Promise
from hejie.cases import deadlines
from hejie.cases.models import Case, Deadline
from hejie.rules import clock, machine
from hejie.rules.clock import Due, Pause, shanghai_date
from hejie.rules.promises import RULE
from hejie.synth.scripts import Event, Script, next_sweep, working_days

Clock = Mapping[str, Any]
A_DAY = timedelta(days=1)
LAST = sys.maxsize  # on one day clocks stand before promises


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each event of a script happens, and when each clock ends: by its key and the event that set it last."""

    at: Sequence[datetime]
    shifts: Sequence[timedelta]
    due: Sequence[Mapping[int, tuple[date, bool]]]
    days: Sequence[date]  # of the events as played
    tags: Sequence[Mapping[Any, int]]  # which event wrote each cell, by event

    def moment(self, value: datetime, tag: int) -> datetime:
        """A moment that an event wrote, as far from it as it was."""
        return value + self.shifts[tag]

    def day(self, value: date, tag: int) -> date:
        """A date that an event wrote: the day of an event up to then, or as far from it as it was."""
        for place in range(tag, -1, -1):
            if self.days[place] == value:
                return value + self.shifts[place]
        return value + self.shifts[tag]

    def past(self, now: datetime) -> int:
        """Index of the last event that has happened by now; -1 before the first."""
        return sum(at <= now for at in self.at) - 1

    def next_due(self, script: Script, place: int) -> Mapping[Any, tuple[str, str]]:
        """The first day of each case after an event, as `deadlines.note_next` copies it: day and rule."""
        found: dict[Any, tuple[date, int, str]] = {}
        for case, mine in (*self._clocks_due(script, place), *self._promised(script, place)):
            found[case] = min(mine, found.get(case, mine))
        return {case: (day.isoformat(), rule) for case, (day, _, rule) in found.items()}

    def _clocks_due(self, script: Script, place: int) -> Iterator[tuple[Any, tuple[date, int, str]]]:
        for pk, row in clocks(script.events[place]).items():
            is_duty = not deadlines.term_of(row["edition"], row["rule"]).is_voluntary
            if is_duty and row["closed_at"] is None and not row["is_paused"]:
                yield row["case_id"], (self.due[place][pk][0], pk, row["rule"])

    def _promised(self, script: Script, place: int) -> Iterator[tuple[Any, tuple[date, int, str]]]:
        rows = script.events[place].rows
        promises = {pk: row for (model, pk), row in rows.items() if model is Promise and row["done_at"] is None}
        for pk, row in promises.items():
            agreement = rows[Agreement, row["agreement_id"]]
            if agreement["state"] == "effective" and row["after_id"] not in promises:
                day = self.day(row["due_on"], self.tags[place][Promise, pk, "due_on"])
                yield agreement["case_id"], (day, LAST, RULE)


def clocks(event: Event) -> dict[int, Clock]:
    return {pk: row for (model, pk), row in event.rows.items() if model is Deadline}


def lay(script: Script, tags: Sequence[Mapping[Any, int]], start: date) -> Timeline | None:
    """The script begun on another day; None where it does not fit. `tags`: which event wrote each cell, by event."""
    days = [shanghai_date(event.at) for event in script.events]
    at: list[datetime] = []
    shifts: list[timedelta] = []
    due: list[dict[int, tuple[date, bool]]] = []
    line = Timeline(at, shifts, due, days, tags)
    for place, event in enumerate(script.events):
        shift = start - days[0] if place == 0 else shifts[-1]
        moment = _waited(script, line, place) if event.waits_for else event.at + shift
        if moment is None or (at and moment <= at[-1]):
            return None
        at.append(moment)
        shifts.append(shanghai_date(moment) - days[place])
        due.append({})
        for pk, row in clocks(event).items():
            due[place][pk] = _due(line, script, tags, place, pk, row)
        if not (_same_lateness(line, script, place) and _same_edition(line, script, tags, place)):
            return None
    return line


def _waited(script: Script, line: Timeline, place: int) -> datetime | None:
    """When the clock comes round that this event waited for."""
    for pk, row in clocks(script.events[place - 1]).items():
        if row["rule"] == script.events[place].waits_for and row["closed_at"] is None and row["missed_at"] is None:
            return next_sweep(line.due[place - 1][pk][0] + A_DAY, line.at[-1])
    return None


def _due(  # noqa: PLR0917 - what a clock rests on
    line: Timeline, script: Script, tags: Sequence[Mapping[Any, int]], place: int, pk: int, row: Clock
) -> tuple[date, bool]:
    """The end of a period, and whether it is provisional: as it was before this event unless the event changed it."""
    basis = ("started_at", "pauses", "is_extended", "named_on")
    tag = max(tags[place][Deadline, pk, column] for column in basis)
    if tag < place:
        return line.due[place - 1][pk]
    if row["named_on"]:
        return line.day(row["named_on"], tags[place][Deadline, pk, "named_on"]), False
    derived = _derived(line, tags[place], place, pk, row)
    return derived.due_on, derived.provisional


def _derived(line: Timeline, tags: Mapping[Any, int], place: int, pk: int, row: Clock) -> Due:
    tag = tags[Deadline, pk, "pauses"]
    moved = [tuple(one and line.day(date.fromisoformat(one), tag) for one in pause) for pause in row["pauses"]]
    return _count(
        row["edition"],
        row["rule"],
        line.moment(row["started_at"], tags[Deadline, pk, "started_at"]),
        tuple(moved),
        row["is_extended"],
        shanghai_date(line.at[place]),
    )


_counted: dict[Any, Due] = {}


def _count(  # noqa: PLR0917 - what a clock rests on
    edition: str, rule: str, started: datetime, pauses: tuple[Any, ...], extended: bool, today: date
) -> Due:
    key = (edition, rule, shanghai_date(started), pauses, extended, today if pauses else None)
    if key not in _counted:
        term = deadlines.term_of(edition, rule)
        stops = [Pause(first, last) for first, last in pauses]
        _counted[key] = clock.due(term, started, working_days(), pauses=stops, extended=extended, today=today)
    return _counted[key]


def _same_lateness(line: Timeline, script: Script, place: int) -> bool:
    """Whoever was in time as played is in time now; whoever was late is late."""
    before = script.events[place - 1] if place else script.events[0]
    for event, where in ((before, max(place - 1, 0)), (script.events[place], place)):
        for pk, row in clocks(event).items():
            if row["closed_at"] is None or event is script.events[place]:
                if row["closed_at"] not in (None, script.events[place].at):
                    continue
                old = clock.is_late(row["due_on"], script.events[place].at)
                if old != clock.is_late(line.due[where][pk][0], line.at[place]) and not row["is_paused"]:
                    return False
    return True


def _same_edition(line: Timeline, script: Script, tags: Sequence[Mapping[Any, int]], place: int) -> bool:
    """A case is governed by the edition of the day on which it was filed, or received by the authority."""
    decisive = any(
        model is Case and (place == 0 or tags[place][Case, pk, "received_at"] == place)
        for model, pk in script.events[place].rows
    )
    return not decisive or machine.edition_for(shanghai_date(line.at[place])).key == script.edition


def tags_of(script: Script) -> list[Mapping[Any, int]]:
    """For every event, by table, key and column: the event that wrote what stands there."""
    found: list[Mapping[Any, int]] = []
    for place, event in enumerate(script.events):
        last = script.events[place - 1].rows if place else {}
        tags: dict[Any, int] = {}
        for (model, pk), row in event.rows.items():
            old = last.get((model, pk))
            for column, value in row.items():
                kept = old is not None and old[column] == value
                tags[model, pk, column] = found[-1][model, pk, column] if kept else place
        found.append(tags)
    return found
