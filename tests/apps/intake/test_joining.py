"""The same reporter again: joined to the earlier report; new facts begin its clock anew (Order 121 Art 35)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hejie.cases.models import Case, Deadline
from hejie.demo.world import World
from hejie.intake.actions import Answers, file_case
from hejie.people.access import actor_for_person
from tests.stage import Stage, Story, yesterday

ID_NUMBER = "110101199003074514"
FIELDS: dict[str, Any] = {
    "category": "food",
    "problem": "food_safety",
    "story": "货架上摆着过期三天的酸奶，提醒了也不撤。",
    "happened_on": yesterday(),
    "name": "林晓",
    "id_number": ID_NUMBER,
}


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world)


def report(stage: Stage, who: str, days_ago: int) -> Story:
    person, trader = stage.world.cast[who], stage.world.traders["qinghe"].pk
    at = timezone.now() - timedelta(days=days_ago)
    fields = {**FIELDS, "happened_on": (at - timedelta(days=1)).date().isoformat()}
    answers = Answers("report", "authority", fields, person.phone, trader_id=trader)
    return Story(stage, file_case(answers=answers, actor=actor_for_person(person), now=at).ref)


def number(story: Story) -> str:
    return f"{story.ref[:4]}-{story.ref[4:8]}-{story.ref[8:]}"


def started(story: Story) -> Any:
    return Deadline.objects.get(case__ref=story.ref, rule="report_check", closed_at=None).started_at


def test_new_facts_begin_the_earlier_clock_anew_from_the_last_report(stage: Stage) -> None:
    first, last = report(stage, "consumer", 9), report(stage, "consumer", 2)
    last.do("county_officer", "merge_repeated", earlier=number(first), new_facts=True)
    assert Case.objects.get(ref=last.ref).state == "repeated"
    assert started(first) == Case.objects.get(ref=last.ref).received_at
    facts = [one["fact"] for one in stage.get("county_officer", f"/cases/{first.ref}/records").json["items"]]
    assert "facts_added" in facts


def test_without_new_facts_the_earlier_clock_runs_on(stage: Stage) -> None:
    first, last = report(stage, "consumer", 9), report(stage, "consumer", 2)
    last.do("county_officer", "merge_repeated", earlier=number(first))
    assert started(first) == Case.objects.get(ref=first.ref).received_at


def test_only_the_same_reporters_earlier_report_can_be_chosen(stage: Stage) -> None:
    other, mine = report(stage, "second_consumer", 9), report(stage, "consumer", 2)
    assert "merge_repeated" not in mine.moves("county_officer"), "there is nothing to join it to"
    earlier = report(stage, "consumer", 5)
    schema = mine.schema("county_officer", "merge_repeated")
    assert schema["properties"]["earlier"]["enum"] == [number(earlier)]
    assert mine.try_to("county_officer", "merge_repeated", earlier=number(other)).status == 422
