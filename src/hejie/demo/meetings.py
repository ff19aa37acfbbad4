"""Stories of finding a time to meet: proposed, chosen by one side, fixed for the next days, and missed by a side.

They end with the demonstration itself, so that what lies ahead then lies ahead of whoever looks at it.
"""

from __future__ import annotations

from datetime import timedelta

from hejie.cases.queries import case_by_id
from hejie.demo.offices import MEDIATOR, mediate
from hejie.demo.stage import Part, Played, Stage, Story
from hejie.demo.talks import CONSUMER, TRADER
from hejie.mediation.diary import free_times
from hejie.rules.appointments import moment, written

PLACE = "青禾区局一楼调解室"


def proposed(stage: Stage, part: Part) -> Story:
    """Three times lie before both sides; nobody has answered."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.until_the_end(hours=7)
    _propose(stage, case)


def chosen(stage: Stage, part: Part) -> Story:
    """The trader has said which suit; the consumer's tap fixes one."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.until_the_end(hours=9)
    times = _propose(stage, case)
    yield timedelta(hours=2)
    case.do(TRADER, "choose_times", times=times[1:])


def fixed(stage: Stage, part: Part) -> Story:
    """Both chose: the meeting is on the next day that the mediator works."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.until_the_end(hours=12)
    times = _propose(stage, case, place=PLACE, bring="小票、聊天记录")
    yield timedelta(hours=1)
    case.do(CONSUMER, "choose_times", times=times)
    yield timedelta(hours=1)
    case.do(TRADER, "choose_times", times=times[:1])


def missed(stage: Stage, part: Part) -> Story:
    """The trader did not come the first time; nobody knows yet why (Order 121 Art 23)."""
    case = stage.complaint(part, "authority")
    yield from mediate(stage, case)
    yield stage.until_the_end(days=5)
    times = _propose(stage, case)
    yield timedelta(hours=1)
    case.do(CONSUMER, "choose_times", times=times[:1])
    case.do(TRADER, "choose_times", times=times[:1])
    yield moment(times[0]) + timedelta(minutes=25) - stage.now
    case.do(MEDIATOR, "record_absence", absent=[TRADER.value], waited="20", cause="unknown")


def _propose(stage: Stage, case: Played, **more: str) -> list[str]:
    """The first free time of three different days."""
    row = case_by_id(case.case_id)
    found = free_times(row.pk, stage.now) if row.mediator_id else []
    days = {at.date(): written(at) for at in reversed(found)}
    times = sorted(days.values())[:3]
    case.do(MEDIATOR, "propose_times", times=times, recusal_days=3, **more)
    return times
