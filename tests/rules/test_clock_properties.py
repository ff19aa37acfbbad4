"""What must hold for every start, every pause and both units, whatever the calendar says: drawn, the same every run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from hejie.rules.calendars import Calendar
from hejie.rules.calendars.cn import CHINA
from hejie.rules.clock import Pause, due, spent_and_total, working_days_left
from hejie.rules.edition import Term
from hejie.rules.model import Article, Role, Text, Unit

SAID = Text("期限", "Period")
FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
HOW_MANY = 120


class Drawn(NamedTuple):
    """One period; printed when something does not hold for it."""

    start: date
    days: int
    unit: Unit
    pauses: list[Pause]
    luck: Random


def drawn(most: int = 60, fewest: int = 1) -> Iterator[Drawn]:
    """The shortest and the longest period first, from both ends of the calendar."""
    luck = Random(12315)
    for days in (fewest, most):
        for start in (FIRST, LAST):
            yield from (Drawn(start, days, unit, [], luck) for unit in Unit)
    for _ in range(HOW_MANY):
        start = FIRST + timedelta(luck.randint(0, (LAST - FIRST).days))
        yield Drawn(start, luck.randint(fewest, most), luck.choice(list(Unit)), pauses(start, luck), luck)


def pauses(around: date, luck: Random) -> list[Pause]:
    """Up to three, touching, overlapping, before the start or long after the end."""
    spans = [(luck.randint(-5, 60), luck.randint(0, 20)) for _ in range(luck.randint(0, 3))]
    return [Pause(around + timedelta(first), around + timedelta(first + length)) for first, length in spans]


def term(days: int, unit: Unit) -> Term:
    return Term("term", SAID, days, unit, Article(SAID, "第一条"), Role.OFFICER, SAID, SAID, pausable=True)


def counted_by_hand(start: date, last: date, calendar: Calendar, stopped: list[Pause]) -> int:
    """Working days after `start` up to `last` outside the pauses, one plain day after the other."""
    total, day = 0, start + timedelta(1)
    while day <= last:
        total += calendar.is_working(day) and not any(p.start <= day <= (p.end or day) for p in stopped)
        day += timedelta(1)
    return total


def test_who_starts_later_is_never_due_earlier() -> None:
    for one in drawn():
        later = one.start + timedelta(one.luck.randint(0, 40))
        first = due(term(one.days, one.unit), one.start, CHINA, pauses=one.pauses)
        second = due(term(one.days, one.unit), later, CHINA, pauses=one.pauses)
        assert first.due_on <= second.due_on, (one, later)


def test_a_period_in_working_days_ends_on_the_nth_working_day() -> None:
    for one in drawn(most=45):
        last = due(term(one.days, Unit.WORKING_DAY), one.start, CHINA, pauses=one.pauses).due_on
        assert counted_by_hand(one.start, last, CHINA, one.pauses) == one.days, one
        assert counted_by_hand(one.start, last - timedelta(1), CHINA, one.pauses) == one.days - 1, one


def test_every_day_is_told_once_and_the_counted_ones_add_up() -> None:
    for one in drawn():
        answer = due(term(one.days, one.unit), one.start, CHINA, pauses=one.pauses)
        told = [one.start + timedelta(n + 1) for n in range((answer.due_on - one.start).days)]
        assert [day.date for day in answer.days] == told, one
        assert sum(day.counted for day in answer.days) == one.days, one
        assert spent_and_total(answer, answer.due_on) == (one.days, one.days), one


def test_no_period_ends_on_a_day_off() -> None:
    for one in drawn(most=90):
        assert CHINA.is_working(due(term(one.days, one.unit), one.start, CHINA).due_on), one


def test_a_pause_inside_gives_back_exactly_its_working_days() -> None:
    for one in drawn(fewest=5, most=45):
        unpaused = due(term(one.days, Unit.WORKING_DAY), one.start, CHINA)
        length = (unpaused.due_on - one.start).days
        first = one.luck.randint(1, length)
        stop = Pause(one.start + timedelta(first), one.start + timedelta(one.luck.randint(first, length)))
        paused = due(term(one.days, Unit.WORKING_DAY), one.start, CHINA, pauses=[stop])
        lost = counted_by_hand(stop.start - timedelta(1), stop.end or stop.start, CHINA, [])
        assert working_days_left(unpaused.due_on, paused.due_on, CHINA) == lost, (one, stop)


def test_the_days_left_are_those_counted_by_hand() -> None:
    for today in (FIRST, date(2022, 6, 30), date(2025, 2, 1)):
        left = 0
        for due_on in (today + timedelta(n) for n in range(1, 1200)):
            left += CHINA.is_working(due_on)
            assert working_days_left(today, due_on, CHINA) == left, (today, due_on)
            assert working_days_left(due_on, today, CHINA) == -left, (today, due_on)


def test_the_order_and_overlap_of_pauses_do_not_matter() -> None:
    for one in drawn():
        singly = [Pause(p.start + timedelta(n), p.start + timedelta(n)) for p in one.pauses for n in range(_length(p))]
        together = due(term(one.days, one.unit), one.start, CHINA, pauses=one.pauses)
        assert due(term(one.days, one.unit), one.start, CHINA, pauses=singly[::-1]).due_on == together.due_on, one


def test_only_a_date_that_needs_an_unknown_year_is_provisional() -> None:
    for one in drawn():
        answer = due(term(one.days, one.unit), one.start, CHINA)
        assert answer.provisional == (answer.due_on.year > 2026), one


def _length(pause: Pause) -> int:
    return ((pause.end or pause.start) - pause.start).days + 1
