"""The cache in the database: one alone adds an entry, and what is kept stays until its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hejie.base.cache import Cache, sweep
from tests.at_once import at_once

LONG = 600  # seconds


def test_what_was_kept_is_found_until_its_time(db: None) -> None:
    cache.set("tries", [1.5, 2.5], LONG)
    cache.set("over", "nobody reads it", -1)
    assert cache.get("tries") == [1.5, 2.5]
    assert cache.get("over") is None
    cache.set("tries", [], LONG)
    assert cache.get("tries") == []
    assert cache.touch("tries", -1)
    assert cache.get("tries") is None
    assert not cache.touch("unknown", LONG)


def test_only_one_may_add_an_entry_while_it_is_good(db: None) -> None:
    assert cache.add("lock", 1, LONG)
    assert not cache.add("lock", 2, LONG)
    assert cache.get("lock") == 1
    cache.set("lock", 1, -1)
    assert cache.add("lock", 3, LONG)
    assert cache.get("lock") == 3


def test_at_the_same_moment_one_adds_it(own_database: str) -> None:
    assert at_once(*[lambda n=n: cache.add("lock", n, LONG) for n in range(6)]).count(True) == 1


def test_however_many_there_are_the_first_is_still_counted(db: None) -> None:
    """Used codes and failed tries of one person do not give way to those of many."""
    small = Cache("base_cache", {"OPTIONS": {"MAX_ENTRIES": 3}})
    small.set("a-used-code", True, LONG)
    for n in range(9):
        small.set(f"of-somebody-{n}", n, LONG)
    assert small.get("a-used-code") is True


def test_what_is_over_is_swept_away_and_nothing_else(db: None) -> None:
    cache.set("good", 1, LONG)
    cache.set("over", 1, 1)
    assert sweep(now=timezone.now() + timedelta(seconds=2)) == 1
    assert cache.get("good") == 1


@pytest.mark.parametrize(
    ("write", "kept"), [(cache.set, "new"), (cache.add, "old"), (lambda key, _value: cache.touch(key), "old")]
)
def test_writing_is_one_statement(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, write: Callable[[str, str], object], kept: str
) -> None:
    cache.set("key", "old")
    with django_assert_num_queries(1):
        write("key", "new")
    assert cache.get("key") == kept
