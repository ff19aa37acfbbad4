"""Whose turn it is, counted over many cases, is what the rules say of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from hejie.cases.actions import procedure_of
from hejie.cases.models import Case
from hejie.oversight.turns import Workload, load_rows, whose_turn, workload
from hejie.rules import clock, machine
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, REFUND, RETURN, SCENE, Scene

ROLES = (Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR)


scene = SCENE.fixture()


def offered(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])


def countered(scene: Scene) -> None:
    offered(scene)
    scene.act("consumer", "make_offer", terms=[REFUND])


def signed_by_one(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer")


def performing(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer", "clerk")


def goods_go_back_first(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")


def goods_never_came_back(scene: Scene) -> None:
    goods_go_back_first(scene)
    scene.now += timedelta(days=9)


def goods_came_back(scene: Scene) -> None:
    goods_go_back_first(scene)
    scene.act("clerk", "confirm_promise", promise="0")


def missed(scene: Scene) -> None:
    performing(scene)
    scene.now += timedelta(days=9)


def offered_in_mediation(scene: Scene) -> None:
    scene.mediate()
    scene.act("consumer", "make_offer", terms=[REFUND])


def mediator_signs_last(scene: Scene) -> None:
    scene.mediate()
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk")


def goods_at_the_laboratory(scene: Scene) -> None:
    scene.mediate()
    scene.act("mediator", "start_testing", body="云川检测院", named_by="sides", payer="shared")


def ended(scene: Scene) -> None:
    scene.file()
    scene.act("consumer", "end_negotiation")


def withdrawn(scene: Scene) -> None:
    scene.file()
    scene.act("consumer", "withdraw")


STORIES: Mapping[str, Callable[[Scene], object]] = {
    "fresh": lambda scene: scene.file(),
    "received": lambda scene: scene.file("authority"),
    "settled": lambda scene: scene.settle(),
    "mediating": lambda scene: scene.mediate(),
} | {
    story.__name__: story
    for story in (
        *(offered, countered, signed_by_one, performing, missed),
        *(goods_go_back_first, goods_never_came_back, goods_came_back),
        *(offered_in_mediation, mediator_signs_last, goods_at_the_laboratory, ended, withdrawn),
    )
}


@pytest.mark.parametrize("story", STORIES)
def test_the_list_agrees_with_the_rules(scene: Scene, story: str) -> None:
    STORIES[story](scene)
    turn = machine.turn(procedure_of(scene.case), scene.state, scene.facts)
    today = clock.shanghai_date(scene.now)

    found = {role for role in ROLES if whose_turn(Case.objects.all(), role, today).exists()}

    assert found == ({turn} & set(ROLES))


def load_on(day: date) -> Workload:
    return workload(load_rows(Case.objects.all(), Role.RESPONDENT, day), day)


def test_the_workload_counts_each_case_where_it_belongs(scene: Scene) -> None:
    scene.file()
    offered(scene)
    withdrawn(scene)
    due = scene.case.__class__.objects.filter(closed_at=None).first()
    assert due
    assert due.next_due_on

    load = load_on(due.next_due_on)

    assert (load.mine, load.due_today, load.late, load.running, load.ended) == (1, 1, 0, 2, 1)
    assert load_on(due.next_due_on + timedelta(days=1)).late == 1
