"""A program writes in the shared draft: it reads the version, changes a clause, and agrees."""

from __future__ import annotations

from tests.stage import Stage


def test_a_program_reads_changes_and_agrees(stage: Stage) -> None:
    story = stage.file()
    story.mediate()
    path = f"/cases/{story.ref}/draft"
    assert stage.get("clerk", path).json["version"] == 0
    story.do("mediator", "edit_draft", clauses=[{"heading": "赔偿", "text": "商家赔偿 100 元。"}])
    [clause] = stage.get("clerk", path).json["clauses"]
    story.do("clerk", "edit_draft", version=1, clauses=[{"id": clause["id"], "text": "商家赔偿 80 元。"}])
    story.do("consumer", "edit_draft", version=1, clauses=[{"id": clause["id"], "text": "商家赔偿 120 元。"}])

    shown = stage.get("consumer", path).json

    assert (shown["version"], shown["clauses"][0]["points"]) == (3, [["80", "120"]])
    story.do("mediator", "edit_draft", version=3, clauses=[{"id": clause["id"], "text": "商家赔偿 100 元。"}])
    story.do("consumer", "agree_draft", version="4")
    assert stage.get("mediator", path).json["agreed_by"] == ["complainant"]
    assert stage.get("outsider", path).status == 404
