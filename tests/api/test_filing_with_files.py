"""A filing and its photos in one request: all of it is there, or nothing is."""

from __future__ import annotations

import io
import json
from typing import Any

from hejie.cases.models import Case
from tests.apps.evidence import specimens
from tests.stage import MATTER, Answer, Stage, broken_chain, yesterday


def photo(width: int = 40) -> io.BytesIO:
    stream = io.BytesIO(specimens.photo((width, 40)))
    stream.name = "漏水.jpg"
    return stream


def file(stage: Stage, *files: io.BytesIO, key: str = "", **more: Any) -> Answer:
    about = {"trader_id": str(stage.world.traders["qinghe"].pk), "happened_on": yesterday()}
    body = {"filing": json.dumps({**MATTER, **about, **more}), "file": list(files)}
    token = {"Authorization": f"Bearer {stage.token('consumer')}", "Idempotency-Key": key}
    return Answer(stage.client.post("/api/v1/cases", body, headers=token))


def test_two_photos_lie_before_the_case_as_it_opens(stage: Stage) -> None:
    answer = file(stage, photo(), photo(60))
    assert answer.status == 201, answer.json
    ref = answer.json["ref"]
    records = stage.get("consumer", f"/cases/{ref}/records").json["items"]
    assert [one["fact"] for one in records] == ["case_filed", "files_received"]
    held = stage.get("consumer", f"/cases/{ref}/evidence").json["items"]
    named = {one["original"] for one in records[1]["data"]["files"]}
    assert {one["sha256"] for one in held} == named
    assert len(named) == 2
    assert broken_chain(Case.objects.get(ref=ref)) is None


def test_a_file_that_cannot_be_taken_leaves_no_case(stage: Stage) -> None:
    before = Case.objects.count()
    broken = io.BytesIO(specimens.photo()[:60])
    broken.name = "坏了.jpg"
    answer = file(stage, photo(), broken)
    assert answer.status == 422
    assert answer.json["problems"][0]["field"] == "evidence"
    assert Case.objects.count() == before


def test_the_same_key_again_gives_the_first_case_and_adds_nothing(stage: Stage) -> None:
    first = file(stage, photo(), key="k1").json["ref"]
    again = file(stage, photo(), photo(60), key="k1")
    assert (again.status, again.json["ref"]) == (201, first)
    assert len(stage.get("consumer", f"/cases/{first}/evidence").json["items"]) == 1


def test_a_form_without_the_filing_is_refused(stage: Stage) -> None:
    token = {"Authorization": f"Bearer {stage.token('consumer')}"}
    answer = Answer(stage.client.post("/api/v1/cases", {"file": [photo()]}, headers=token))
    assert answer.status == 400
