"""What an office sets for itself, the words it keeps, and who holds which post there: pages of its head."""

from __future__ import annotations

import pytest

from hejie.desk.models import OfficeReply, PostChange
from hejie.people.models import Post
from hejie.places.models import Authority
from hejie.places.settings import all_settings, declared, setting
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, number, queries_of

SETTINGS, REPLIES, PEOPLE = "/office/settings/", "/office/settings/replies/", "/office/people/"
UNSET = {one.key: "" for one in all_settings()}


def county(scene: Scene) -> Authority:
    return Authority.objects.get(pk=scene.county.pk)


def test_a_value_of_ones_own_holds_until_it_is_taken_back(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    assert "现在沿用：通用的值" in words(head.get(SETTINGS))
    head.post(SETTINGS, {**UNSET, "first_contact_minutes": "20", "auto_assign": "yes"})
    assert (setting(county(scene), "first_contact_minutes"), setting(county(scene), "auto_assign")) == (20, True)
    shown = words(head.get(SETTINGS))
    assert "本部门自己设的 · 方局" in shown
    head.post(SETTINGS, UNSET)
    assert (setting(county(scene), "first_contact_minutes"), setting(county(scene), "auto_assign")) == (30, False)


def test_one_wrong_value_saves_none_and_keeps_what_was_typed(scene: Scene) -> None:
    typed = {**UNSET, "first_contact_minutes": "2", "bounced_after": "很多", "enquiry_promise_days": "3"}
    answer = browser_of(scene.people["head"]).post(SETTINGS, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    for key in ("first_contact_minutes", "bounced_after"):
        one = declared(key)
        said = f"请填 {one.minimum} 到 {one.maximum} 之间的整数"
        assert f"{one.label.zh}：{said}" in words(answer), "the line at the top names the setting"
        assert f'href="#set-{key}"' in page
        assert words(answer).count(said) == 2, "and it stands at the field"
        assert f'aria-describedby="problem-{key}"' in page
    assert 'value="很多"' in page
    assert setting(county(scene), "enquiry_promise_days") == 5


def test_figures_of_a_chinese_keyboard_are_a_number(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    assert head.post(SETTINGS, {**UNSET, "first_contact_minutes": "１５"}).status_code == 302
    assert setting(county(scene), "first_contact_minutes") == 15


def test_words_of_the_office_stand_beside_its_decisions(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    head.post(REPLIES, {"title": "材料不全", "text": "请补充购买凭证。"})
    head.post(REPLIES, {"title": "材料不全", "text": "请补充购买凭证和照片。"})
    assert OfficeReply.objects.get().text == "请补充购买凭证和照片。"
    scene.file("authority")
    page = browser_of(scene.people["officer"]).get(f"/office/cases/{number(scene)}/")
    assert "请补充购买凭证和照片。" in words(page)
    above = browser_of(scene.people["director"]).get(f"/office/cases/{number(scene)}/")
    assert "请补充购买凭证和照片。" not in words(above)
    assert "请写标题和内容" in words(head.post(REPLIES, {"title": "空的"}, follow=True))
    head.post(REPLIES, {"remove": "材料不全"})
    assert not OfficeReply.objects.exists()


@pytest.mark.parametrize(
    ("typed", "control"),
    [
        ({"title": "材料不全", "text": ""}, "reply-text"),
        ({"title": "", "text": "请补充购买凭证。"}, "reply-title"),
        ({"title": "长" * 61, "text": "请补充购买凭证。"}, "reply-title"),
    ],
)
def test_words_that_cannot_be_kept_stay_as_typed_with_the_reason_beside_them(
    scene: Scene, typed: dict[str, str], control: str
) -> None:
    head = browser_of(scene.people["head"])
    answer = head.post(REPLIES, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<p class="err" id="{control}-problem">' in page
    assert f'aria-describedby="{control}-problem"' in page
    assert typed["title"] in page
    assert typed["text"] in page
    assert not OfficeReply.objects.exists()
    assert head.get(REPLIES)["Location"] == f"{SETTINGS}#replies", "the page can be loaded again"


def test_a_post_is_given_and_ended_with_the_names_of_who_did(scene: Scene) -> None:
    head, stranger = browser_of(scene.people["head"]), scene.people["stranger"]
    head.post(PEOPLE, {"who": stranger.phone, "role": "mediator"})
    post = Post.objects.get(person=stranger)
    assert (post.role, post.authority_id) == ("mediator", scene.county.pk)
    assert "方局给的" in words(head.get(PEOPLE))
    head.post(PEOPLE, {"end": str(post.pk)})
    assert "方局收回的" in words(head.get(PEOPLE))
    assert not Post.objects.filter(person=stranger, until=None).exists()
    assert sorted(PostChange.objects.values_list("what", flat=True)) == ["ended", "given"]


def test_nobody_ends_their_own_headship_or_a_post_elsewhere(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    own = Post.objects.get(person=scene.people["head"], role="head")
    elsewhere = Post.objects.get(person=scene.people["director"])
    for post in (own, elsewhere):
        assert "这个岗位现在收不回" in words(head.post(PEOPLE, {"end": str(post.pk)}, follow=True))
        post.refresh_from_db()
        assert post.until is None


def test_a_post_for_nobody_is_asked_for_again(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    answer = head.post(PEOPLE, {"who": "没有这个人", "role": "mediator"})
    assert answer.status_code == 422
    assert "没有找到这个人" in words(answer)
    assert 'href="#who"' in answer.content.decode()
    assert '<option value="mediator" selected>' in answer.content.decode(), "what was chosen is kept"
    assert "请填对方的用户名" in words(head.post(PEOPLE, {"who": "", "role": "officer"}))
    assert "收回方局的岗位" not in words(head.get(PEOPLE)), "no button for the own headship"


@pytest.mark.parametrize("path", [SETTINGS, PEOPLE])
def test_the_pages_are_for_heads_and_ask_little(scene: Scene, path: str) -> None:
    response, count = queries_of(browser_of(scene.people["head"]), path)
    assert response.status_code == 200
    assert count <= MOST_QUERIES
    for who in ("officer", "director", "mediator", "consumer"):
        assert browser_of(scene.people[who]).get(path).status_code == 404
        assert browser_of(scene.people[who]).post(path, {"end": "x"}).status_code == 404
