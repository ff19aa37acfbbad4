"""Who is told when, before and after the last day of a period (催办): a table, and what of it is due.

Days are working days before the last day; a negative number counts those after it. Each step is taken once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hejie.rules.calendars import Calendar
from hejie.rules.model import Role

SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})


@dataclass(frozen=True, slots=True)
class Step:
    """`to` names those told beside whoever's duty it is; `owner` is False where that person is told no more.

    `only` restricts the step to some periods; `for_sides` says whether a side of the dispute is told, too.
    """

    key: str
    days: int
    fact: str
    to: tuple[Role, ...] = ()
    owner: bool = True
    only: frozenset[str] = frozenset()
    for_sides: bool = False


LONG = frozenset({"mediation", "report_check_extended", "case_decision"})
AHEAD = (
    Step("ten_days", 10, "deadline_near", only=LONG),
    Step("soon", 2, "deadline_near", for_sides=True),
    Step("today", 0, "deadline_today", to=(Role.HEAD,)),
)
MISSED = Step("missed", -1, "deadline_missed", to=(Role.HEAD,), for_sides=True)
ESCALATED = Step("escalated", -3, "deadline_escalated", to=(Role.SUPERIOR,), owner=False)
STEPS = {step.key: step for step in (*AHEAD, MISSED, ESCALATED)}


def told_at(stage: str, of: Role) -> tuple[Role, ...]:
    """Who is told at this step of a period that is somebody's duty: a side alone, or the house up to its heads."""
    step = STEPS[stage]
    if of in SIDES:
        return (of,) if step.for_sides else ()
    owner = (of,) if step.owner else ()
    return tuple(dict.fromkeys((*owner, *step.to)))


def last_day_within(today: date, days: int, calendar: Calendar) -> date:
    """The last day that is at most so many working days ahead of today, rest days behind it included."""
    day, left = today, days
    while True:
        following = day + timedelta(days=1)
        left -= calendar.works(following.toordinal())
        if left < 0:
            return day
        day = following


def working_days_after(day: date, days: int, calendar: Calendar) -> date:
    """The working day so many working days after this one."""
    left = days
    while left:
        day += timedelta(days=1)
        left -= calendar.works(day.toordinal())
    return day
