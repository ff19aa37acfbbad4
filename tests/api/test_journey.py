"""Whole disputes by a client that knows the API's addresses and nothing of the rules."""

from __future__ import annotations

import logging

import pytest
from django.utils import timezone

from hejie.messaging.actions import deliver_due
from tests.stage import MATTER, REFUND, Stage


def test_settled_directly_from_filing_to_rating(stage: Stage) -> None:
    story = stage.file(how="direct")
    assert story.seen_by("clerk")["is_my_turn"] is True
    story.do("clerk", "make_offer", terms=[REFUND])
    seen = story.seen_by("consumer")
    assert (seen["state"], seen["whose_turn"], seen["is_my_turn"]) == ("negotiating", "complainant", True)
    story.do("consumer", "accept_offer")
    story.sign("consumer", "clerk")
    [promise] = story.schema("consumer", "confirm_promise")["properties"]["promise"]["enum"]
    story.do("consumer", "confirm_promise", promise=promise)
    story.do("consumer", "rate", solved="solved", score=5)
    story.do("clerk", "rate", solved="solved", score=4)
    seen = story.seen_by("consumer")
    assert (seen["state"], seen["is_final"], seen["moves"]) == ("closed", True, [])
    [offer] = stage.get("clerk", f"/cases/{story.ref}/offers").json["items"]
    assert (offer["state"], offer["by"], offer["total"]) == ("accepted", "respondent", "1299.00")


def test_mediated_by_the_authority(stage: Stage) -> None:
    story = stage.file()
    assert [one["rule"] for one in story.seen_by("county_officer")["deadlines"]] == ["acceptance"]
    story.mediate()
    story.do("mediator", "propose_agreement", terms=[REFUND])
    story.sign("consumer", "clerk", "mediator")
    assert story.seen_by("consumer")["state"] == "performing"
    papers = stage.get("consumer", f"/cases/{story.ref}/papers").json["items"]
    assert [one["kind"] for one in papers] == ["acceptance_decision"]
    assert papers[0]["number"].startswith("青禾市监")


def test_an_enquiry_is_answered_by_the_hotline(stage: Stage) -> None:
    body = {
        "kind": "enquiry",
        "category": "food",
        "story": "在超市买到过期的酸奶，除了退钱还能要求什么？",
        "region_code": "990101",
    }
    ref = stage.post("consumer", "/cases", body).json["ref"]
    answer = stage.post("operator", f"/cases/{ref}/moves/answer", {"text": "可以要求退款和十倍赔偿。"})
    assert (answer.status, answer.json["state"]) == (200, "answered")


def test_a_report_is_kept_from_the_trader(stage: Stage) -> None:
    body = {
        "kind": "report",
        "category": "food",
        "problem": "food_safety",
        "story": "后厨地面积水，切菜的砧板生熟不分。",
        "happened_on": "2026-11-01",
        "trader_id": str(stage.world.traders["qinghe"].pk),
    }
    answer = stage.post("consumer", "/cases", body)
    assert answer.status == 201, answer.json
    ref = answer.json["ref"]
    assert stage.get("clerk", f"/cases/{ref}").status == 404
    assert stage.get("county_head", f"/cases/{ref}").json["roles"] == ["head"]
    assert (
        stage.post("county_head", f"/cases/{ref}/moves/open_case", {"reasons": "现场检查属实，符合立案条件。"}).status
        == 200
    )


def test_the_log_of_a_journey_names_nobody(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Names, phones, identity numbers, addresses and what people wrote: searched for after a whole journey."""
    for name in ("", "django.request", "hejie"):
        caplog.set_level(logging.DEBUG, logger=name)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # statements with their values are never logged
    story = stage.file()
    story.mediate()
    story.do("consumer", "say", text="别告诉别人：青禾里七号")
    story.try_to("consumer", "accept")
    story.try_to("clerk", "make_offer", terms=[{"kind": "refund", "amount": "-1"}])
    story.settle()
    story.sign("consumer", "clerk", "mediator")
    stage.get("outsider", f"/cases/{story.ref}")
    deliver_due(timezone.now())
    person = stage.world.cast["consumer"]
    words = [person.name, person.phone, person.id_number, person.address, MATTER["story"][:8], "青禾里七号"]
    for word in words:
        assert str(word) not in caplog.text
    assert caplog.records, "something is logged at all"
