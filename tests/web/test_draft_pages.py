"""The page of the draft without scripts: boxes, buttons, what changed, and nothing that anybody typed is lost."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from hejie.drafting.clauses import first_draft
from hejie.drafting.queries import DraftShown, draft_of
from tests.apps.agreements.scene import LESS, SCENE, Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words


def write_a_draft(scene: Scene) -> None:
    """A draft of four clauses that the mediator wrote from an offer."""
    scene.mediate()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("mediator", "edit_draft", clauses=first_draft([LESS])[:3])


room = SCENE.then(write_a_draft).fixture()


@pytest.fixture
def clerk(room: Scene) -> Client:
    return sit_down(room.people["clerk"])


def draft(room: Scene) -> DraftShown:
    found = draft_of(room.case.pk)
    assert found
    return found


def address(room: Scene) -> str:
    return f"/cases/{number(room.case)}/draft/"


def typed(room: Scene, **changed: str) -> dict[str, str]:
    """The whole form as it was served, with the text of some clauses changed by their place: `text_0`."""
    shown = draft(room)
    values = {"version": str(shown.version)}
    for place, one in enumerate(shown.clauses):
        values |= {f"heading-{one.id}": one.heading, f"text-{one.id}": changed.get(f"text_{place}", one.text)}
        values[f"version-{one.id}"] = str(shown.version)
    return values


def post(client: Client, room: Scene, values: dict[str, str]) -> HttpResponse:
    return client.post(address(room), values)


def test_only_what_differs_is_saved_and_the_rest_stays_everybodys(room: Scene, clerk: Client) -> None:
    stale = typed(room, text_1="一次了结。")
    first = draft(room).clauses[0]
    room.act("consumer", "edit_draft", clauses=[{"id": first.id, "text": first.text + "原路退回。"}])

    answer = post(clerk, room, stale)

    assert answer.headers["Location"] == f"{address(room)}?from=1#changes"
    assert [one.text for one in draft(room).clauses[:2]] == [first.text + "原路退回。", "一次了结。"]
    page = words(clerk.get(answer.headers["Location"]))
    assert "别人同时改的也并进来了" in page
    assert "加上： 原路退回。" in page


def test_two_wordings_are_shown_and_one_press_settles_them(room: Scene, clerk: Client) -> None:
    first = draft(room).clauses[0]
    stale = typed(room, text_0=first.text.replace("900 ", "800 "))
    room.act("consumer", "edit_draft", clauses=[{"id": first.id, "text": first.text.replace("900 ", "1,000 ")}])
    post(clerk, room, stale)
    page = clerk.get(address(room))
    assert "有 1 处待定" in words(page)
    choice = re.search(r'name="settle" value="([^"]+)">用“800”', page.content.decode())
    assert choice

    post(clerk, room, {**typed(room), "settle": choice[1]})

    assert draft(room).clauses[0].text == first.text.replace("900 ", "800 ")
    assert draft(room).points == 0


def test_a_button_takes_no_typed_words_with_it(room: Scene, clerk: Client) -> None:
    last = draft(room).clauses[2]
    post(clerk, room, {**typed(room, text_1="一次了结。"), "remove": last.id})

    assert [one.text for one in draft(room).clauses][1:] == ["一次了结。"]


def test_clauses_come_from_the_library_move_up_and_go(room: Scene, clerk: Client) -> None:
    post(clerk, room, {**typed(room), "library": "apology", "add": "1"})
    added = draft(room).clauses[-1]
    assert (added.heading, draft(room).points) == ("道歉", 2)
    assert "把〖请填日期〗换成要写的内容" in words(clerk.get(address(room)))
    post(clerk, room, {**typed(room), "up": added.id})
    assert draft(room).clauses[2].id == added.id
    post(clerk, room, typed(room, text_2=""))
    assert added.id not in [one.id for one in draft(room).clauses]


def test_a_promise_in_the_draft_is_marked_until_its_sum_is_changed(room: Scene, clerk: Client) -> None:
    assert words(clerk.get(address(room))).count("到期会提醒") == 1
    post(clerk, room, typed(room, text_0="商家在协议生效后 7 天内退还货款 950 元。"))
    assert "到期会提醒" not in words(clerk.get(address(room)))


def test_who_agrees_is_seen_and_an_edit_shows_what_it_took(room: Scene, clerk: Client) -> None:
    moves = f"/cases/{number(room.case)}/moves"
    assert clerk.post(f"{moves}/agree_draft/", {"version": "1"}).status_code == 302
    assert "您同意这一版" in words(clerk.get(address(room)))
    room.act("consumer", "edit_draft", clauses=[{"text": "运费由商家出。"}])

    page = words(clerk.get(address(room)))

    assert "您同意过第 1 版，后来改过，要再看" in page
    assert "看从您同意的第 1 版以来改了什么" in page
    assert "新加的一条 加上： 运费由商家出。" in page
    assert words(clerk.post(f"{moves}/agree_draft/", {"version": "1"})).count("没有这一项") >= 1


def test_what_is_too_long_stays_in_its_box(room: Scene, clerk: Client) -> None:
    long = "长" * 4001
    answer = post(clerk, room, typed(room, text_1=long))

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "“内容”最多 4000 个字" in words(answer)
    assert draft(room).version == 1


def test_remarks_are_answered_beside_the_clause_and_staff_notes_are_not_shown(room: Scene, clerk: Client) -> None:
    first = draft(room).clauses[0]
    clerk.post(f"/cases/{number(room.case)}/moves/comment_draft/", {"clause": first.id, "text": "能月底付吗？"})
    room.act("mediator", "note_on_draft", clause=first.id, text="商家以前也拖过")

    mine = words(clerk.get(address(room)))
    staff = words(sit_down(room.people["mediator"]).get(f"/rooms/{number(room.case)}/"))

    assert "能月底付吗？" in mine
    assert "商家以前也拖过" not in mine
    assert "内部备注，双方看不到" in staff
    assert "商家以前也拖过" in staff


def test_the_agreed_draft_fills_the_form_of_the_mediator(room: Scene) -> None:
    mediator = sit_down(room.people["mediator"])
    home = f"/rooms/{number(room.case)}/"
    assert "定协议，请双方签名" not in words(mediator.get(home))
    room.agree_on_the_draft()

    page = words(mediator.get(home))

    assert "双方同意的第 1 版草稿会一字不改写进协议" in page
    mediator.post(
        f"/cases/{number(room.case)}/moves/propose_agreement/",
        {"terms-0-kind": "refund", "terms-0-amount": "900.00", "terms-0-within_days": "7"},
    )
    signing = words(mediator.get(home))
    assert all(one.line in signing for one in draft(room).clauses)


@pytest.mark.parametrize("values", [{"settle": "x.y"}, {"settle": "1-0.9.9"}, {"up": "nobody"}, {"from": "x"}, {}])
def test_what_makes_no_sense_changes_nothing(room: Scene, clerk: Client, values: dict[str, str]) -> None:
    assert post(clerk, room, {**typed(room), **values}).status_code == 302
    assert clerk.get(address(room), values).status_code == 200
    assert draft(room).version == 1
