"""A file sent ahead of a move by the API has the readers of that move."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.stage import Stage


def note(number: int) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (32, number), "#eee").save(data, "PNG")
    return SimpleUploadedFile("说明.png", data.getvalue(), "image/png")


def test_what_the_officer_sends_ahead_of_an_inner_answer_is_never_seen_by_the_sides(stage: Stage) -> None:
    story = stage.file(how="authority")
    address = f"/cases/{story.ref}/evidence"
    for_all = stage.upload("county_officer", address, file=note(1))
    for_offices = stage.upload("county_officer", address, file=note(2), move="answer_supervision")
    assert (for_all.status, for_offices.status) == (201, 201), for_offices.json
    read = {who: {one["id"] for one in stage.get(who, address).json["items"]} for who in ("county_officer", "consumer")}
    assert read["county_officer"] == {for_all.json["id"], for_offices.json["id"]}
    assert read["consumer"] == {for_all.json["id"]}
    assert stage.get("consumer", f"{address}/{for_offices.json['id']}").status == 404


def test_a_move_that_does_not_exist_takes_no_file(stage: Stage) -> None:
    story = stage.file()
    refused = stage.upload("consumer", f"/cases/{story.ref}/evidence", file=note(3), move="no_such_move")
    assert (refused.status, refused.json["problems"][0]["field"]) == (422, "move")
    assert stage.get("consumer", f"/cases/{story.ref}/evidence").json["items"] == []
