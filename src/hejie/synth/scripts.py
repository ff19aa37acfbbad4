"""Scripts: every kind of story played once through the real actions, with the rows that each event left.

The stories are those of the demonstration, played by its people in a transaction that is rolled back; time passes as in
life, with the sweeps of every night in which something falls due, until nothing more happens by itself.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models, transaction

from hejie.agreements.models import Promise
from hejie.agreements.promises import sweep_promises
from hejie.base.compiled import plan_keeping
from hejie.base.fields import SealedField
from hejie.base.ids import uuid7
from hejie.cases import deadlines
from hejie.cases.actions import Refused
from hejie.cases.models import Case, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.demo.disputes import Dispute
from hejie.demo.programme import OF_EVERYBODY, Route
from hejie.demo.stage import Part, Played, Stage
from hejie.demo.world import World
from hejie.rules import machine
from hejie.rules.calendars import Calendar
from hejie.rules.clock import SHANGHAI, shanghai_date
from hejie.rules.promises import GRACE_DAYS, REMIND_DAYS

# What the script says where each case has its own; see `stamp`.
CONSUMER, GOODS, STORY, ORDER = "second_consumer", "样品甲乙丙", "这里写着事情的经过。", "NO-0000-0000"
AMOUNT, CATEGORY, PROBLEM = "10000.00", "appliances", "quality"
BY_NIGHT = time(0, 5)
AT_TEN = time(10, 0)
CHANCE_BITS = 80  # of a row id, behind its moment
LONGEST = 400  # days until nothing more happens by itself
# When the scripts of an edition are played: months without public holidays, so that no period comes out shorter later.
PLAYED_ON = {"cn_order121": date(2026, 6, 23), "cn_order20": date(2025, 10, 14)}
RARE = frozenset({"hejie.demo.steps", "hejie.demo.consulting", "hejie.demo.meetings", "hejie.demo.roads"})
RARE_BUT_TOLD = {"recorded"}  # most mediations that succeed, see `agenda`
COMMON = 12  # times a story is told in the demonstration, to be told of a station too
TRADERS = {"county": "qinghe", "station": "xiaoman"}  # a member with a clerk; one that is neither

log = logging.getLogger("hejie.synth")

Rows = Mapping[tuple[type[models.Model], Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and all rows of the case after it. `waits_for`: rule of the clock whose end brought it
    about; None for what people did and for promises."""

    at: datetime
    rows: Rows
    is_swept: bool = False
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """One story from its first event to its last. `times` and `days_ago`: how often the demonstration tells it, and
    when it begins where it does not end in a final state."""

    name: str
    edition: str
    level: str
    events: Sequence[Event]
    times: int
    is_final: bool
    days_ago: tuple[float, float]

    @property
    def span(self) -> int:
        """Days from the first event to the last, as played."""
        return (self.events[-1].at - self.events[0].at).days + 1


class Neutral(Stage):
    """The stage of the demonstration with stand-ins where each case will have its own words, goods and money."""

    def complaint(self, part: Part, how: str, *, member: bool | None = None) -> Played:
        dispute = Dispute(
            part.trader, CATEGORY, GOODS, PROBLEM, AMOUNT, "return_refund", STORY,
            ("情况我都写清楚了，请看看能不能退。", "您好，给您添麻烦了，我们核实以后给您一个方案。"),
        )  # fmt: skip
        person = self.world.cast[CONSUMER]
        played = self._file(person, "complaint", how, self._matter(dispute, person), part.trader)
        played.dispute = dispute
        return played

    def report(self, part: Part) -> Played:
        person, name = self.world.cast[CONSUMER], self.world.traders[part.trader].name
        fields = {"trader_name": name, "category": CATEGORY, "problem": PROBLEM, "story": STORY, **self._day()}
        return self._file(person, "report", "authority", fields, part.trader)

    def enquiry(self, part: Part) -> Played:
        person = self.world.cast[CONSUMER]
        fields = {"category": CATEGORY, "story": STORY, "name": person.name}
        return self._file(person, "enquiry", "authority", fields)

    def _matter(self, dispute: Dispute, person: Any) -> dict[str, Any]:
        return {**super()._matter(dispute, person), "order_number": ORDER}


