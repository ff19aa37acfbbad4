"""Components print what they are given, in both languages, without inline style or script."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from tests.web import page_samples

PAGE = (Path(__file__).parent / "components.html").read_text()


@cache
def components() -> Any:
    return engines["django"].from_string(PAGE)


def render(language: str = "zh-hans", **more: Any) -> str:
    with translation.override(language):
        return str(components().render({**page_samples.context(), **more}, RequestFactory().get("/")))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " "))


def test_nothing_the_content_policy_would_refuse() -> None:
    html = render(with_errors=True)
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son\w+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", html))


def test_every_id_is_there_once_and_every_reference_leads_somewhere() -> None:
    html = re.sub(r"<template>.*?</template>", "", render(shown="me"), flags=re.DOTALL)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    pointed = re.findall(r'(?:for|aria-labelledby)="([^"]+)"', html)
    pointed += [one for group in re.findall(r'aria-describedby="([^"]+)"', html) for one in group.split()]
    assert [one for one in pointed if one not in ids] == []


def test_the_next_step_says_turn_task_date_and_what_silence_means() -> None:
    text = text_of(render(shown="me"))
    for part in ("轮到您", "请答复商家的新方案", "11月26日（周四）", "到期没办会怎样", "您的权利不受影响"):
        assert part in text


@pytest.mark.parametrize(
    ("state", "chinese", "english"),
    [
        ("ok", "还有 5 个工作日", "5 working days left"),
        ("soon", "还有 2 个工作日", "2 working days left"),
        ("today", "今天 24:00 到期", "Due today by 24:00"),
        ("over", "逾期 2 个工作日", "2 working days overdue"),
        ("paused", "暂停计时", "Clock stopped"),
        ("done", "已办好", "Done"),
    ],
)
def test_a_deadline_says_its_state_in_words(state: str, chinese: str, english: str) -> None:
    due = page_samples.DUES[state]
    assert due.state == state
    assert chinese in text_of(render(dues=[due]))
    assert english in text_of(render("en", dues=[due]))


def test_english_pages_leave_no_chinese_but_what_people_wrote() -> None:
    html = re.sub(
        r'<(body|p class="text|span class="block font-medium|span class="hj-party).*?>',
        " ",
        render("en", messages_shown=[], evidence=[], rows=[]),
    )
    left = re.findall(r"[\u4e00-\u9fff]+", re.sub(r'<span class="hj-party"[^>]*>.*?</span>', "", text_of(html)))
    assert set(left) <= {"中文", "您", "商", "监", "调", "系", "内容已存在手机里", "没连上网"}


def test_nothing_is_chosen_beforehand() -> None:
    assert " checked" not in render()


def test_a_failed_form_keeps_what_was_typed_and_says_what_to_do_beside_it() -> None:
    html = render(with_errors=True)
    assert "还差 3 处没填好" in text_of(html)
    assert 'href="#try_everything-paid"' in html
    assert 'href="#try_everything-terms-0-amount"' in html
    assert 'value="晴禾家电 &lt;店&gt;"' in html
    assert (
        'id="try_everything-paid" name="paid" aria-describedby="try_everything-paid-problem" aria-invalid="true"'
        in re.sub(r"\s+", " ", html)
    )


def test_a_number_never_parts_from_its_unit() -> None:
    html = render()
    assert "5\u00a0个工作日" in html
    assert "5 个工作日" not in re.sub(r"<[^>]+>", "", html)


def test_what_people_type_is_not_touched_by_typography() -> None:
    again = page_samples.move_form(
        page_samples.EVERYTHING, page_samples.FACTS, action="/x/", values={"story": "等了 5 个工作日"}
    )
    assert "等了 5 个工作日</textarea>" in render(form=again)
