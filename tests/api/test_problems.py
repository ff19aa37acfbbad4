"""Whatever goes wrong is said as problem+json, with a stable code, in the reader's language, and is never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse

from tests.stage import DIRECT, MATTER, REFUND, Answer, Stage, Story

direct = DIRECT.fixture()
NASTY = ["a\u0000b", "\ud800", "𠮷🧾", "\u202eabc", "' OR 1=1 --", "1" * 5000, "%", "..", "-1"]


def as_problem(answer: Answer) -> dict[str, Any]:
    assert answer.media_type == "application/problem+json", answer.response.content[:200]
    body = dict(answer.json)
    assert body["status"] == answer.status
    assert body["title"]
    assert body["type"].startswith("/problems/")
    return body


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/cases/1/nothing", "/api/nothing", "/api/v2/cases"])
def test_an_unknown_address(stage: Stage, path: str) -> None:
    assert as_problem(Answer(stage.client.get(path)))["code"] == "no_such_address"


def test_a_wrong_method(stage: Stage) -> None:
    response = stage.client.delete("/api/v1/cases", headers={"Authorization": f"Bearer {stage.token('consumer')}"})
    assert as_problem(Answer(response))["code"] == "method"
    assert set(response.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer hj_wrong", "Basic aGo6aGo=", "Bearer " + "x" * 4000])
def test_without_a_good_token(stage: Stage, token: str) -> None:
    response = stage.client.get("/api/v1/cases", headers={"Authorization": token} if token else {})
    assert response.status_code == 401
    assert as_problem(Answer(response))["code"] == "not_signed_in"


@pytest.mark.parametrize(
    "body", [b"{", b"", b"[1]", b"null", b"\xff\xfe", b'{"kind": NaN}', b"[" * 5000, b'{"a":' * 3000]
)
def test_a_body_that_cannot_be_read(stage: Stage, body: bytes) -> None:
    assert as_problem(stage.post("consumer", "/cases", body))["status"] in (400, 422)


def test_a_body_that_is_too_large(stage: Stage) -> None:
    body = json.dumps({**MATTER, "story": "长" * 3_000_000}, ensure_ascii=False).encode()
    assert as_problem(stage.post("consumer", "/cases", body))["status"] == 413


def test_a_story_beyond_its_length_is_refused_with_words(stage: Stage) -> None:
    answer = stage.post("consumer", "/cases", {**MATTER, "story": "长" * 50_000, "region_code": "990101"})
    problems = {one["field"]: one["detail"] for one in as_problem(answer)["problems"]}
    assert "50000" in problems["story"]


def test_every_missing_field_of_a_filing_is_named(stage: Stage) -> None:
    body = {"kind": "complaint", "category": "food", "story": "少了"}
    problems = {one["field"] for one in as_problem(stage.post("consumer", "/cases", body))["problems"]}
    assert {"story", "goods", "problem", "wanted", "happened_on", "trader_name", "region_code"} <= problems


@pytest.mark.parametrize("value", ["2099-01-01", "2026-02-30", "yesterday"])
def test_a_day_that_cannot_be(stage: Stage, value: str) -> None:
    answer = stage.post("consumer", "/cases", {**MATTER, "region_code": "990101", "happened_on": value})
    assert "happened_on" in {one["field"] for one in as_problem(answer)["problems"]}


@pytest.mark.parametrize("amount", ["-5", "1e9", "999999999999", "abc", "12.345"])
def test_a_sum_that_cannot_be(stage: Stage, amount: str) -> None:
    answer = stage.post("consumer", "/cases", {**MATTER, "region_code": "990101", "amount": amount})
    assert "amount" in {one["field"] for one in as_problem(answer)["problems"]}


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_words_in_a_body_are_taken_or_refused_but_break_nothing(direct: Story, nasty: str) -> None:
    filing = {**MATTER, "trader_id": str(direct.stage.world.traders["qinghe"].pk)}
    answers = [
        *(
            direct.stage.post("consumer", "/cases", {**filing, name: nasty})
            for name in (*filing, "region_code", "name")
        ),
        direct.try_to("clerk", "say", text=nasty),
        direct.try_to("clerk", "make_offer", terms=[{**REFUND, "note": nasty, "amount": nasty}]),
        direct.try_to("clerk", "say", text="好", evidence=[nasty]),
    ]
    assert broken_by(answers) == []


@pytest.mark.parametrize("nasty", NASTY[2:])
def test_nasty_words_in_an_address_break_nothing(direct: Story, nasty: str) -> None:
    answers = [
        direct.try_to("clerk", nasty),
        *(direct.stage.get("consumer", "/cases", **{name: nasty}) for name in ("after", "state", "limit")),
        *(direct.stage.get("consumer", f"/cases/{direct.ref}/records", **{name: nasty}) for name in ("after", "limit")),
        direct.stage.get("consumer", "/traders", q=nasty),
        direct.stage.get("consumer", f"/cases/{nasty}"),
    ]
    assert broken_by(answers) == []


def broken_by(answers: list[Answer]) -> list[int]:
    """The answers that are failures of ours; every refusal is said as a problem."""
    for answer in answers:
        if 400 <= answer.status < 500:
            as_problem(answer)
    return [answer.status for answer in answers if answer.status >= 500]


def test_a_move_of_somebody_else_names_the_article(story: Story) -> None:
    problem = as_problem(story.try_to("consumer", "accept"))
    assert (problem["status"], problem["code"]) == (403, "not_yours")
    assert problem["article"].startswith("《")


def test_a_move_that_is_over_is_a_conflict(story: Story) -> None:
    story.do("county_officer", "accept")
    problem = as_problem(story.try_to("county_officer", "refuse", ground="x", reasons="理由够十个字了吧真的"))
    assert (problem["status"], problem["code"]) == (409, "not_open")


def test_an_unknown_move_and_a_case_of_others_are_not_found(story: Story) -> None:
    assert as_problem(story.try_to("consumer", "fly"))["code"] == "unknown_move"
    hidden = as_problem(story.stage.get("outsider", f"/cases/{story.ref}"))
    missing = as_problem(story.stage.get("outsider", "/cases/261100000000"))
    assert hidden == missing


def test_words_come_in_the_language_that_was_asked_for(story: Story) -> None:
    said = {}
    for language in ("zh-CN,zh;q=0.9", "en-GB,en;q=0.8", "fr"):
        headers = {"Authorization": f"Bearer {story.stage.token('outsider')}", "Accept-Language": language}
        response: HttpResponse = story.stage.client.get(f"/api/v1/cases/{story.ref}", headers=headers)
        said[language[:2]] = json.loads(response.content)["title"]
    assert said == {"zh": "没有找到，或者您不能查看", "en": "Not found, or not yours to see", "fr": said["zh"]}