@dataclass(slots=True)
class Tape:
    """What is recorded while a story is played."""

    stage: Neutral
    first: UUID = field(default_factory=lambda: UUID(int=uuid7().int >> CHANCE_BITS << CHANCE_BITS))
    events: list[Event] = field(default_factory=list)

    def note(self, waits_for: str | None = None, *, swept: bool = False) -> None:
        self.events.append(Event(self.stage.now, rows_of(self.cases()), swept, waits_for))

    def cases(self) -> list[UUID]:
        """Those made since the tape began: row ids begin with the moment, see `base.ids.uuid7`."""
        return sorted(Case.objects.filter(pk__gte=self.first).values_list("pk", flat=True))


def play_all(world: World, editions: Sequence[str], stories: Collection[str] = ()) -> list[Script]:
    """Every story of the programme under each edition; the commonest also against a small shop of a station.

    `stories`: names of those to play, all where there are none. Rare steps, panels, meetings and bodies
    of their own, in which others act too, are left out.
    """
    routes = {route.tell: route for route in reversed(OF_EVERYBODY) if _is_told(route.tell, stories)}
    plays = (
        _played(world, route, edition, level)
        for edition in editions
        for route in routes.values()
        for level in TRADERS
        if level == "county" or (route.part.trader == "" and route.times >= COMMON)
    )
    return [script for script in plays if script]


def _is_told(tell: Callable[..., object], stories: Collection[str]) -> bool:
    is_usual = tell.__module__ not in RARE or tell.__name__ in RARE_BUT_TOLD
    return is_usual and (not stories or tell.__name__ in stories)


def _played(world: World, route: Route, edition: str, level: str) -> Script | None:
    """A story that an edition does not allow is not told under it."""
    try:
        return play(world, route, edition, level)
    except Refused as refused:
        log.warning("not played under %s: %s (%s)", edition, route.tell.__name__, refused.refusal.code)
        return None


def play(world: World, route: Route, edition: str, level: str) -> Script:
    """Play one route and take everything back."""
    begun = datetime.combine(PLAYED_ON[edition], AT_TEN, SHANGHAI)
    seed = f"{route.tell.__name__} {route.days_ago} {level}"
    stage = Neutral(world, random.Random(seed), begun)  # noqa: S311 - a play
    with transaction.atomic():
        tape = Tape(stage)
        story = route.tell(stage, Part("", TRADERS[level]))
        for pause in story:
            tape.note()
            _pass_time(tape, stage.now + _by_day(stage.now, pause))
        if not tape.events or tape.events[-1].at != stage.now:
            tape.note()
        _pass_time(tape, stage.now + timedelta(days=LONGEST))
        is_final = not Case.objects.filter(pk__in=tape.cases(), closed_at=None).exists()
        transaction.set_rollback(True)
    return Script(route.tell.__name__, edition, level, tape.events, route.times, is_final, route.days_ago)


def _by_day(now: datetime, pause: timedelta) -> timedelta:
    """People act between nine and seventeen o'clock: a pause that ends at night goes on until the morning."""
    then = (now + pause).astimezone(SHANGHAI)
    if 9 <= then.hour < 17:  # noqa: PLR2004 - office hours
        return pause
    morning = then.replace(hour=9, minute=then.minute) + timedelta(days=then.hour >= 17)  # noqa: PLR2004
    return morning - now


def _pass_time(tape: Tape, until: datetime) -> None:
    """Up to a moment, with the sweeps of the nights in which something falls due."""
    while (night := _next_night(tape)) and night[0] < until:
        tape.stage.now = night[0]
        sweep_deadlines(tape.stage.now)
        sweep_promises(now=tape.stage.now)
        tape.note(night[1], swept=True)
    tape.stage.now = until


