"""Working with the list: narrowed and kept filters, own columns, acts for several cases, the sheet."""

from __future__ import annotations

import io
import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from openpyxl import load_workbook

from hejie.cases.models import CaseRecord
from hejie.desk.actions import MOST_FILTERS
from hejie.desk.models import PlannedVisit, SavedFilter
from hejie.rules.clock import SHANGHAI
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, number, queries_of

LIST = "/office/?view=received"


def several(scene: Scene, *titles: str, **more: Any) -> list[str]:
    refs = []
    for title in titles:
        scene.file("authority", title=title, **more)
        refs.append(number(scene))
    return refs


def open_list(scene: Scene, address: str = LIST, who: str = "officer") -> HttpResponse:
    return browser_of(scene.people[who]).get(address)


def key_in(page: HttpResponse) -> str:
    [key] = set(re.findall(r'name="key" value="(\w+)"', page.content.decode()))
    return key


def test_conditions_narrow_the_list_and_its_count(scene: Scene) -> None:
    several(scene, "热线转来的一件", channel="hotline")
    several(scene, "网页来的一件", "网页来的又一件")
    page = open_list(scene, f"{LIST}&channel=hotline")
    assert [row.title for row in page.context["rows"]] == ["热线转来的一件"]
    assert "待定受理 1 件" in words(page)
    assert str(next(tab.count for tab in page.context["tabs"] if tab.is_current)) == "3"


def test_mine_and_nobodys(scene: Scene) -> None:
    first, second = several(scene, "我办的", "没人办的")
    officer = browser_of(scene.people["officer"])
    officer.post(f"/cases/{first}/moves/accept/", {})
    assert [row.ref for row in officer.get("/office/?view=all&owner=me").context["rows"]] == [first]
    assert [row.ref for row in officer.get(f"{LIST}&owner=nobody").context["rows"]] == [second]


