"""The last months of the demonstration in the order of time: every case is a story that acts when its hour comes."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import count

from hejie.agreements.promises import sweep_promises
from hejie.cases.sweep import sweep_deadlines
from hejie.demo.calls import first_word
from hejie.demo.programme import Route
from hejie.demo.stage import Stage, Story
from hejie.demo.world import World
from hejie.messaging.actions import deliver_due, mark_read
from hejie.oversight.ledger import escalate_missed
from hejie.rules.clock import SHANGHAI

DAYS = 100
SEED = 12315
A_DAY = timedelta(days=1)
MORNING, DAYLIGHT = time(8), timedelta(hours=13)
A_ROUND = timedelta(hours=12)
NOTICES_READ = timedelta(hours=30)


def play_history(world: World, routes: Iterable[Route], now: datetime) -> None:
    """Play every story up to now. The same seed tells the same stories; numbers and keys differ."""
    begun, everybody = now - timedelta(days=DAYS), _stage(world, "everybody", now)
    daily = [(_at(begun, time(0, 5)), everybody, _sweeps(everybody))]
    daily.append((_at(begun, time(8, 1)), everybody, _deliveries(everybody)))
    daily.append((now - NOTICES_READ, everybody, _reading(everybody)))
    order = count()
    acts = [(at, next(order), stage, story) for at, stage, story in [*daily, *_beginnings(world, routes, now)]]
    heapq.heapify(acts)
    while acts and acts[0][0] <= now:
        at, turn, stage, story = heapq.heappop(acts)
        stage.now = at
        pause = next(story, None)
        if pause is not None:
            heapq.heappush(acts, (at + pause, turn, stage, story))
        while stage.arrived:
            heapq.heappush(acts, (at, next(order), stage, first_word(stage, stage.arrived.pop())))
    while deliver_due(now):
        pass


def _stage(world: World, name: str, now: datetime) -> Stage:
    """Each story has chance of its own, so that one told otherwise changes no other."""
    return Stage(world, random.Random(f"{SEED} {name}"), now)  # noqa: S311 - a demonstration, not a secret


def _beginnings(world: World, routes: Iterable[Route], now: datetime) -> Iterator[tuple[datetime, Stage, Story]]:
    """Each route several times, begun so long ago that it has come to its last scene by now."""
    told: Counter[str] = Counter()
    for route in routes:
        name = f"{route.tell.__module__}.{route.tell.__name__}"
        for _ in range(route.times):
            told[name] += 1
            stage = _stage(world, f"{name} {told[name]}", now)
            begun = now - timedelta(days=stage.rng.uniform(*route.days_ago))
            yield _by_day(begun, stage.rng, now), stage, route.tell(stage, route.part)


def _by_day(at: datetime, rng: random.Random, now: datetime) -> datetime:
    """Some time in the daylight of that day; of what there has been of it, when the day is today."""
    drawn = _at(at, time(rng.randint(8, 20), rng.randint(0, 59), rng.randint(0, 59)))
    morning, latest = _at(at, MORNING), now - timedelta(minutes=5)
    if drawn <= latest or latest <= morning:
        return min(drawn, latest)
    return morning + (drawn - morning) * ((latest - morning) / DAYLIGHT)


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.astimezone(SHANGHAI).date(), hour, SHANGHAI)


def _sweeps(stage: Stage) -> Story:
    """What the worker would have done shortly after each midnight."""
    while True:
        sweep_deadlines(stage.now)
        escalate_missed(stage.now)
        sweep_promises(now=stage.now)
        yield A_DAY


def _deliveries(stage: Stage) -> Story:
    """What the worker would have sent, so that nothing of the past leaves today."""
    while True:
        deliver_due(stage.now)
        yield A_ROUND


def _reading(stage: Stage) -> Story:
    """People read what they are told; only the last day's notices are new."""
    readers = [*stage.world.cast.values(), *stage.world.consumers]
    staff = [*stage.world.clerks.values(), *stage.world.mediators.values()]
    ids = {person.pk for person in readers} | {actor.person_id for actor in staff if actor.person_id}
    for person_id in ids:
        mark_read(person_id=person_id, now=stage.now)
    yield A_DAY * DAYS
