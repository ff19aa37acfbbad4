"""Counting attempts: limits, windows, privacy, and counts that survive a rollback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from hejie.base.models import ThrottleWindow
from hejie.base.throttle import Verdict, hit, look, sweep

MINUTE = timedelta(minutes=1)


def hits(count: int, now: datetime, subject: str = "13800000916") -> list[bool]:
    return [hit("progress", subject, 3, MINUTE, now).allowed for _ in range(count)]


@pytest.mark.django_db
def test_the_fourth_attempt_in_a_minute_waits_for_the_rest_of_it(now: datetime) -> None:
    assert hits(3, now) == [True, True, True]
    verdict = hit("progress", "13800000916", 3, MINUTE, now + timedelta(seconds=20))
    assert verdict == Verdict(False, timedelta(seconds=40))
    assert verdict.seconds == 40
    assert hits(1, now + MINUTE) == [True]


@pytest.mark.django_db
def test_subjects_and_scopes_are_counted_apart(now: datetime) -> None:
    assert hits(4, now)[-1] is False
    assert hits(1, now, "13900000000") == [True]
    assert hit("sign", "13800000916", 3, MINUTE, now).allowed


@pytest.mark.django_db
def test_the_subject_cannot_be_read_back(now: datetime) -> None:
    hits(1, now)
    assert b"13800000916" not in bytes(ThrottleWindow.objects.get(scope="progress").subject)


@pytest.mark.django_db
def test_looking_says_what_an_attempt_would_meet_and_counts_nothing(now: datetime) -> None:
    tries = ("progress", "13800000916", 3, MINUTE)
    assert all(look(*tries, now).allowed for _ in range(9))
    assert hits(2, now) == [True, True]
    assert all(look(*tries, now).allowed for _ in range(9))
    assert hits(1, now) == [True]
    full = look(*tries, now + timedelta(seconds=20))
    assert full == Verdict(False, timedelta(seconds=40))
    assert look("progress", "13900000000", 3, MINUTE, now).allowed
    assert look("sign", *tries[1:], now).allowed
    assert look(*tries, now + MINUTE).allowed


@pytest.mark.django_db
def test_guesses_that_race_are_all_counted(now: datetime) -> None:
    """Both looked before either was counted; the limit is passed by one, and whoever comes next waits."""
    hits(2, now)
    assert [look("progress", "13800000916", 3, MINUTE, now).allowed for _ in range(2)] == [True, True]
    assert hits(2, now) == [True, False]
    assert not look("progress", "13800000916", 3, MINUTE, now).allowed


def test_whoever_waits_as_many_minutes_as_were_said_has_waited_long_enough() -> None:
    waits = [Verdict(False, timedelta(seconds=seconds)).minutes for seconds in (1, 60, 61, 89, 3600)]
    assert waits == [1, 1, 2, 2, 60]
    assert Verdict(True, timedelta()).minutes == 0


@pytest.mark.django_db
def test_sweeping(now: datetime) -> None:
    hits(4, now)
    assert sweep(now=now + timedelta(days=3)) >= 1
    assert not ThrottleWindow.objects.filter(scope="progress").exists()


@pytest.mark.django_db
def test_a_window_from_another_clock_does_not_lock_anybody_out(now: datetime) -> None:
    assert hits(4, now + timedelta(days=30))[-1] is False
    assert look("progress", "13800000916", 3, MINUTE, now).allowed
    assert hits(1, now) == [True]


@pytest.fixture
def subject() -> Iterator[str]:
    """A subject of this test alone: counts made apart stay in the database."""
    name = uuid4().hex
    yield name
    ThrottleWindow.objects.filter(scope="apart").delete()


def test_an_attempt_counted_apart_survives_the_rollback(own_database: str, now: datetime, subject: str) -> None:
    @transaction.atomic
    def attempt() -> None:
        hit("apart", subject, 2, MINUTE, now, apart=True)
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            attempt()
    assert not hit("apart", subject, 2, MINUTE, now).allowed


def test_the_table_is_unlogged(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname IN ('base_throttlewindow', 'base_cache')")
        assert cursor.fetchall() == [("u",), ("u",)]
