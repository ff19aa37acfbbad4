"""Complaints to which nobody comes back: put away after the years that closed ones are kept, and erased (0177)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hejie.agreements.models import Agreement
from hejie.agreements.promises import sweep_promises
from hejie.cases.erasure import erase_due, lapse_due
from hejie.cases.models import Party, RecordContent
from tests.apps.agreements.scene import Scene

THREE_YEARS, A_DAY = timedelta(days=3 * 365), timedelta(days=1)


def talk_in_vain(scene: Scene) -> None:
    scene.file()
    scene.act("consumer", "end_negotiation", reason="谈不拢，先放一放")


def never_confirm(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer", "clerk")
    scene.now += timedelta(days=12)
    sweep_promises(now=scene.now)  # the missed day is the last record


@pytest.mark.parametrize("story", [talk_in_vain, never_confirm])
def test_what_nobody_came_back_to_is_put_away_and_erased_in_one_night(scene: Scene, story) -> None:
    story(scene)
    assert lapse_due(scene.now + THREE_YEARS) == 0
    night = scene.now + THREE_YEARS + A_DAY
    assert [lapse_due(night), lapse_due(night)] == [1, 0]
    assert (scene.state, scene.case.closed_at) == ("lapsed", night)
    assert [erase_due(night), erase_due(night)] == [1, 0]
    assert not RecordContent.objects.filter(record__case=scene.case).exists()
    assert {party.name for party in Party.objects.filter(case=scene.case)} == {""}
    assert scene.broken_chain() is None
    assert scene.history[-2:] == ["case_lapsed", "personal_data_erased"]


def test_one_act_of_anybody_begins_the_years_anew(scene: Scene) -> None:
    never_confirm(scene)
    first = scene.now
    scene.now += timedelta(days=400)
    scene.act("consumer", "say", text="还没有收到退款")
    assert lapse_due(first + THREE_YEARS + A_DAY) == 0
    assert lapse_due(scene.now + THREE_YEARS + A_DAY) == 1
    assert Agreement.objects.get().state == "effective"


def test_what_an_office_owes_is_never_put_away(scene: Scene) -> None:
    scene.file("authority")
    assert lapse_due(scene.now + 2 * THREE_YEARS) == 0
    assert scene.state == "received"


def test_whoever_comes_back_in_time_goes_on_to_the_authority(scene: Scene) -> None:
    talk_in_vain(scene)
    scene.now += THREE_YEARS - A_DAY
    scene.act("consumer", "turn_to_authority")
    assert lapse_due(scene.now + A_DAY) == 0
    assert scene.state == "received"
