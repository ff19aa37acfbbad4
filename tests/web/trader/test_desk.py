"""The trader's inbox: what stands in it, what does not, and replying to several cases at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, CaseRecord
from hejie.people.actions import register_person
from hejie.traders.actions import add_clerk, register_trader, save_template
from hejie.traders.models import ReplyTemplate, Trader
from tests.apps.agreements.scene import LESS, REFUND, Scene
from tests.web.at_desk import number, sit_down
from tests.web.conftest import words

MOST_QUERIES = 12


@pytest.fixture
def desk(scene: Scene) -> Client:
    return sit_down(scene.people["clerk"])


@pytest.fixture
def sorry(scene: Scene) -> ReplyTemplate:
    trader = Trader.objects.get()
    return save_template(trader_id=trader.pk, title="先致歉", text="给您添麻烦了，今天给您方案。", now=scene.now)


def said(case: Case) -> list[str]:
    rows = CaseRecord.objects.filter(case=case, fact="message_sent").select_related("content").order_by("seq")
    return [row.content.body["text"] for row in rows]


def test_a_new_complaint_awaits_the_trader_and_an_answered_one_does_not(scene: Scene, desk: Client) -> None:
    fresh = scene.file()
    answered = scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])

    mine, running = desk.get("/desk/"), desk.get("/desk/?tab=running")

    assert number(fresh) in words(mine)
    assert number(answered) not in words(mine)
    assert "有 1 件轮到您" in words(mine)
    assert number(answered) in words(running)
    assert "您出 ¥900.00，等对方答复" in words(running)


def test_an_offer_of_the_consumer_brings_the_case_back(scene: Scene, desk: Client) -> None:
    case = scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "make_offer", terms=[REFUND])

    page = words(desk.get("/desk/"))

    assert number(case) in page
    assert "消费者要 ¥1,299.00，等您答复" in page


def test_a_case_that_is_over_stands_apart(scene: Scene, desk: Client) -> None:
    case = scene.file()
    scene.act("consumer", "withdraw")

    assert number(case) not in words(desk.get("/desk/?tab=running"))
    assert number(case) in words(desk.get("/desk/?tab=ended"))


def test_the_inbox_begins_with_the_least_time_left(scene: Scene, desk: Client) -> None:
    older = scene.file()
    scene.now += timedelta(days=7)
    newer = scene.file()

    page = words(desk.get("/desk/"))

    assert page.index(number(older)) < page.index(number(newer))


def test_long_lists_come_in_pages_without_gaps(scene: Scene, desk: Client) -> None:
    filed = {number(scene.file()) for _ in range(23)}

    first = desk.get("/desk/")
    second = desk.get("/desk/" + first.context["inbox"].links.later)
    shown = [row.ref for page in (first, second) for row in page.context["inbox"].rows]

    assert len(first.context["inbox"].rows) == 20
    assert sorted(shown) == sorted(filed)
    assert not second.context["inbox"].links.later


def test_a_number_finds_its_case_however_it_is_typed(scene: Scene, desk: Client) -> None:
    case, other = scene.file(), scene.file()

    page = words(desk.get("/desk/", {"q": case.ref}))

    assert number(case) in page
    assert number(other) not in page
    assert "没有找到这个案件" in words(desk.get("/desk/?q=2611-0000-0000"))


def test_nobody_sees_the_cases_of_another_trader(scene: Scene) -> None:
    case = scene.file()
    other = register_trader(now=scene.now, name="悦动体育有限公司", kind="company", region_code="990102")
    person = register_person(now=scene.now, name="白若水", phone="13800000202", phone_verified=True)
    add_clerk(trader=other, person=person, now=scene.now)
    desk = sit_down(person)

    assert number(case) not in words(desk.get("/desk/?tab=running"))
    assert number(case) not in words(desk.get("/desk/", {"q": case.ref})).replace(f"“{case.ref}”", "")
    assert desk.get(f"/desk/cases/{number(case)}/").status_code == 404


@pytest.mark.parametrize("address", ["/desk/", "/desk/figures/", "/desk/templates/"])
@pytest.mark.parametrize("who", ["consumer", "officer", "mediator"])
def test_the_desk_does_not_exist_for_others(scene: Scene, who: str, address: str) -> None:
    assert sit_down(scene.people[who]).get(address).status_code == 404
    assert Client(HTTP_HOST="localhost").get(address).status_code == 404


def test_one_reply_goes_to_every_chosen_case(scene: Scene, desk: Client, sorry: ReplyTemplate) -> None:
    cases = [scene.file(), scene.file()]
    left_out = scene.file()

    page = desk.post("/desk/reply/", {"case": [*map(number, cases)], "template": sorry.pk, "key": "k"}, follow=True)

    assert "已发给 2 件案件：先致歉" in words(page)
    assert [said(case) for case in cases] == [["给您添麻烦了，今天给您方案。"]] * 2
    assert said(left_out) == []


def test_what_could_not_be_sent_says_why(scene: Scene, desk: Client, sorry: ReplyTemplate) -> None:
    talking, waiting = scene.file(), scene.file("authority")
    chosen = [number(talking), number(waiting), "2611-0000-0000"]

    answer = desk.post("/desk/reply/", {"tab": "running", "case": chosen, "template": sorry.pk}, follow=True)

    page = words(answer)
    assert ticked(answer) == [number(waiting)], "what was sent is not ticked once more"
    assert "已发给 1 件案件" in page
    assert f"{number(waiting)} 没有发：案件现在是“等待受理决定”" in page
    assert "2611-0000-0000 没有发：没有找到这个案件" in page
    assert said(waiting) == []


def test_a_second_click_sends_nothing_twice(scene: Scene, desk: Client, sorry: ReplyTemplate) -> None:
    case = scene.file()
    for _ in range(2):
        desk.post("/desk/reply/", {"case": [number(case)], "template": sorry.pk, "key": "same"})

    assert len(said(case)) == 1


def test_a_clerk_does_not_speak_as_a_consumer_by_mistake(scene: Scene, desk: Client, sorry: ReplyTemplate) -> None:
    """The clerk is a consumer too, in a case against somebody else."""
    other = register_trader(now=scene.now, name="悦动体育有限公司", kind="company", region_code="990102")
    clerk = scene.people["clerk"]
    scene.people["consumer"], scene.people["clerk"] = clerk, scene.people["consumer"]
    add_clerk(trader=other, person=scene.people["clerk"], now=scene.now)
    own = scene.file()

    page = words(desk.post("/desk/reply/", {"case": [number(own)], "template": sorry.pk}, follow=True))

    assert "没有找到这个案件" in page
    assert said(own) == []


def test_a_reply_needs_cases_and_a_template(scene: Scene, desk: Client, sorry: ReplyTemplate) -> None:
    case, shown = scene.file(), {"tab": "running", "after": ""}

    bare = desk.post("/desk/reply/", {**shown, "case": [number(case)]}, follow=True)
    assert "请再选一个答复模板" in words(bare)
    assert ticked(bare) == [number(case)]
    assert bare.context["inbox"].tab == "running"
    assert "请先勾选要答复的案件" in words(desk.post("/desk/reply/", {**shown, "template": sorry.pk}, follow=True))
    assert said(case) == []


def ticked(page: HttpResponse) -> list[str]:
    return re.findall(r'name="case" value="([^"]+)" checked', page.content.decode())


def test_templates_of_another_trader_are_not_at_hand(scene: Scene, desk: Client) -> None:
    case = scene.file()
    other = register_trader(now=scene.now, name="悦动体育有限公司", kind="company", region_code="990102")
    theirs = save_template(trader_id=other.pk, title="别家的", text="别家的话", now=scene.now)

    desk.post("/desk/reply/", {"case": [number(case)], "template": theirs.pk})

    assert said(case) == []
    assert "别家的" not in words(desk.get("/desk/"))
    assert desk.get(f"/desk/templates/{theirs.pk}/").status_code == 404


def test_figures_name_what_was_counted(scene: Scene, desk: Client) -> None:
    scene.now = timezone.now() - timedelta(days=2)
    scene.file()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "end_negotiation")
    scene.file()
    scene.act("consumer", "end_negotiation")

    page = words(desk.get("/desk/figures/"))

    assert "答复率 50 % 2 件已结束的直接协商里有 1 件" in page
    assert "件数少，仅供参考" in page
    assert "约定兑现率 — 还没有已到期的约定" in page
    assert "0 件评价，另有 0 件未评价" in page


def test_figures_say_how_each_promise_that_fell_due_stands(scene: Scene, desk: Client) -> None:
    for kept in (True, False):
        scene.now = timezone.now() - timedelta(days=30)
        scene.settle()
        scene.sign("consumer", "clerk")
        if kept:
            scene.act("consumer", "confirm_promise", promise="0")

    page = words(desk.get("/desk/figures/"))

    assert "约定兑现率 50 % 2 件已到期的约定里有 1 件 按时 1 件，晚了才办 0 件，没办 1 件 件数少，仅供参考" in page
    assert "消费者说解决了 — 还没有已评价的案件（未评价的另列） 另有 1 件没评价，不算在内" in page


def test_the_inbox_costs_the_same_whatever_it_holds(
    scene: Scene, desk: Client, sorry: ReplyTemplate, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        scene.file()
        scene.act("clerk", "make_offer", terms=[LESS])
    for tab in ("mine", "running", "ended"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert desk.get(f"/desk/?tab={tab}").status_code == 200


def test_the_desk_speaks_english(scene: Scene, desk: Client) -> None:
    scene.file()
    desk.cookies["hejie_language"] = "en"

    page = words(desk.get("/desk/"))

    assert "1 case awaits you" in page
    assert "Send to those chosen" in page or "Write a template" in page
    assert show_case_number(scene.case.ref) in page
