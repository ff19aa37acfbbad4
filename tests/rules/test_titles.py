"""Titles of cases in both languages."""

from __future__ import annotations

import pytest

from hejie.rules.filing import title_of, titled

MATTERS = [
    ({"goods": "除湿机", "problem": "quality", "category": "appliances"}, "除湿机: Quality"),
    ({"goods": "", "problem": "price", "category": "food"}, "Food: Price"),
    ({"goods": "一件：很长的名字", "problem": "contract", "category": "food"}, "一件：很长的名字: Contract"),
    ({"category": "appliances"}, "Home appliances"),
    ({"goods": "怎样退预付卡", "category": "food"}, "怎样退预付卡"),
]


@pytest.mark.parametrize(("answers", "english"), MATTERS)
def test_what_the_platform_wrote_is_said_in_english_and_what_people_typed_stays(
    answers: dict[str, str], english: str
) -> None:
    title = title_of(answers)
    assert (titled(title).zh, titled(title).en) == (title, english)


def test_a_title_typed_by_somebody_is_nobodys_to_translate() -> None:
    for typed in ("电饭煲坏了不给换", "这是：什么问题", ""):
        assert titled(typed).en == typed
