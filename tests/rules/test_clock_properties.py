"""What must hold for every start, every pause and both units, whatever the calendar says."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.rules.calendars import Calendar
from hejie.rules.calendars.cn import CHINA
from hejie.rules.clock import Pause, due, spent_and_total, working_days_left
from hejie.rules.edition import Term
from hejie.rules.model import Article, Role, Text, Unit

SAID = Text("期限", "Period")

starts = st.dates(date(2019, 1, 1), date(2027, 12, 31))
units = st.sampled_from(Unit)
few = settings(max_examples=50, deadline=None, database=None)


def term(days: int, unit: Unit) -> Term:
    return Term("term", SAID, days, unit, Article(SAID, "第一条"), Role.OFFICER, SAID, SAID, pausable=True)


@st.composite
def pauses(draw: st.DrawFn, around: date) -> list[Pause]:
    spans = draw(st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 20)), max_size=3))
    return [Pause(around + timedelta(first), around + timedelta(first + length)) for first, length in spans]


def counted_by_hand(start: date, last: date, calendar: Calendar, stopped: list[Pause]) -> int:
    """Working days after `start` up to `last` outside the pauses, one plain day after the other."""
    total, day = 0, start + timedelta(1)
    while day <= last:
        total += calendar.is_working(day) and not any(p.start <= day <= (p.end or day) for p in stopped)
        day += timedelta(1)
    return total


@few
@given(starts, st.integers(0, 40), st.integers(1, 60), units, st.data())
def test_who_starts_later_is_never_due_earlier(
    start: date, later: int, days: int, unit: Unit, data: st.DataObject
) -> None:
    stopped = data.draw(pauses(start))
    first = due(term(days, unit), start, CHINA, pauses=stopped)
    second = due(term(days, unit), start + timedelta(later), CHINA, pauses=stopped)
    assert first.due_on <= second.due_on


@few
@given(starts, st.integers(1, 45), st.data())
def test_a_period_in_working_days_ends_on_the_nth_working_day(start: date, days: int, data: st.DataObject) -> None:
    stopped = data.draw(pauses(start))
    last = due(term(days, Unit.WORKING_DAY), start, CHINA, pauses=stopped).due_on
    assert counted_by_hand(start, last, CHINA, stopped) == days
    assert counted_by_hand(start, last - timedelta(1), CHINA, stopped) == days - 1


@few
@given(starts, st.integers(1, 60), units, st.data())
def test_every_day_is_told_once_and_the_counted_ones_add_up(
    start: date, days: int, unit: Unit, data: st.DataObject
) -> None:
    answer = due(term(days, unit), start, CHINA, pauses=data.draw(pauses(start)))
    assert [day.date for day in answer.days] == [start + timedelta(n + 1) for n in range((answer.due_on - start).days)]
    assert sum(day.counted for day in answer.days) == days
    assert spent_and_total(answer, answer.due_on) == (days, days)


@few
@given(starts, st.integers(1, 90), units)
def test_no_period_ends_on_a_day_off(start: date, days: int, unit: Unit) -> None:
    assert CHINA.is_working(due(term(days, unit), start, CHINA).due_on)


@few
@given(starts, st.integers(5, 45), st.data())
def test_a_pause_inside_gives_back_exactly_its_working_days(start: date, days: int, data: st.DataObject) -> None:
    unpaused = due(term(days, Unit.WORKING_DAY), start, CHINA)
    length = (unpaused.due_on - start).days
    first = data.draw(st.integers(1, length))
    stop = Pause(start + timedelta(first), start + timedelta(data.draw(st.integers(first, length))))
    paused = due(term(days, Unit.WORKING_DAY), start, CHINA, pauses=[stop])
    lost = counted_by_hand(stop.start - timedelta(1), stop.end or stop.start, CHINA, [])
    assert working_days_left(unpaused.due_on, paused.due_on, CHINA) == lost


@few
@given(starts, st.integers(0, 1200))
def test_the_days_left_are_those_counted_by_hand(today: date, days: int) -> None:
    due_on = today + timedelta(days)
    left = counted_by_hand(today, due_on, CHINA, [])
    assert (working_days_left(today, due_on, CHINA), working_days_left(due_on, today, CHINA)) == (left, -left)


@few
@given(starts, st.integers(1, 60), units, st.data())
def test_the_order_and_overlap_of_pauses_do_not_matter(start: date, days: int, unit: Unit, data: st.DataObject) -> None:
    stopped = data.draw(pauses(start))
    single_days = [Pause(p.start + timedelta(n), p.start + timedelta(n)) for p in stopped for n in range(_length(p))]
    together = due(term(days, unit), start, CHINA, pauses=stopped)
    assert due(term(days, unit), start, CHINA, pauses=single_days[::-1]).due_on == together.due_on


@few
@given(starts, st.integers(1, 60), units)
def test_only_a_date_that_needs_an_unknown_year_is_provisional(start: date, days: int, unit: Unit) -> None:
    answer = due(term(days, unit), start, CHINA)
    assert answer.provisional == (answer.due_on.year > 2026)


def _length(pause: Pause) -> int:
    return ((pause.end or pause.start) - pause.start).days + 1
