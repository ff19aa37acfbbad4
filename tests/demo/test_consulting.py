"""The demonstration shows a panel that resolved with a dissent and agreed on a reading, and one that waits."""

from __future__ import annotations

import pytest

from hejie.demo.cast import BY_KEY
from hejie.knowledge.readings import find_readings
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
