"""Bringing the rows in: COPY by several processes; indexes and keys that slow it are taken away and built again."""

from __future__ import annotations

import multiprocessing
import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

from django.db import connection, transaction
from django.db import models as django_models

from hejie.rules import machine
from hejie.synth.agenda import Agenda, ended
from hejie.synth.copying import copy_lines
from hejie.synth.forms import Form
from hejie.synth.numbers import Numbers
from hejie.synth.people import Population
from hejie.synth.scripts import Script, stored, tables
from hejie.synth.stamp import Plan, Stamper, plan_of
from hejie.synth.timeline import lay, tags_of
from hejie.synth.words import Matter

BLOCK = 4_000  # cases that a process brings in at once
HOUR = timedelta(hours=1)
NEARBY = (0, -1, 1, -2, 2, -3, 3, -7, 7, -14)
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Work:
    """Everything a process needs, made before it is forked."""

    scripts: Sequence[Script]
    known: Mapping[str, Mapping[str, str]]  # by level of the script
    population: Population
    matters: Sequence[Matter]
    paths: Mapping[str, Sequence[str]]
    agenda: Agenda
    now: datetime
    first_rows: Mapping[str, int]
    first_case: int


class Planner:
    """Plans of one process: scripts on days, kept while the day lasts."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._urns = ended(work.scripts)
        self._tags = [tags_of(script) for script in work.scripts]
        self._forms: dict[tuple[int, int], Form] = {}
        self._plans: dict[tuple[int, date], Plan | None] = {}
        self._found: dict[int, Plan | None] = {}  # of the day at hand
        self._day = date.min

    def plan(self, number: int, day: date) -> Plan | None:
        """The script on this day or one near it; None where it fits on none of them."""
        if day != self._day:
            self._day = day
            self._found.clear()
        if number not in self._found:
            near = (self._on(number, day + timedelta(days=off)) for off in NEARBY)
            self._found[number] = next((plan for plan in near if plan), None)
        return self._found[number]

    def another(self, day: date, rng: random.Random) -> int:
        """A story that ends, of the edition of a day."""
        urn = self._urns.get(machine.edition_for(day).key) or next(iter(self._urns.values()))
        return urn.draw(rng, 1)[0]

    def _on(self, number: int, day: date) -> Plan | None:
        if (number, day) not in self._plans:
            if len(self._plans) > 20_000:  # noqa: PLR2004 - a few weeks
                self._plans.clear()
            self._plans[number, day] = self._made(number, day)
        return self._plans[number, day]

    def _made(self, number: int, day: date) -> Plan | None:
        line = lay(self.work.scripts[number], self._tags[number], day)
        place = line.past(self.work.now - HOUR) if line else -1
        if line is None or place < 0:
            return None
        form = self._form(number, place)
        return plan_of(form, line)

    def _form(self, number: int, place: int) -> Form:
        if (number, place) not in self._forms:
            script = self.work.scripts[number]
            tags = self._tags[number][place]
            self._forms[number, place] = Form(script, place, tags, self.work.known[script.level]).build()
        return self._forms[number, place]


def bring_in(work: Work, processes: int) -> int:
    """Stamp the whole agenda and copy it in; returns how many cases were made."""
    connection.close()
    cast(Any, connection).close_pool()
    context = multiprocessing.get_context("fork")
    made = context.Queue()
    started = [context.Process(target=_labour, args=(work, n, processes, made)) for n in range(processes)]
    for process in started:
        process.start()
    counts = [made.get() for _ in started]
    for process in started:
        process.join()
    if any(isinstance(count, str) for count in counts):
        raise RuntimeError("; ".join(str(count) for count in counts if isinstance(count, str)))
    return sum(counts)


def _labour(work: Work, mine: int, processes: int, made: Any) -> None:
    try:
        made.put(_stamp_share(work, mine, processes))
    except Exception as problem:
        made.put(f"{type(problem).__name__}: {problem}")
        raise


def _stamp_share(work: Work, mine: int, processes: int) -> int:
    """Every n-th block of the agenda, oldest first."""
    rng = random.Random(secrets.randbits(64))  # noqa: S311 - an invented past
    rows = {table: first + mine for table, first in work.first_rows.items()}
    stamper = Stamper(rng, Numbers(processes, rows, first=work.first_case + mine), work.paths)
    planner = Planner(work)
    for number, block in enumerate(_blocks(work.agenda)):
        if number % processes != mine:
            continue
        for script, day in block:
            _one(planner, stamper, script, day)
        copy_in(stamper.out)
        stamper.out.clear()
    return stamper.made


def _blocks(days: Agenda) -> Iterator[list[tuple[int, date]]]:
    block: list[tuple[int, date]] = []
    for day in sorted(days):
        for script in days[day]:
            block.append((script, day))
            if len(block) == BLOCK:
                yield block
                block = []
    yield block


def _one(planner: Planner, stamper: Stamper, script: int, day: date) -> None:
    """One story of the agenda, or another that fits its day."""
    work, rng = planner.work, stamper.rng
    plan = planner.plan(script, day)
    while plan is None:
        plan = planner.plan(planner.another(day, rng), day)
    people, shops = work.population.consumers, work.population.shops[plan.form.script.level]
    shop = shops[int(len(shops) * rng.random() ** 2)]  # some traders have many cases
    stamper.stamp(plan, _any(people, rng), shop, _any(work.matters, rng))


def _any(among: Sequence[One], rng: random.Random) -> One:
    """As `rng.choice`, at a third of its time."""
    return among[int(len(among) * rng.random())]


def copy_in(out: Mapping[str, Sequence[str]]) -> None:
    """All tables of a block in one transaction; foreign keys that are there are looked at when it ends."""
    columns = {model._meta.db_table: [str(one.column) for one in stored(model)] for model in tables()}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")  # of this block alone: the next checkpoint keeps it
        for table, texts in out.items():
            copy_lines(table, columns[table], texts)


def first_rows() -> dict[str, int]:
    """The next number of every counted table."""
    found = {}
    with connection.cursor() as cursor:
        for model in tables():
            if isinstance(model._meta.pk, django_models.AutoField):
                cursor.execute(f'SELECT coalesce(max("{model._meta.pk.column}"), 0) + 1 FROM "{model._meta.db_table}"')  # noqa: S608
                found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def set_counters() -> None:
    """Sequences go on after the numbers that were given."""
    with connection.cursor() as cursor:
        for table, first in first_rows().items():
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, first])
