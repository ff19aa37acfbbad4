"""Reading through the API: pages by keyset, a constant number of queries, and answers as they are described."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from PIL import Image

from hejie.api.urls import api
from tests.stage import MATTER, MEDIATED, REFUND, Answer, Stage, Story, yesterday

JPEG = "image/jpeg"


def talk(story: Story) -> None:
    """Words, an offer, a paper and a file."""
    story.do("clerk", "say", text="我们核实一下")
    story.do("clerk", "make_offer", terms=[{"kind": "refund", "amount": "100.00"}])
    story.stage.upload("consumer", f"/cases/{story.ref}/evidence", file=photo())


talks = MEDIATED.then(talk).fixture()


def photo(name: str = "小票.jpg") -> SimpleUploadedFile:
    import io

    data = io.BytesIO()
    Image.new("RGB", (32, 24), "#eee").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), JPEG)


@cache
def whole_description() -> dict[str, Any]:
    return dict(json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str)))


def described(method: str, path: str, status: int) -> Draft202012Validator:
    """The validator of one answer, from the description that clients read."""
    description = whole_description()
    [content] = description["paths"][f"/api/v1{path}"][method]["responses"][str(status)]["content"].values()
    return Draft202012Validator({**content["schema"], "components": description["components"]})


def is_as_described(answer: Answer, method: str, path: str) -> None:
    described(method, path, answer.status).validate(answer.json)


def test_every_answer_is_as_described(talks: Story) -> None:
    ref = talks.ref
    for path, query in (
        ("/me", {}),
        ("/traders", {"q": "晴禾"}),
        ("/cases", {}),
        ("/cases/{ref}", {}),
        ("/cases/{ref}/records", {}),
        ("/cases/{ref}/offers", {}),
        ("/cases/{ref}/draft", {}),
        ("/cases/{ref}/papers", {}),
        ("/cases/{ref}/evidence", {}),
        ("/filing/{kind}", {}),
    ):
        answer = talks.stage.get("consumer", path.format(ref=ref, kind="complaint"), **query)
        assert answer.status == 200, path
        is_as_described(answer, "get", path)
    for answer, path in (
        (talks.try_to("consumer", "say", text="好"), "/cases/{ref}/moves/{move}"),
        (talks.try_to("consumer", "say"), "/cases/{ref}/moves/{move}"),
        (talks.try_to("consumer", "accept"), "/cases/{ref}/moves/{move}"),
        (talks.stage.post("consumer", "/cases", {}), "/cases"),
        (talks.stage.upload("consumer", f"/cases/{ref}/evidence", file=photo("另.jpg")), "/cases/{ref}/evidence"),
    ):
        is_as_described(answer, "post", path)
    is_as_described(talks.stage.get("outsider", f"/cases/{ref}"), "get", "/cases/{ref}")


def test_lists_come_in_pages_without_gaps_or_repeats(stage: Stage) -> None:
    filed = {stage.file(how=how).ref for how in ("direct", "authority") * 4}
    seen: list[str] = []
    after = ""
    while True:
        page = stage.get("clerk", "/cases", limit=3, after=after).json
        assert len(page["items"]) <= 3
        seen += [one["ref"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert sorted(seen) == sorted(filed)
    only = stage.get("clerk", "/cases", state="received").json["items"]
    assert {one["state"] for one in only} == {"received"}
    assert len(only) == 4


def test_the_history_comes_in_pages(talks: Story) -> None:
    whole = talks.stage.get("consumer", f"/cases/{talks.ref}/records").json["items"]
    first = talks.stage.get("consumer", f"/cases/{talks.ref}/records", limit=3).json
    rest = talks.stage.get("consumer", f"/cases/{talks.ref}/records", after=first["next"]).json
    assert first["items"] + rest["items"] == whole
    assert [one["seq"] for one in whole] == list(range(1, len(whole) + 1))
    assert rest["next"] == ""


MOST = {
    "/me": 1,
    "/traders?q=晴禾": 2,
    "/filing/complaint": 1,
    "/cases": 4,
    "/cases/{ref}": 7,  # an officer also reads who and which office may be chosen
    "/cases/{ref}/records": 5,
    "/cases/{ref}/offers": 5,
    "/cases/{ref}/papers": 6,  # with how each was delivered
    "/cases/{ref}/evidence": 6,
}


READERS = ("consumer", "clerk", "county_officer", "mediator")


def test_the_number_of_queries_is_small_and_does_not_grow(talks: Story) -> None:
    """One of them finds the token and all that its person holds."""
    for who in READERS:
        talks.stage.get(who, "/me")  # the use of a token is noted once a minute
    before = {who: all_queries_of(talks, who) for who in READERS}
    for n in range(3):
        talks.do("consumer", "say", text=f"第 {n} 句")
        talks.stage.file()
    after = {who: all_queries_of(talks, who) for who in READERS}
    assert after == before
    found = {(who, path): count for who, counts in after.items() for path, count in counts.items()}
    assert {one: count for one, count in found.items() if count > MOST[one[1]]} == {}


def all_queries_of(story: Story, who: str) -> dict[str, int]:
    return {path: queries_of(story.stage, who, path.format(ref=story.ref)) for path in MOST}


def queries_of(stage: Stage, who: str, path: str) -> int:
    return counted(lambda: stage.get(who, path))


def counted(ask: Callable[[], Answer]) -> int:
    """Queries of a request that succeeds, without the savepoints that stand for transactions in a test."""
    from django.db import connection

    with CaptureQueriesContext(connection) as queries:
        assert ask().status in (200, 201)
    return sum("SAVEPOINT" not in str(one["sql"]) for one in queries)


MOST_OF_A_MOVE = {"say": 11, "make_offer": 18, "reject_offer": 16}
MOST_OF_A_FILING = 4


def test_writing_costs_few_queries_however_long_the_history(stage: Stage) -> None:
    story = stage.file(how="direct")
    terms = {"terms": [REFUND]}
    stage.get("clerk", "/me")
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        "say": ("consumer", {"text": "在吗"}),
        "make_offer": ("clerk", terms),
        "reject_offer": ("consumer", {"reason": "太少了"}),
    }

    def play() -> dict[str, int]:
        return {move: counted(partial(story.try_to, who, move, **given)) for move, (who, given) in acts.items()}

    play()
    before = play()
    for n in range(4):
        story.do("clerk", "say", text=f"第 {n} 句")
    assert play() == before
    assert {move: count for move, count in before.items() if count > MOST_OF_A_MOVE[move]} == {}


def test_filing_costs_few_queries_however_many_there_are(stage: Stage) -> None:
    trader = str(stage.world.traders["qinghe"].pk)
    body = {**MATTER, "trader_id": trader, "happened_on": yesterday()}
    stage.file()
    first = counted(lambda: stage.post("consumer", "/cases", body))
    stage.file()
    assert counted(lambda: stage.post("consumer", "/cases", body)) == first <= MOST_OF_A_FILING


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.jpg", b"", "空"),
        ("图.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ""),
        ("页.pdf", b"<html><script>alert(1)</script></html>", ""),
        ("包.jpg", b"PK\x03\x04" + b"\0" * 100, ""),
    ],
)
def test_files_that_are_not_taken(talks: Story, name: str, content: bytes, words: str) -> None:
    answer = talks.stage.upload("consumer", f"/cases/{talks.ref}/evidence", file=SimpleUploadedFile(name, content))
    assert answer.status == 422
    [problem] = answer.json["problems"]
    assert problem["field"] == "evidence"
    assert words in problem["detail"]


def test_a_file_beyond_the_limit(talks: Story, settings: Any) -> None:
    settings.EVIDENCE_FILE_BYTES = 1024
    answer = talks.stage.upload(
        "consumer", f"/cases/{talks.ref}/evidence", file=SimpleUploadedFile("大.jpg", b"\xff" * 5000)
    )
    assert answer.status == 422
    assert "不能超过" in answer.json["title"]


def test_files_go_in_and_come_out(talks: Story) -> None:
    [listed] = talks.stage.get("clerk", f"/cases/{talks.ref}/evidence").json["items"]
    again = talks.stage.upload("clerk", f"/cases/{talks.ref}/evidence", file=photo())
    assert again.json["id"] == listed["id"]
    response = talks.stage.get("clerk", f"/cases/{talks.ref}/evidence/{listed['id']}").response
    assert response.headers["Content-Type"] == JPEG
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    assert talks.stage.get("outsider", f"/cases/{talks.ref}/evidence/{listed['id']}").status == 404
    assert talks.stage.upload("city_officer", f"/cases/{talks.ref}/evidence", file=photo("上级.jpg")).status in (
        201,
        404,
    )
    talks.do("consumer", "say", text="见附件", evidence=[listed["id"]])


def test_the_committed_description_is_fresh() -> None:
    from hejie.operate.commands.openapi import FILE, document

    fresh = document()
    assert FILE.read_text(encoding="utf-8") == fresh
    assert fresh.startswith("openapi: 3.1.0")


def test_the_description_can_be_read_without_a_token(stage: Stage) -> None:
    assert stage.client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"


def test_how_a_case_went_between_offices_is_for_offices_alone(story: Story) -> None:
    waiting = story.seen_by("county_officer")["among_offices"]["first_contact"]
    assert (waiting["made_at"], waiting["minutes"]) == (None, 0)
    officer = story.stage.world.cast["county_officer"]
    story.do("county_officer", "assign_officer", officer=str(officer.pk))
    story.do("county_officer", "note_contact", how="phone", note="说明了办理程序。")
    made = story.seen_by("county_officer")["among_offices"]["first_contact"]
    assert made["since"] == waiting["since"] < made["made_at"]
    assert made["owner"] == officer.name
    story.do("county_officer", "return_case", reason="经营地址在别的区，已经去看过。")
    office = story.seen_by("city_officer")["among_offices"]
    [way] = office["transfers"]
    assert (way["why"], way["article"]) == (
        "经营地址在别的区，已经去看过。",
        "《市场监督管理投诉举报处理办法》第四十一条第二款",
    )
    assert way["from_office"] != way["to_office"]
    for side in ("consumer", "clerk"):
        assert story.seen_by(side)["among_offices"] is None
    assert "among_offices" in story.stage.get("consumer", f"/cases/{story.ref}").json
