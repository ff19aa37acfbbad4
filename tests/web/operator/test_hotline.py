"""A call at the hotline: typed while it is said, filed with one press, the number read out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from hejie.cases.models import Case, Party
from hejie.demo.world import World
from hejie.messaging.models import Message
from hejie.rules.model import Role
from tests.stage import yesterday
from tests.web.at_desk import sit_down
from tests.web.conftest import words

CALLER = "13900000017"
CALL: dict[str, Any] = {
    "kind": "complaint",
    "phone": CALLER,
    "name": "何田田",
    "address": "云青省云汀市青禾区柳湾路 3 号",
    "category": "appliances",
    "goods": "除湿机",
    "problem": "quality",
    "story": "买了九天水箱漏水，客服只肯修，要求退货退款。",
    "amount": "1299",
    "wanted-0-kind": "refund",
    "wanted-0-amount": "1299",
    "happened_on": yesterday(),
    "read_back": "on",
    "how": "authority",
}


@pytest.fixture
def desk(world: World) -> Client:
    return sit_down(world.cast["operator"])


def call(world: World, **changed: Any) -> dict[str, Any]:
    return {**CALL, "trader": str(world.traders["qinghe"].pk), **changed}


def draft_in(client: Client, values: dict[str, Any]) -> str:
    page = client.post("/hotline/draft/", values).content.decode()
    return page.split('name="draft" value="')[1].split('"')[0]


def test_a_call_becomes_a_case_and_its_number_is_read_out(desk: Client, world: World) -> None:
    page = desk.post("/hotline/", call(world))
    case = Case.objects.get(channel="hotline")
    assert f"{case.ref[:4]}-{case.ref[4:8]}-{case.ref[8:]}" in words(page)
    party = Party.objects.get(case=case, side=Role.COMPLAINANT)
    assert (party.phone, party.name, party.person) == (CALLER, "何田田", None)
    assert case.records.get(fact="case_filed").role == Role.OPERATOR
    assert [one.address for one in Message.objects.filter(case_id=case.pk, medium="sms") if one.address == CALLER]


def test_the_same_press_twice_files_once(desk: Client, world: World) -> None:
    draft = draft_in(desk, call(world))
    first = desk.post("/hotline/", call(world, draft=draft))
    again = desk.post("/hotline/", call(world, draft=draft))
    assert Case.objects.filter(channel="hotline").count() == 1
    assert words(first).split("请把案件号念给对方")[1][:20] == words(again).split("请把案件号念给对方")[1][:20]


def test_nothing_typed_is_lost(desk: Client, world: World) -> None:
    draft_in(desk, call(world, story="只说了一半"))
    assert "只说了一半" in desk.get("/hotline/").content.decode()
    assert "只说了一半" not in desk.get("/hotline/?new=1").content.decode()
    refused = desk.post("/hotline/", call(world, story="短"))
    assert refused.status_code == 422
    assert 'value="何田田"' in refused.content.decode()


def test_what_is_missing_is_asked_in_the_order_of_the_page_and_of_the_caller(desk: Client, world: World) -> None:
    page = words(desk.post("/hotline/", call(world, phone="", name="", story="短")))
    wrong = ("请填写对方的手机号", "请填写：对方姓名", "至少写 10 个字")
    places = [page.index(one) for one in wrong]
    assert places == sorted(places)
    assert "请填写：您的姓名" not in page


def test_another_operators_draft_is_not_opened(desk: Client, world: World) -> None:
    draft = draft_in(desk, call(world, story="这是我记的电话"))
    other = sit_down(world.cast["county_officer"])
    assert "这是我记的电话" not in other.get(f"/hotline/?draft={draft}").content.decode()


def test_what_was_said_has_to_be_read_back(desk: Client, world: World) -> None:
    unread = {key: value for key, value in call(world).items() if key != "read_back"}
    page = desk.post("/hotline/", unread)
    assert page.status_code == 422
    assert "已经念给对方听" in words(page)


def test_the_kind_changes_without_losing_a_word(desk: Client, world: World) -> None:
    page = desk.post("/hotline/", call(world, act="kind:report")).content.decode()
    assert "水箱漏水" in page
    assert "登记举报" in page


def test_an_enquiry_is_answered_on_the_line(desk: Client, world: World) -> None:
    asked = {
        "kind": "enquiry",
        "phone": CALLER,
        "name": "何田田",
        "category": "appliances",
        "story": "网购的除湿机七天内可以退货吗？",
        "region": "990101",
        "read_back": "on",
        "answer": "可以，商品完好的，自签收次日起七天内可以退。",
    }
    page = desk.post("/hotline/", asked)
    assert Case.objects.get(channel="hotline").state == "answered"
    assert "办结了" in words(page)


def test_the_callers_cases_show_numbers_and_states_and_no_story(desk: Client, world: World) -> None:
    desk.post("/hotline/", call(world))
    case = Case.objects.get(channel="hotline")
    page = words(desk.post("/hotline/caller/", {"phone": CALLER}))
    assert case.ref[:4] in page
    assert "等待受理决定" in page
    assert "漏水" not in page
    assert "除湿机" not in page
    assert "没有，是第一次" in words(desk.post("/hotline/caller/", {"phone": "13900000018"}))


def test_a_repeat_is_shown_with_its_reasons(desk: Client, world: World) -> None:
    desk.post("/hotline/", call(world))
    page = words(desk.post("/hotline/similar/", call(world)))
    assert "可能是同一件" in page
    assert all(reason in page for reason in ("同一个人", "同一家商家", "同样的商品或服务", "写的内容很像"))
    other = words(desk.post("/hotline/similar/", call(world, phone="13900000018")))
    assert "别人反映过类似的" in other
    assert "除湿机" not in other


def test_a_trader_is_found_while_typing_or_typed_in(desk: Client, world: World) -> None:
    assert "云汀晴禾家电有限公司" in words(desk.get("/hotline/traders/", {"q": "晴禾"}))
    own = call(world, trader="", trader_name="街角小店", region="990102")
    desk.post("/hotline/", own)
    case = Case.objects.get(channel="hotline")
    assert (case.trader, case.office.short_name) == (None, "澄溪区局")


def test_the_hotline_is_for_those_who_answer_it(world: World) -> None:
    for who in ("consumer", "mediator", "clerk", "outsider"):
        client = sit_down(world.cast[who])
        assert client.get("/hotline/").status_code == 404
        assert client.post("/hotline/caller/", {"phone": CALLER}).status_code == 404
    assert Client().get("/hotline/").status_code in (302, 404)
