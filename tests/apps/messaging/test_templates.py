"""Message texts: complete in both languages, with known placeholders, and short enough to be sent."""

from __future__ import annotations

from datetime import date

import pytest

from hejie.messaging.templates import PLACEHOLDERS, TEMPLATES, placeholders, title
from hejie.rules.model import Text

EVERYTHING = {name: f"<{name}>" for name in PLACEHOLDERS}


@pytest.mark.parametrize("key", TEMPLATES)
def test_both_languages_ask_for_the_same_known_values(key: str) -> None:
    text = TEMPLATES[key].text
    assert placeholders(text.zh) == placeholders(text.en)
    assert placeholders(text.zh) <= PLACEHOLDERS.keys()


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_text_that_asks_for_an_answer_says_by_when_and_what_silence_means(key: str) -> None:
    template = TEMPLATES[key]
    if "到时没有" in template.text.zh:
        assert {"due", "silence", "link"} <= template.placeholders
    assert "ref" not in template.placeholders or "link" in template.placeholders
    assert title(key, "zh-hans") != title(key, "en")


def test_every_placeholder_is_used_somewhere() -> None:
    used = frozenset[str]().union(*(template.placeholders for template in TEMPLATES.values()))
    assert used == PLACEHOLDERS.keys()


def test_dates_and_words_are_said_in_the_readers_language() -> None:
    values = {
        **EVERYTHING,
        "due": date(2026, 11, 26),
        "silence": Text("方案失效", "the offer lapses"),
        "terms": "退款 1,299 元",
    }
    chinese = TEMPLATES["offer_made"].render(values, "zh-hans")
    english = TEMPLATES["offer_made"].render(values, "en")
    assert "2026年11月26日（周四）" in chinese
    assert "方案失效" in chinese
    assert "Thu 26 Nov 2026" in english
    assert "the offer lapses" in english


def test_a_missing_value_is_named() -> None:
    with pytest.raises(ValueError, match="minutes"):
        TEMPLATES["code"].render({"code": "204816", "task": "登录"}, "zh-hans")
