"""Both sides choose at the same moment, in threads that really commit: one meeting is fixed, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.cases.actions import perform
from hejie.cases.models import Case, CaseRecord
from hejie.demo.world import World
from hejie.mediation.diary import free_times
from hejie.mediation.meeting_news import remind_meetings
from hejie.mediation.models import Meeting
from hejie.messaging.models import Message
from hejie.people.access import link_actor
from hejie.rules.appointments import written
from hejie.rules.model import Role
from tests.at_once import at_once
from tests.small_case import open_another
from tests.stage import broken_chain

ROUNDS = 3


def in_mediation(world: World, now: datetime) -> Case:
    case = open_another(world.offices["qinghe"], world.cast["consumer"], now, how="authority")
    officer, mediator = world.actors["county_officer"], world.cast["mediator"]
    perform(ref=case.ref, move="accept", actor=officer, inputs={}, now=now)
    perform(ref=case.ref, move="assign_mediator", actor=officer, inputs={"mediator": str(mediator.pk)}, now=now)
    return case


def test_both_sides_choose_at_once(own_world: World, now: datetime) -> None:
    world = own_world
    for turn in range(ROUNDS):
        case = in_mediation(world, now)
        times = [written(at) for at in free_times(case.pk, now)][8:11]
        proposed = {"times": times, "recusal_days": 3}
        perform(ref=case.ref, move="propose_times", actor=world.actors["mediator"], inputs=proposed, now=now)
        trader = link_actor(case_id=case.pk, side=Role.RESPONDENT, is_proved=True)
        suits = {"times": times[: 1 + turn % 3]}
        at_once(
            *(
                lambda who=who, ref=case.ref, suits=suits: perform(
                    ref=ref, move="choose_times", actor=who, inputs=suits, now=now
                )
                for who in (world.actors["consumer"], trader)
            )
        )
        assert written(Meeting.objects.get(case=case).fixed_for) == times[0]
        assert CaseRecord.objects.filter(case=case, fact="meeting_called").count() == 1
        assert broken_chain(Case.objects.get(pk=case.pk)) is None
    soon = min(at for at in Meeting.objects.values_list("fixed_for", flat=True) if at) - timedelta(minutes=59)
    at_once(*(lambda: remind_meetings(soon) for _ in range(3)))
    due = Meeting.objects.filter(fixed_for__lte=soon + timedelta(hours=24)).count()
    assert Message.objects.filter(template="meeting_near", medium="inapp").count() == 2 * due  # consumer and mediator
    assert at_once(*(lambda: remind_meetings(soon) for _ in range(2))) == [0, 0]