def _next_night(tape: Tape) -> tuple[datetime, str | None] | None:
    """The next night with something to sweep, and which clock it is."""
    found = [(day, clock) for day, clock in _due_days(tape)]
    if not found:
        return None
    day, clock = min(found, key=lambda one: (one[0], str(one[1])))
    return next_sweep(day, tape.stage.now), clock


def next_sweep(day: date, now: datetime) -> datetime:
    """The sweep of that day, or the first one from now on."""
    night = datetime.combine(day, BY_NIGHT, SHANGHAI)
    tonight = datetime.combine(shanghai_date(now) + timedelta(days=1), BY_NIGHT, SHANGHAI)
    return max(night, tonight)


def _due_days(tape: Tape) -> Iterator[tuple[date, str | None]]:
    """Days after which a clock or a promise is late, and promises that are near. Reminders of clocks leave no mark."""
    ids = tape.cases()
    for row in Deadline.objects.filter(case__in=ids, closed_at=None, is_paused=False, missed_at=None):
        yield row.due_on + timedelta(days=1), row.rule
    for promise in Promise.objects.filter(agreement__case__in=ids, agreement__state="effective", done_at=None):
        if not promise.is_ripe or promise.is_under_way:
            continue
        if promise.reminded_at is None:
            yield promise.due_on - timedelta(days=REMIND_DAYS), None
        if promise.missed_at is None:
            yield promise.due_on + timedelta(days=1), None
        elif promise.offered_at is None:
            yield promise.due_on + timedelta(days=1 + GRACE_DAYS), None


@cache
def working_days() -> Calendar:
    """The working calendar of this run, read once."""
    return deadlines.calendar()


def rows_of(case_ids: Sequence[UUID]) -> Rows:
    """Every row that belongs to these cases, by table and key: plain values, sealed ones opened."""
    found: dict[tuple[type[models.Model], Any], Mapping[str, Any]] = {}
    with plan_keeping() as cursor:
        cursor.execute(_which_hold_rows(len(case_ids)), [*case_ids] * len(tables()))
        holding = {number for (number,) in cursor.fetchall()}
    for number, (model, path) in enumerate(tables().items()):
        if number in holding:
            for row in model._base_manager.filter(**{f"{path}__in": case_ids}).order_by("pk"):
                found[model, row.pk] = {str(one.attname): getattr(row, one.attname) for one in stored(model)}
    return found


@cache
def _which_hold_rows(cases: int) -> str:
    """A statement that says which tables have rows of so many cases: few of them do, and each would be asked."""
    anybody = [uuid4() for _ in range(cases)]
    asked = [model._base_manager.filter(**{f"{path}__in": anybody}).values("pk") for model, path in tables().items()]
    parts = [rows.order_by().query.sql_with_params()[0] for rows in asked]
    return " UNION ALL ".join(f"SELECT {number} WHERE EXISTS ({sql})" for number, sql in enumerate(parts))


@cache
def stored(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Columns that are written: not those that the database works out."""
    return [one for one in model._meta.concrete_fields if not one.generated]


@cache
def tables() -> Mapping[type[models.Model], str]:
    """Every table whose rows belong to a case, and the way from it to the case, as the models say."""
    found: dict[type[models.Model], str] = {Case: "pk"}
    while grown := {model: way for model in apps.get_models() if model not in found and (way := _way(model, found))}:
        found |= grown
    return found


def _way(model: type[models.Model], known: Mapping[type[models.Model], str]) -> str:
    if not model.__module__.startswith("hejie."):
        return ""
    for one in model._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and one.related_model in known:
            further = known[one.related_model]
            return one.name if further == "pk" else f"{one.name}__{further}"
    return ""


def editions_between(first: date, last: date) -> list[str]:
    """Editions in force on some day of a stretch of time."""
    return list(dict.fromkeys((machine.edition_for(first).key, machine.edition_for(last).key)))


def is_sealed(one: models.Field[Any, Any]) -> bool:
    return isinstance(one, SealedField)
