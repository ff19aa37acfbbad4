"""Which stories are told, how often, and on which day each begins."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.synth.scripts import Script

# Of a hundred matters that have ended, see docs/decisions/0130. Half are enquiries, four complaints come to one report.
# Of the complaints one in ten is settled by the sides alone, and mediation succeeds in 51.6 of a hundred (May 2024).
SHARES = {
    "answered": 44, "enquiry_redirected": 3, "enquiry_withdrawn": 1,
    "report_not_opened": 6, "report_redirected": 2.5, "report_decided": 1.5,
    "gave_up": 5, "closed": 4.2, "unperformed": 0.3, "refused": 12,
    "recorded": 7.8, "mediated": 2.8, "ended": 9.9,
}  # fmt: skip
AT_A_STATION = 0.25  # how often a story is told of a small shop, beside each time it is told of a member
OPEN = 0.06  # share of cases that are under way
DAYS_A_MONTH = 30.4

Agenda = Mapping[date, Sequence[int]]  # numbers of scripts to begin on a day


@dataclass(frozen=True, slots=True)
class Urn:
    """Numbers of scripts, and how often each is drawn, added up."""

    numbers: Sequence[int]
    weights: Sequence[float]

    def draw(self, rng: random.Random, count: int) -> list[int]:
        """So many, in any order; of each number what its weight asks for, rounded up or down, also among few."""
        start, step = rng.random(), self.weights[-1] / max(count, 1)
        last = len(self.numbers) - 1
        drawn = [self.numbers[bisect(self.weights, (start + n) * step, hi=last)] for n in range(count)]
        rng.shuffle(drawn)
        return drawn


def ended(scripts: Sequence[Script]) -> Mapping[str, Urn]:
    """Stories that end, by the edition under which they are told."""
    found: dict[str, dict[int, float]] = {}
    for edition in dict.fromkeys(script.edition for script in scripts):
        told = [n for n, one in enumerate(scripts) if one.is_final and one.edition == edition and one.name in SHARES]
        for name in dict.fromkeys(scripts[n].name for n in told):
            own = [n for n in told if scripts[n].name == name]
            whole = sum(_of_level(scripts[n]) for n in own)
            for n in own:
                found.setdefault(edition, {})[n] = SHARES[name] * _of_level(scripts[n]) / whole
    return {edition: _urn(shares) for edition, shares in found.items()}


def agenda(scripts: Sequence[Script], count: int, months: int, now: datetime, rng: random.Random) -> Agenda:
    """Stories that end begin on any day, under the edition of that day; those that rest open began lately."""
    urns = ended(scripts)
    days: dict[date, list[int]] = {}
    over = round(count * (1 - OPEN))
    begun = [shanghai_date(now - timedelta(days=rng.uniform(0.1, months * DAYS_A_MONTH))) for _ in range(over)]
    for edition, on in _by_edition(begun, urns).items():
        for day, number in zip(on, urns[edition].draw(rng, len(on)), strict=True):
            days.setdefault(day, []).append(number)
    resting = {n: one.times * _of_level(one) for n, one in enumerate(scripts) if not one.is_final}
    for number in _urn(resting).draw(rng, count - over):
        day = shanghai_date(now - timedelta(days=rng.uniform(*scripts[number].days_ago)))
        days.setdefault(day, []).append(number)
    return days


def _by_edition(days: Iterable[date], urns: Mapping[str, Urn]) -> Mapping[str, Sequence[date]]:
    """The days under each edition; where it tells no story that ends, under any that does."""
    found: dict[str, list[date]] = {}
    for day in days:
        edition = machine.edition_for(day).key
        found.setdefault(edition if edition in urns else next(iter(urns)), []).append(day)
    return found


def _urn(shares: Mapping[int, float]) -> Urn:
    return Urn(list(shares), list(accumulate(shares.values())))


def _of_level(script: Script) -> float:
    return AT_A_STATION if script.level == "station" else 1