def test_a_filter_is_kept_for_its_owner_and_dropped_again(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    officer.post("/office/filters/", {"view": "received", "channel": "hotline", "name": "热线的"})
    page = officer.get(f"{LIST}&channel=hotline")
    assert [(kept.name, is_current) for kept, is_current in page.context["filters"]] == [("热线的", True)]
    assert [is_current for _, is_current in officer.get(LIST).context["filters"]] == [False]
    assert not open_list(scene, LIST, "head").context["filters"]
    officer.post("/office/filters/", {"view": "received", "forget": "热线的"})
    assert not officer.get(LIST).context["filters"]


def test_a_filter_wants_a_name_and_there_is_room_for_a_dozen(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    assert "请给这个筛选起个名字" in words(officer.post("/office/filters/", {"name": " "}, follow=True))
    for place in range(MOST_FILTERS + 1):
        last = officer.post("/office/filters/", {"view": "all", "name": f"第{place}个"}, follow=True)
    assert "请先删掉一个" in words(last)
    assert SavedFilter.objects.count() == MOST_FILTERS


def test_columns_are_chosen_once_and_remembered(scene: Scene) -> None:
    several(scene, "一件")
    officer = browser_of(scene.people["officer"])
    assert "¥1,299.00" in words(officer.get(LIST))
    officer.post("/office/columns/", {"view": "received", "column": ["due", "filed", "no-such"]})
    page = officer.get(LIST)
    assert [column.key for column in page.context["columns"]] == ["due", "filed"]
    assert "¥1,299.00" not in words(page)
    assert "¥1,299.00" in words(open_list(scene, LIST, "head"))


def test_what_came_after_midnight_came_on_the_day_that_had_begun_in_china(scene: Scene) -> None:
    day = timezone.localdate() - timedelta(days=1)
    scene.now = datetime.combine(day, time(0, 30), SHANGHAI)
    several(scene, "半夜的一件")
    officer = browser_of(scene.people["officer"])
    officer.post("/office/columns/", {"view": "received", "column": ["filed"]})
    found = officer.post("/office/search/", {"q": "半夜的一件"}, follow=True)
    for page in (officer.get(LIST), found):
        assert f'<time datetime="{day.isoformat()}">' in page.content.decode()
    answer = officer.get("/office/export.xlsx?view=received")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert day in [cell.value.date() for cell in sheet[2] if isinstance(cell.value, datetime)]


def test_several_are_accepted_at_once_and_a_refusal_is_said_by_name(scene: Scene) -> None:
    refs = several(scene, "第一件", "第二件", "第三件")
    officer = browser_of(scene.people["officer"])
    officer.post(f"/cases/{refs[1]}/moves/accept/", {})
    form = officer.get("/office/bulk/", {"move": "accept", "case": refs})
    assert "现在是“已受理”，办不了这一步" in words(form)
    done = officer.post("/office/bulk/", {"move": "accept", "case": refs, "key": key_in(form), "note": "一起受理"})
    assert "办好 2 件" in words(done)
    assert [one.title for one in done.context["outcomes"] if one.refused] == ["第二件"]
    assert "没办成：案件现在是“已受理”" in words(done)
    assert CaseRecord.objects.filter(fact="complaint_accepted").count() == 3


def test_where_the_act_is_open_in_none_each_says_why_and_the_way_back_keeps_the_ticks(scene: Scene) -> None:
    refs = several(scene, "第一件", "第二件", "第三件")
    officer = browser_of(scene.people["officer"])
    page = officer.get("/office/bulk/", {"move": "assign_mediator", "case": refs[:2], "list": "view=received"})
    assert "都办不了这一步" in words(page)
    assert words(page).count("现在是“等待受理决定”，办不了这一步") == 2
    assert 'name="mediator"' not in page.content.decode()
    back = officer.get(page.context["back"].picked).content.decode()
    assert sorted(re.findall(r'name="case" value="([^"]+)" form="bulk" data-pick checked', back)) == sorted(refs[:2])


def test_pressed_twice_is_done_once(scene: Scene) -> None:
    refs = several(scene, "第一件", "第二件")
    officer = browser_of(scene.people["officer"])
    sent = {"move": "accept", "case": refs, "key": "once"}
    for _ in range(2):
        assert "办好 2 件" in words(officer.post("/office/bulk/", sent))
    assert CaseRecord.objects.filter(fact="complaint_accepted").count() == 2


def test_a_mediator_for_several_and_a_form_left_empty(scene: Scene) -> None:
    refs = several(scene, "第一件", "第二件")
    officer = browser_of(scene.people["officer"])
    officer.post("/office/bulk/", {"move": "accept", "case": refs, "key": "a"})
    empty = officer.post("/office/bulk/", {"move": "assign_mediator", "case": refs, "key": "b"})
    assert empty.status_code == 422
    assert "请选择：调解员" in words(empty)
    mediator = str(scene.people["mediator"].pk)
    done = officer.post("/office/bulk/", {"move": "assign_mediator", "case": refs, "key": "b", "mediator": mediator})
    assert "办好 2 件" in words(done)


def test_nothing_chosen_sends_back_and_cases_of_others_are_left_out(scene: Scene) -> None:
    refs = several(scene, "一件")
    officer = browser_of(scene.people["officer"])
    came_from = {"list": "view=received&channel=hotline&x=//other", "after": "a b"}
    there = "/office/?view=received&channel=hotline&after=a+b"
    assert officer.get("/office/bulk/", {"move": "accept", **came_from}).headers["Location"] == there
    unknown = officer.post("/office/bulk/", {"move": "withdraw", "case": refs, **came_from})
    assert unknown.headers["Location"] == f"{there}&case={refs[0]}"
    assert (
        browser_of(scene.people["consumer"]).get("/office/bulk/", {"move": "accept", "case": refs}).status_code == 404
    )
    mediator = browser_of(scene.people["mediator"])
    assert mediator.get("/office/bulk/", {"move": "accept", "case": refs}).status_code == 404


def test_cases_are_put_on_todays_visits_without_touching_them(scene: Scene) -> None:
    refs = several(scene, "要去看的")
    before = scene.history
    browser_of(scene.people["officer"]).post("/office/bulk/", {"move": "visit", "case": refs})
    visit = PlannedVisit.objects.get()
    assert (visit.case_id, visit.on) == (scene.case.pk, timezone.localdate())
    assert scene.history == before


def test_the_sheet_holds_the_list_and_no_formula(scene: Scene) -> None:
    several(scene, "=HYPERLINK(1)", channel="hotline")
    several(scene, "网页来的")
    officer = browser_of(scene.people["officer"])
    answer = officer.get("/office/export.xlsx?view=received&channel=hotline")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, row = sheet.iter_rows()
    assert [cell.value for cell in head][:3] == ["案件号", "诉求", "商家"]
    assert (row[0].value, row[1].value) == (number_of_first(scene), "=HYPERLINK(1)")
    assert row[1].data_type == "s"
    assert 1299.0 in [cell.value for cell in row]


def number_of_first(scene: Scene) -> str:
    from hejie.base.ids import show_case_number
    from hejie.cases.models import Case

    return show_case_number(Case.objects.earliest("filed_at", "id").ref)


@pytest.mark.parametrize("path", [LIST, "/office/?view=all&owner=me", "/office/bulk/?move=accept&case={ref}"])
def test_the_pages_ask_little_of_the_database(scene: Scene, path: str) -> None:
    scene.now -= timedelta(minutes=1)
    [ref] = several(scene, "一件")
    response, count = queries_of(browser_of(scene.people["officer"]), path.format(ref=ref))
    assert response.status_code == 200
    assert count <= MOST_QUERIES


def test_an_empty_list_leads_to_where_there_is_work(scene: Scene) -> None:
    assert "看“" not in words(open_list(scene, "/office/"))
    several(scene, "网页来的一件")
    page = open_list(scene, "/office/?view=mediating")
    assert (page.context["empty"].href, str(page.context["empty"].button)) == (
        "/office/?view=received",
        "看“待定受理”的 1 件",
    )
    assert "看“" not in words(open_list(scene, "/office/?view=mediating&channel=hotline")), "conditions are the reason"
