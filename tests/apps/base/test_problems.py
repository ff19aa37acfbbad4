"""What is wrong, said to a program."""

from __future__ import annotations

import json

from hejie.base.problems import problem_json


def test_half_a_character_is_given_back_as_it_came() -> None:
    """Python reads one from JSON and cannot write it as UTF-8."""
    answer = problem_json(422, "inputs", "名称", problems=[{"field": "\ud800", "detail": "𠮷"}])
    assert json.loads(answer.content)["problems"] == [{"field": "\ud800", "detail": "𠮷"}]
    assert "𠮷" in answer.content.decode()
