"""Who mediates, and who agreed to it."""

from __future__ import annotations

import pytest

from hejie.cases.access import NotFound
from hejie.cases.models import Deadline
from hejie.mediation.queries import mediators_for
from hejie.people.actions import appoint, register_person
from hejie.rules.model import Role
from tests.apps.agreements.scene import MEDIATED, Scene

room = MEDIATED.fixture()


def second_mediator(scene: Scene) -> str:
    other = register_person(now=scene.now, name="江宁", phone="13800000931")
    appoint(person=other, role="mediator", authority=scene.county, now=scene.now)
    scene.people["second"] = other
    return str(other.pk)


def test_mediators_of_the_office_come_first_then_those_above(scene: Scene) -> None:
    near = second_mediator(scene)
    scene.file("authority")
    assert list(map(str, mediators_for(scene.case, scene.now))) == [near, str(scene.people["mediator"].pk)]


def test_a_side_of_the_dispute_never_mediates_it(scene: Scene) -> None:
    appoint(person=scene.people["consumer"], role="mediator", authority=scene.county, now=scene.now)
    scene.file("authority")
    assert scene.people["consumer"].pk not in mediators_for(scene.case, scene.now)


def test_somebody_who_is_no_mediator_here_is_not_assigned(scene: Scene) -> None:
    scene.file("authority")
    scene.act("officer", "accept")
    refusal = scene.refusal("officer", "assign_mediator", mediator=str(scene.people["officer"].pk))
    assert (refusal.code, refusal.problems[0].field) == ("inputs", "mediator")


def test_the_officer_who_accepts_handles_the_case(room: Scene) -> None:
    assert room.state == "mediating"
    assert (room.case.officer, room.case.mediator) == (room.people["officer"], room.people["mediator"])


def test_each_side_consents_once(room: Scene) -> None:
    room.act("consumer", "consent_mediation")
    assert room.facts.mediation_consents == {Role.COMPLAINANT}
    assert room.refusal("consumer", "consent_mediation").code == "need:not_consented_yet"
    room.act("clerk", "consent_mediation")
    assert room.facts.mediation_consents == {Role.COMPLAINANT, Role.RESPONDENT}


def test_a_recusal_that_is_granted_brings_another_mediator(room: Scene) -> None:
    successor = second_mediator(room)
    room.act("clerk", "request_recusal", reason="是对方的亲戚")
    assert list(room.facts.options["mediators"]) == [successor]
    room.act("officer", "decide_recusal", granted=True, mediator=successor)
    assert (room.state, room.case.mediator) == ("mediating", room.people["second"])
    with pytest.raises(NotFound):
        room.act("mediator", "edit_draft", clauses=[{"text": "草稿"}])


def test_a_mediator_steps_aside_and_the_period_runs_on(room: Scene) -> None:
    """Nobody decides on it, and nobody's time is used up: Art 21 suspends only while the office decides."""
    mediator = room.people["mediator"]
    assert room.refusal("mediator", "recuse", reason="").problems
    assert room.refusal("clerk", "recuse", reason="商家的老板是我表哥").code == "not_yours"
    room.act("mediator", "recuse", reason="商家的老板是我表哥")
    assert (room.state, room.case.mediator) == ("accepted", None)
    assert not Deadline.objects.get(case=room.case, rule="mediation").is_paused
    successor = second_mediator(room)
    assert room.refusal("officer", "assign_mediator", mediator=str(mediator.pk)).code == "inputs"
    room.act("officer", "assign_mediator", mediator=successor)
    assert room.state == "mediating"


def test_a_recusal_without_a_successor_leaves_the_place_open(room: Scene) -> None:
    room.act("clerk", "request_recusal", reason="是对方的亲戚")
    room.act("officer", "decide_recusal", granted=True)
    assert (room.state, room.case.mediator, room.facts.mediator_assigned) == ("accepted", None, False)


def test_a_recusal_that_is_not_granted_changes_nobody(room: Scene) -> None:
    room.act("clerk", "request_recusal", reason="是对方的亲戚")
    room.act("officer", "decide_recusal", granted=False)
    assert (room.state, room.case.mediator) == ("mediating", room.people["mediator"])


def test_a_case_that_goes_back_is_dispatched_to_the_office_with_power(scene: Scene) -> None:
    scene.file("authority")
    scene.act("officer", "return_case", reason="经营地不在本区")
    assert (scene.state, scene.case.office) == ("returned", scene.city)
    assert list(scene.facts.options["offices"]) == [str(scene.county.pk)]
    scene.act("director", "dispatch", office=str(scene.county.pk))
    assert (scene.state, scene.case.office, scene.case.received_at) == ("received", scene.county, scene.now)
    rows = Deadline.objects.order_by("id").values_list("rule", "started_at", "closed_as")
    assert [(rule, closed) for rule, _, closed in rows] == [("acceptance", "met"), ("acceptance", "")]
    assert rows[1][1] == scene.now
