"""The agenda of an invented past: shares as the table says, each story under the edition of its day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from hejie.rules import machine
from hejie.synth.agenda import OPEN, SHARES, agenda
from hejie.synth.scripts import Script

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
EDITIONS = ("cn_order20", "cn_order121")
COUNT = 20_000


def scripts() -> Iterator[Script]:
    """Every story that ends, two of them told of a station too, and one that stays open."""
    for edition in EDITIONS:
        for name in SHARES:
            for level in ("county", "station") if name in ("closed", "mediated") else ("county",):
                yield Script(name, edition, level, (), times=9, is_final=True, days_ago=(1, 600))
        yield Script("received", edition, "county", (), times=4, is_final=False, days_ago=(1, 5))


@pytest.fixture(scope="module")
def told() -> list[tuple[Script, datetime]]:
    made, every = agenda(list(scripts()), COUNT, 24, NOW, random.Random(7)), list(scripts())
    return [
        (every[n], datetime(day.year, day.month, day.day, tzinfo=UTC)) for day, begun in made.items() for n in begun
    ]


def test_each_story_is_told_as_often_as_the_table_says(told: list[tuple[Script, datetime]]) -> None:
    counted = Counter(script.name for script, _ in told)
    whole = COUNT * (1 - OPEN)
    for name, share in SHARES.items():
        wanted = whole * share / sum(SHARES.values())
        assert abs(counted[name] - wanted) < 5 * wanted**0.5, name
    assert counted["received"] == COUNT - round(whole)


def test_a_station_has_a_part_of_a_story_and_never_more(told: list[tuple[Script, datetime]]) -> None:
    levels = Counter(script.level for script, _ in told if script.name == "closed")
    assert 0.15 < levels["station"] / levels.total() < 0.25


def test_a_story_that_ends_falls_under_the_edition_of_its_day(told: list[tuple[Script, datetime]]) -> None:
    ended = [(script, day) for script, day in told if script.is_final]
    assert {script.edition for script, _ in ended} == set(EDITIONS)
    assert all(machine.edition_for(day.date()).key == script.edition for script, day in ended)


def test_what_is_under_way_began_lately(told: list[tuple[Script, datetime]]) -> None:
    assert all((NOW - day).days <= 6 for script, day in told if not script.is_final)
