"""The last months of the demonstration in the order of time: every case is a story that acts when its hour comes."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from hejie.agreements.actions import sweep_promises
from hejie.cases.sweep import sweep_deadlines
from hejie.demo.routes import ROUTES
from hejie.demo.stage import Stage, Story
from hejie.demo.world import World
from hejie.rules.clock import SHANGHAI

DAYS = 100
SEED = 12315
A_DAY = timedelta(days=1)


def play_history(world: World, now: datetime) -> None:
    """Play every story up to now. The same seed tells the same stories; numbers and keys differ."""
    stage = Stage(world, random.Random(SEED), now)  # noqa: S311 - a demonstration, not a secret
    acts = [(at, order, story) for order, (at, story) in enumerate([*_beginnings(stage, now), _mornings(stage, now)])]
    heapq.heapify(acts)
    while acts and acts[0][0] <= now:
        stage.now, order, story = heapq.heappop(acts)
        pause = next(story, None)
        if pause is not None:
            heapq.heappush(acts, (stage.now + pause, order, story))


def _beginnings(stage: Stage, now: datetime) -> Iterator[tuple[datetime, Story]]:
    """Each route several times, begun so long ago that it has come to its last scene by now."""
    for route in ROUTES:
        for _ in range(route.times):
            begun = now - timedelta(days=stage.rng.uniform(*route.days_ago))
            yield _by_day(begun, stage.rng, now), route.tell(stage)


def _by_day(at: datetime, rng: random.Random, now: datetime) -> datetime:
    """Some time in the daylight of that day, and not in the future."""
    hour = time(rng.randint(8, 20), rng.randint(0, 59), rng.randint(0, 59))
    return min(datetime.combine(at.astimezone(SHANGHAI).date(), hour, SHANGHAI), now - timedelta(minutes=5))


def _mornings(stage: Stage, now: datetime) -> tuple[datetime, Story]:
    """What the worker would have done shortly after each midnight."""

    def sweeps() -> Story:
        while True:
            sweep_deadlines(stage.now)
            sweep_promises(now=stage.now)
            yield A_DAY

    first = datetime.combine((now - timedelta(days=DAYS)).astimezone(SHANGHAI).date(), time(0, 5), SHANGHAI)
    return first, sweeps()
