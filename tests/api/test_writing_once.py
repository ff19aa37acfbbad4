"""The same Idempotency-Key from the same caller is the same act; from another caller it is another."""

from __future__ import annotations

import pytest

from hejie.cases.models import Case, CaseRecord
from tests.stage import MATTER, Stage, yesterday


def filing(stage: Stage) -> dict[str, object]:
    return {**MATTER, "trader_id": str(stage.world.traders["qinghe"].pk), "happened_on": yesterday(), "how": "direct"}


def test_a_filing_sent_twice_is_one_case(stage: Stage) -> None:
    first = stage.post("consumer", "/cases", filing(stage), "key-1")
    again = stage.post("consumer", "/cases", filing(stage), "key-1")
    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json
    assert Case.objects.count() == 1


def test_the_same_key_of_another_caller_is_another_case(stage: Stage) -> None:
    one = stage.post("consumer", "/cases", filing(stage), "key-1")
    other = stage.post("second_consumer", "/cases", filing(stage), "key-1")
    assert one.json["ref"] != other.json["ref"]
    assert stage.get("consumer", f"/cases/{other.json['ref']}").status == 404


def test_a_refused_filing_leaves_its_key_free(stage: Stage) -> None:
    wrong = stage.post("consumer", "/cases", {**filing(stage), "amount": "-1"}, "key-1")
    assert wrong.status == 422
    assert stage.post("consumer", "/cases", filing(stage), "key-1").status == 201


def test_a_move_sent_twice_is_one_record(stage: Stage) -> None:
    story = stage.file(how="direct")
    first = story.try_to("clerk", "say", key="m", text="您好")
    again = story.try_to("clerk", "say", key="m", text="您好")
    assert first.json == again.json
    assert CaseRecord.objects.filter(fact="message_sent").count() == 1
    story.try_to("consumer", "say", key="m", text="您好")
    assert CaseRecord.objects.filter(fact="message_sent").count() == 2


@pytest.mark.parametrize("key", ["", None])
def test_without_a_key_each_call_is_an_act_of_its_own(stage: Stage, key: str | None) -> None:
    story = stage.file(how="direct")
    for _ in range(2):
        story.try_to("clerk", "say", key=key, text="您好")
    assert CaseRecord.objects.filter(fact="message_sent").count() == 2


def test_a_move_may_be_repeated_after_the_case_went_on(stage: Stage) -> None:
    story = stage.file()
    first = story.try_to("county_officer", "accept", key="a")
    story.do("consumer", "withdraw")
    again = story.try_to("county_officer", "accept", key="a")
    assert (again.status, again.json) == (200, first.json)
