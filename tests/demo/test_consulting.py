"""The demonstration shows a panel that resolved with a dissent and agreed on a reading, and one that waits."""

from __future__ import annotations

import pytest

from hejie.base.ids import show_case_number
from hejie.cases.models import Case
from hejie.demo.cast import BY_KEY
from hejie.knowledge.readings import find_readings
from hejie.mediation.models import MediatorProfile
from hejie.panels.models import Panel
from hejie.panels.queries import awaiting, consulted
from hejie.people.access import actor_for_person
from hejie.people.queries import person_named

pytestmark = pytest.mark.usefixtures("demo")


def test_one_panel_resolved_with_a_dissent_and_a_reading_and_one_waits() -> None:
    [done] = [one for row in Panel.objects.filter(state="resolved") for one in consulted(row.case_id).panels]
    assert ([one.name for one in done.dissenters], bool(done.reading)) == ([BY_KEY["city_officer"].name], True)
    assert [one.title for one in find_readings(topic="折旧")] == ["已使用商品因质量问题退款不扣折旧"]
    head = person_named(BY_KEY["county_head"].phone)
    assert head
    assert [one.what.zh for one in awaiting(actor_for_person(head))] == ["等您给会商意见"]


def test_whoever_guides_a_trainee_follows_the_trainees_cases() -> None:
    """The senior mediator of the cast finds them beside the questions that await an answer (decision 0162)."""
    senior = person_named(BY_KEY["mediator"].phone)
    assert senior
    [trainee] = MediatorProfile.objects.filter(mentor=senior)
    assert trainee.grade == "trainee"
    running = Case.objects.filter(mediator=trainee.person, closed_at=None).values_list("ref", flat=True)
    assert running
    assert {one.ref for one in awaiting(actor_for_person(senior))} >= set(map(show_case_number, running))
