"""Several people at the same moment, in threads that really commit: one wins, nothing is doubled."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from pytest_django import DjangoDbBlocker

from hejie.cases.actions import perform
from hejie.cases.models import Case, CaseRecord, Deadline, DeadlineStep
from hejie.cases.queries import view_case
from hejie.cases.sweep import sweep_deadlines
from hejie.demo.world import World
from hejie.intake.actions import Answers, file_case
from hejie.people.access import Actor
from tests.at_once import at_once
from tests.small_case import open_another
from tests.stage import MATTER, broken_chain

ROUNDS = 200
FILINGS = 50
pytestmark = pytest.mark.long


@pytest.fixture
def house(own_world: World, django_db_blocker: DjangoDbBlocker) -> World:
    return own_world


@pytest.fixture
def filing(house: World, now: datetime) -> Answers:
    person = house.cast["consumer"]
    fields = {key: value for key, value in MATTER.items() if key != "kind"}
    own = {"name": person.name, "id_number": person.id_number, "address": person.address, "happened_on": "2026-11-01"}
    trader = house.traders["qinghe"].pk
    return Answers(kind="complaint", how="authority", fields={**fields, **own}, phone=person.phone, trader_id=trader)


def test_two_officers_accept_and_refuse_at_the_same_moment(house: World, now: datetime) -> None:
    """Two hundred times: one of them wins, the other is told that the case has moved on."""
    first, second = house.actors["county_officer"], colleague_of(house)
    office, consumer = house.offices["qinghe"], house.cast["consumer"]
    case = open_another(office, consumer, now, how="authority")
    ground = refusal_ground(first, case, now)
    wins: Counter[str] = Counter()
    for _ in range(ROUNDS):
        case = open_another(office, consumer, now, how="authority")
        refuse = {"ground": ground, "reasons": "不是为生活消费需要购买，发票抬头是公司。"}
        outcomes = at_once(
            lambda ref=case.ref: perform(ref=ref, move="accept", actor=first, inputs={}, now=now),
            lambda ref=case.ref, inputs=refuse: perform(ref=ref, move="refuse", actor=second, inputs=inputs, now=now),
        )
        [won] = [one for one in outcomes if isinstance(one, CaseRecord)]
        [lost] = [one for one in outcomes if not isinstance(one, CaseRecord)]
        assert (lost.code, bool(lost.text.zh), bool(lost.article)) == ("not_open", True, True)
        case.refresh_from_db()
        assert case.state == won.target
        assert [r.fact for r in CaseRecord.objects.filter(case=case).order_by("seq")] == ["case_filed", won.fact]
        assert broken_chain(case) is None
        wins[won.fact] += 1
    assert wins.total() == ROUNDS
    assert not Deadline.objects.filter(case__state="refused", closed_at=None).exists()


def colleague_of(house: World) -> Actor:
    """A second officer at the same office."""
    from django.utils import timezone

    from hejie.people.access import actor_for_person
    from hejie.people.actions import appoint

    person = house.cast["outsider"]
    appoint(person=person, role="officer", authority=house.offices["qinghe"], now=timezone.now())
    return actor_for_person(person)


def refusal_ground(actor: Actor, case: Case, now: datetime) -> str:
    view = view_case(actor, case.ref, now)
    refuse = next(move for move in view.moves if move.key == "refuse")
    return str(view.schema(refuse)["properties"]["ground"]["enum"][-1])


def test_fifty_filings_under_one_key_are_one_case_and_eight_moves_one_record(
    house: World, filing: Answers, now: datetime
) -> None:
    consumer, officer = house.actors["consumer"], house.actors["county_officer"]
    done = []
    for _ in range(FILINGS // 10):  # ten at a time: as many connections as the pool has, and two who wait
        acts = [lambda: file_case(answers=filing, actor=consumer, now=now, key="double-click") for _ in range(10)]
        done += at_once(*acts)
    assert len({case.pk for case in done}) == 1
    assert Case.objects.count() == 1
    assert CaseRecord.objects.count() == 1
    ref = done[0].ref
    moves = [lambda: perform(ref=ref, move="accept", actor=officer, inputs={}, now=now, key="k") for _ in range(8)]
    assert len({record.pk for record in at_once(*moves)}) == 1
    assert CaseRecord.objects.filter(fact="complaint_accepted").count() == 1


def test_sweeps_at_the_same_moment_record_each_miss_once(house: World, filing: Answers, now: datetime) -> None:
    for _ in range(6):
        file_case(answers=filing, actor=house.actors["consumer"], now=now)
    later = now.replace(year=2027, month=2)
    at_once(*[lambda: sweep_deadlines(later) for _ in range(4)])
    sweep_deadlines(later)  # whoever found a case locked left it for this one
    assert CaseRecord.objects.filter(fact="deadline_missed").count() == 6
    assert DeadlineStep.objects.filter(stage="missed").count() == 6
    assert all(broken_chain(case) is None for case in Case.objects.all())
