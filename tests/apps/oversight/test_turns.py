"""Whose turn it is, counted over many cases, is what the rules say of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hejie.cases.actions import procedure_of
from hejie.cases.models import Case
from hejie.oversight.turns import Workload, load_rows, whose_turn, workload
from hejie.rules import clock, machine
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, MEDIATED, REFUND, RETURN, SCENE, SETTLED, Scene
from tests.tales import each_of

ROLES = (Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR)


scene = SCENE.fixture()


def fresh(scene: Scene) -> None:
    scene.file()


def received(scene: Scene) -> None:
    scene.file("authority")


def return_first(scene: Scene) -> None:
    """Both agreed that the goods go back before the money."""
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")


def wait(scene: Scene) -> None:
    scene.now += timedelta(days=9)


def mediator_proposes(scene: Scene) -> None:
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk")


def act(who: str, move: str, **inputs: Any) -> Callable[[Scene], None]:
    def tell(scene: Scene) -> None:
        scene.act(who, move, **inputs)

    return tell


FRESH = SCENE.then(fresh)
OFFERED = FRESH.then(act("clerk", "make_offer", terms=[LESS]))
RETURNING = FRESH.then(return_first)
SIGNED_BY_ONE = SETTLED.then(lambda scene: scene.sign("consumer"))
PERFORMING = SIGNED_BY_ONE.then(lambda scene: scene.sign("clerk"))
told = each_of(
    {
        "fresh": FRESH,
        "received": SCENE.then(received),
        "offered": OFFERED,
        "countered": OFFERED.then(act("consumer", "make_offer", terms=[REFUND])),
        "ended": FRESH.then(act("consumer", "end_negotiation")),
        "withdrawn": FRESH.then(act("consumer", "withdraw")),
        "settled": SETTLED,
        "signed by one": SIGNED_BY_ONE,
        "performing": PERFORMING,
        "missed": PERFORMING.then(wait),
        "goods go back first": RETURNING,
        "goods never came back": RETURNING.then(wait),
        "goods came back": RETURNING.then(act("clerk", "confirm_promise", promise="0")),
        "mediating": MEDIATED,
        "offered in mediation": MEDIATED.then(act("consumer", "make_offer", terms=[REFUND])),
        "mediator signs last": MEDIATED.then(mediator_proposes),
        "goods at the laboratory": MEDIATED.then(
            act("mediator", "start_testing", body="云川检测院", named_by="sides", payer="shared")
        ),
    }
)


def test_the_list_agrees_with_the_rules(told: Scene) -> None:
    turn = machine.turn(procedure_of(told.case), told.state, told.facts)
    today = clock.shanghai_date(told.now)

    found = {role for role in ROLES if whose_turn(Case.objects.all(), role, today).exists()}

    assert found == ({turn} & set(ROLES))


def load_on(day: date) -> Workload:
    return workload(load_rows(Case.objects.all(), Role.RESPONDENT, day), day)


def test_the_workload_counts_each_case_where_it_belongs(scene: Scene) -> None:
    scene.file()
    scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.file()
    scene.act("consumer", "withdraw")
    due = scene.case.__class__.objects.filter(closed_at=None).first()
    assert due
    assert due.next_due_on

    load = load_on(due.next_due_on)

    assert (load.mine, load.due_today, load.late, load.running, load.ended) == (1, 1, 0, 2, 1)
    assert load_on(due.next_due_on + timedelta(days=1)).late == 1
