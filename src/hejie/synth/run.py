"""The whole of `hejie synth`: people, scripts, the agenda, the stamping, and the database put in order again."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from hejie.cases.models import Case
from hejie.rules.clock import shanghai_date
from hejie.synth import agenda, load, settle, tuning, words
from hejie.synth.people import known
from hejie.synth.scripts import TRADERS, editions_between, play_all

MATTERS = 30_000
PROVINCES_FROM = 1_000  # cases for which the demonstration's own offices are too few
TUNED_FROM = 20_000  # cases from which it pays to build the indexes afterwards


@dataclass(slots=True)
class Report:
    """How many cases were made, how long each step took, in seconds, and what now stands in the database, in shares."""

    cases: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    bytes: int = 0
    mix: Sequence[str] = ()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began

    def __str__(self) -> str:
        total = sum(self.seconds.values())
        steps = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in self.seconds.items())
        rate = self.cases / total if total else 0
        made = f"{self.cases} 件 cases, {total:.0f} s, {rate:.0f}/s, {self.bytes / 2**30:.2f} GiB ({steps})"
        return "\n".join((made, *self.mix))


def fill(*, cases: int, months: int, now: datetime, processes: int, stories: Collection[str] = ()) -> Report:
    """Invent so many cases of the last months. Adds to what is there; commits as it goes.

    `stories`: names of those of the demonstration's that are told; all where none is named.
    """
    settings.DEMO = True  # signature codes are read from the demonstration's phone
    report, rng = Report(), random.Random(os.urandom(8))  # noqa: S311 - an invented past
    begun = now - timedelta(days=round(months * 30.4) + 30)
    with report.step("people"), transaction.atomic():
        world = settle.make_country(now, begun, provinces=cases >= PROVINCES_FROM)
        population = settle.populate(cases, begun, rng)
        paths = settle.paths(settle.offices())
    with report.step("scripts"):
        scripts = play_all(world, editions_between(shanghai_date(begun), shanghai_date(now)), stories)
    with report.step("agenda"):
        work = load.Work(
            scripts=scripts,
            known={level: known(world, level) for level in TRADERS},
            population=population,
            matters=[words.matter(rng) for _ in range(min(cases, MATTERS))],
            paths=paths,
            agenda=agenda.agenda(scripts, cases, months, now, rng),
            now=now,
            first_rows=load.first_rows(),
            first_case=Case.objects.count() * 3,
        )
    with report.step("rows") if cases < TUNED_FROM else tuning.without_indexes(report.step):
        report.cases = load.bring_in(work, processes)
    load.set_counters()
    with report.step("statistics"):
        tuning.analyse()
    report.bytes, report.mix = _size(), _mix()
    return report


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _mix() -> list[str]:
    """A line a kind: its share of all cases in the database, and of each state in which they stand."""
    rows = Case.objects.values_list("kind", "state").annotate(n=Count("pk")).order_by("kind", "-n", "state")
    found: dict[str, dict[str, int]] = {}
    for kind, state, number in rows:
        found.setdefault(kind, {})[state] = number
    whole = sum(sum(states.values()) for states in found.values())
    return [
        f"  {kind} {sum(states.values()) / whole:.1%}: "
        + ", ".join(f"{one} {n / whole:.1%}" for one, n in states.items())
        for kind, states in found.items()
    ]
