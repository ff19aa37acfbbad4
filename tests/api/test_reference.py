"""The description of the API to read: everything it can do, in both languages, open to everybody."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.test import Client

from hejie.api.reference import groups_of, shapes_of
from hejie.api.reference_words import SUMMARIES
from hejie.api.urls import api
from tests.web.conftest import words


@cache
def schema() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="/api/v1/")


def test_every_operation_stands_in_a_group_and_has_a_chinese_line() -> None:
    shown = [one.key for group in groups_of(schema()) for one in group.operations]
    described = [one["operationId"] for methods in schema()["paths"].values() for one in methods.values()]
    assert sorted(shown) == sorted(described) == sorted(SUMMARIES)


def test_links_between_shapes_lead_somewhere() -> None:
    shapes = shapes_of(schema())
    named = {one.name for one in shapes}
    rows = [row for one in shapes for row in one.rows]
    operations = [one for group in groups_of(schema()) for one in group.operations]
    rows += [row for one in operations for row in (*one.parameters, *one.body)]
    assert {row.shape for row in rows} | {answer.shape for one in operations for answer in one.answers} <= named | {""}
    assert ("list of MoveOut", "MoveOut") in {(row.kind, row.shape) for row in rows}


def test_it_reads_in_both_languages_without_script(client: Client, db: None) -> None:
    page = client.get("/api/")
    assert page.status_code == 200
    assert "提交投诉、举报或者咨询 POST /api/v1/cases" in words(page)
    client.cookies["hejie_language"] = "en"
    assert "File a complaint, report or enquiry POST /api/v1/cases" in words(client.get("/api/"))
    assert 'href="/api/"' in client.get("/about/").content.decode()
    assert "<code>moves</code>" in page.content.decode()
    assert client.get("/api/nothing/").status_code == 404
