"""A request that cannot be read is told field by field what to mend, in Chinese or, where it is asked for, English."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.stage import MATTER, Answer, Stage, Story

BODY: dict[str, Any] = {**MATTER, "region_code": "990101"}


def told(stage: Stage, body: Any, language: str = "zh-CN") -> dict[str, str]:
    headers = {"Authorization": f"Bearer {stage.token('consumer')}", "Accept-Language": language}
    answer = Answer(stage.client.post("/api/v1/cases", json.dumps(body), "application/json", headers=headers))
    assert answer.status == 422
    return {one["field"]: one["detail"] for one in answer.json["problems"]}


@pytest.mark.parametrize(
    ("body", "field", "zh", "en"),
    [
        ([], "", "应当是 JSON 对象（大括号）", "This should be a JSON object (in braces)"),
        ({"kind": "report"}, "story", "缺少这一项", "This is missing"),
        ({**BODY, "money": "100"}, "money", "没有这一项，请核对名称", "There is no such field: check its name"),
        ({**BODY, "story": 7}, "story", "应当是文字（加引号）", "This should be text (in quotes)"),
        (
            {**BODY, "kind": "投诉"},
            "kind",
            "只能是 'complaint', 'report' 或 'enquiry'",
            "This should be 'complaint', 'report' or 'enquiry'",
        ),
        ({**BODY, "trader_id": "7"}, "trader_id", "应当是一个 UUID", "This should be a UUID"),
        (
            {**BODY, "wanted": "退款"},
            "wanted",
            "应当是 JSON 数组（方括号）",
            "This should be a JSON array (in brackets)",
        ),
        ({**BODY, "others": [{"name": "孙若兰"}]}, "others.0.phone", "缺少这一项", "This is missing"),
        ({**BODY, "phone": "1" * 31}, "phone", "最多 30 个字", "At most 30 characters"),
        (
            {**BODY, "region_code": "云汀"},
            "region_code",
            "写法不对，应当符合 ^[0-9]{0,12}$",
            "This should match ^[0-9]{0,12}$",
        ),
    ],
)
def test_each_field_in_the_readers_language(stage: Stage, body: Any, field: str, zh: str, en: str) -> None:
    assert told(stage, body)[field] == zh
    assert told(stage, body, "en")[field] == en


@pytest.mark.parametrize(
    ("asked", "field", "zh"),
    [
        ({"limit": "0"}, "limit", "不能小于 1"),
        ({"limit": "101"}, "limit", "不能大于 100"),
        ({"limit": "两个"}, "limit", "应当是整数"),
        ({"after": "xyz"}, "after", "请原样传回上一页的 next"),
        ({"state": "nowhere"}, "state", "没有这个状态，请对照案件的 state"),
    ],
)
def test_a_list_that_cannot_be_meant_is_not_answered(story: Story, asked: dict[str, str], field: str, zh: str) -> None:
    """To begin anew where a page is not known would hand out everything again and again."""
    answer = story.stage.get("consumer", "/cases", **asked)
    assert (answer.status, answer.json["problems"]) == (422, [{"field": field, "detail": zh}])


def test_what_is_wrong_can_be_read_as_it_stands(stage: Stage) -> None:
    answer = stage.post("consumer", "/cases", {**BODY, "金额": "100"})
    assert '"field": "金额", "detail": "没有这一项，请核对名称"' in answer.response.content.decode()
