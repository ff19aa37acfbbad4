"""Reply templates: added, changed, removed; a name stands once."""

from __future__ import annotations

import pytest
from django.test import Client

from hejie.traders.models import ReplyTemplate
from tests.apps.agreements.scene import Scene
from tests.web.at_desk import sit_down
from tests.web.conftest import words

LIST = "/desk/templates/"


@pytest.fixture
def desk(scene: Scene) -> Client:
    return sit_down(scene.people["clerk"])


@pytest.fixture
def sorry(desk: Client) -> ReplyTemplate:
    desk.post(LIST, {"title": "先致歉", "text": "给您添麻烦了。"})
    return ReplyTemplate.objects.get(title="先致歉")


def test_a_template_is_added_and_listed(desk: Client, sorry: ReplyTemplate) -> None:
    page = words(desk.get(LIST))

    assert "已有的模板（1 个）" in page
    assert "给您添麻烦了。" in page


def test_a_template_needs_a_name_and_words(desk: Client) -> None:
    answer = desk.post(LIST, {"title": "", "text": "给您添麻烦了。"})

    assert answer.status_code == 422
    assert "给您添麻烦了。" in words(answer)
    assert not ReplyTemplate.objects.exists()


def test_the_same_name_is_not_overwritten_unawares(desk: Client, sorry: ReplyTemplate) -> None:
    answer = desk.post(LIST, {"title": "先致歉", "text": "另外的话"})

    assert "已经有同名的模板，请换一个名称" in words(answer)
    assert "另外的话" in words(answer)
    sorry.refresh_from_db()
    assert sorry.text == "给您添麻烦了。"


def test_a_template_is_changed(desk: Client, sorry: ReplyTemplate) -> None:
    desk.post(f"{LIST}{sorry.pk}/", {"title": "致歉", "text": "马上处理。"})

    sorry.refresh_from_db()
    assert (sorry.title, sorry.text) == ("致歉", "马上处理。")


def test_a_change_to_a_taken_name_is_refused_and_kept_in_the_box(desk: Client, sorry: ReplyTemplate) -> None:
    desk.post(LIST, {"title": "同意退款", "text": "三天内到账。"})

    answer = desk.post(f"{LIST}{sorry.pk}/", {"title": "同意退款", "text": "马上处理。"})

    assert answer.status_code == 422
    assert "马上处理。" in words(answer)
    sorry.refresh_from_db()
    assert sorry.title == "先致歉"


def test_a_template_is_removed(desk: Client, sorry: ReplyTemplate) -> None:
    page = desk.post(f"{LIST}{sorry.pk}/", {"remove": "yes"}, follow=True)

    assert "已删除模板：先致歉" in words(page)
    assert not ReplyTemplate.objects.exists()
    assert desk.get(f"{LIST}{sorry.pk}/").status_code == 404
