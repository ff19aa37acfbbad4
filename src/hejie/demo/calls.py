"""The first word of the house to whoever filed (首问响应): somebody on duty calls, mostly within the promised minutes.

Minutes are those an office works (decision 0062), so nobody is called at night or on a Sunday.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.cases.deadlines import calendar
from hejie.demo.disputes import CALLS
from hejie.demo.stage import OFTEN, Played, Stage, Story
from hejie.oversight.contacts import TO_SUPERIOR_AFTER, escalate_contacts
from hejie.rules.model import Role
from hejie.rules.office_hours import due_after

PROMISED = 30  # minutes, as long as an office sets no other number
IN_TIME, LATE = (3, 28), (70, 300)
OFTEN_LATE = 0.1
STILL_TO_DECIDE = timedelta(days=12)  # of these many lie in the hands of whoever called; the others were decided
A_MINUTE = timedelta(minutes=1)


def first_word(stage: Stage, case: Played) -> Story:
    """Called in time, or late, after head and office above were told; whoever called often goes on with the case."""
    chance, arrived = stage.chance_of_calls, stage.now
    is_late = chance.random() < OFTEN_LATE
    if is_late:
        yield from _missed(stage, _after(arrived, PROMISED))
    yield _until(stage, _after(arrived, chance.randint(*(LATE if is_late else IN_TIME))))
    how, note = chance.choice(CALLS)
    case.do(Role.OFFICER, "note_contact", how=how, note=note)
    if stage.end - arrived < STILL_TO_DECIDE and chance.random() < OFTEN:
        case.do(Role.OFFICER, "assign_officer", officer=str(case.actor(Role.OFFICER).person_id))


def until_called(stage: Stage) -> timedelta:
    """How long whoever has just filed waits for a call that comes in time."""
    return _until(stage, _after(stage.now, PROMISED))


def _missed(stage: Stage, due: datetime) -> Story:
    """What the worker does every minute about contacts that are late."""
    for at in (due + A_MINUTE, due + TO_SUPERIOR_AFTER + 2 * A_MINUTE):
        yield _until(stage, at)
        escalate_contacts(stage.now)


def _after(at: datetime, minutes: int) -> datetime:
    return due_after(at, minutes, calendar())


def _until(stage: Stage, at: datetime) -> timedelta:
    return max(at - stage.now, timedelta())
