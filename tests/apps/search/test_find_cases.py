"""The search box: what is found, by whom, in which order; what the index gives away to nobody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from hejie.base.ids import show_case_number
from hejie.cases.actions import perform
from hejie.cases.erasure import erase_case
from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.jobs import tasks
from hejie.people.access import ANONYMOUS, SYSTEM, Actor, PostInfo
from hejie.places.actions import move_office, register_authority
from hejie.places.models import Authority, Region
from hejie.search import queries, tokens
from hejie.search.actions import index_case, rebuild
from hejie.search.models import CaseIndex
from hejie.search.queries import find_cases
from tests.apps.search.filed import FileCase, Filed


@pytest.mark.parametrize(
    "typed",
    ["退款", "要求全额退", "除湿机", "欧阳若溪", "若溪", "晴禾", "13800000777", "１３８０００００７７７", "0777",
     "TB-2026-0071234", "tb20260071234", "dx-88", "退款 晴禾", "水，地板"],
)  # fmt: skip
def test_a_case_is_found_by_what_stands_in_it(one: Filed, typed: str) -> None:
    assert [found.id for found in find_cases(one.officer, typed)] == one.cases


@pytest.mark.parametrize("typed", ["退", "", "款退", "13800000778", "退款 冰箱", "777"])
def test_what_does_not_stand_in_it_finds_nothing(another: Filed, typed: str) -> None:
    assert find_cases(another.officer, typed) == []


def test_the_number_finds_the_case_however_it_is_written(world: World, file: FileCase) -> None:
    case = file()
    for typed in (case.ref, show_case_number(case.ref), f" {case.ref[:6]} {case.ref[6:]} "):
        assert [found.ref for found in find_cases(world.actors["county_officer"], typed)] == [case.ref]
    assert find_cases(world.actors["outsider"], case.ref) == []


def test_rare_characters_are_characters(world: World, file: FileCase) -> None:
    case = file(name="𠮷田𠮷", story="𠮷𠮷家的面，吃了不舒服。")
    for typed in ("𠮷田", "𠮷𠮷", "田𠮷", "𠮷家的面"):
        assert [found.id for found in find_cases(SYSTEM, typed)] == [case.pk], typed


def test_each_reader_finds_in_the_own_area_only(world: World, file: FileCase) -> None:
    here, elsewhere = file(), file(office="chengxi")
    found = {key: {one.id for one in find_cases(actor, "除湿机")} for key, actor in world.actors.items()}
    assert found["county_officer"] == {here.pk}
    assert found["station_officer"] == found["outsider"] == found["operator"] == found["mediator"] == set()
    assert found["city_officer"] == found["nation_officer"] == {here.pk, elsewhere.pk}
    assert found["clerk"] == {here.pk, elsewhere.pk}
    assert found["other_clerk"] == set()
    assert find_cases(ANONYMOUS, "除湿机") == []


def test_a_report_is_not_found_by_its_respondent_nor_by_an_operator(world: World, file: FileCase) -> None:
    report, enquiry = file(kind="report"), file(kind="enquiry")
    assert [one.id for one in find_cases(world.actors["clerk"], "除湿机")] == []
    assert [one.id for one in find_cases(world.actors["operator"], "除湿机")] == [enquiry.pk]
    assert {one.id for one in find_cases(world.actors["county_officer"], "除湿机")} == {report.pk, enquiry.pk}


def test_tokens_that_collide_show_nobody_anything(
    world: World, file: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "keyed_token", lambda key, purpose, value: 7)
    file(office="chengxi")
    here = file(story="门锁打不开。")
    assert {one.id for one in find_cases(world.actors["county_officer"], "打不开")} == {here.pk}
    assert find_cases(world.actors["county_officer"], "全额退款") == []
    assert find_cases(world.actors["outsider"], "打不开") == []


def test_a_case_that_moves_is_found_from_where_it_lies(world: World, file: FileCase, now: datetime) -> None:
    case = file(office="liuhe")
    assert find_cases(world.actors["station_officer"], "除湿机")
    perform(
        ref=case.ref, move="return_case", actor=world.actors["station_officer"], now=now,
        inputs={"reason": "商家已迁到邻区经营。"},
    )  # fmt: skip
    assert find_cases(world.actors["station_officer"], "除湿机") == []
    assert [one.id for one in find_cases(world.actors["county_officer"], "除湿机")] == [case.pk]
    before = CaseIndex.objects.get(case=case)
    index_case(case.pk)
    after = CaseIndex.objects.get(case=case)
    assert (before.words, before.scope) == (after.words, after.scope)


def test_newest_first_and_page_after_page(world: World, file: FileCase, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = [file().pk for _ in range(7)]
    monkeypatch.setattr(queries, "_now", lambda: UUID(int=2**128 - 1 >> 1))
    seen: list[UUID] = []
    while page := find_cases(SYSTEM, "退款", seen[-1] if seen else None, limit=3):
        seen += [one.id for one in page]
    assert seen == sorted(filed, reverse=True)


def test_what_is_erased_is_found_no_more(world: World, file: FileCase, now: datetime) -> None:
    case = file()
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    assert erase_case(case_id=case.pk, now=now)
    assert not CaseIndex.objects.filter(case=case).exists()
    rebuild()
    assert not CaseIndex.objects.filter(case=case).exists()
    assert find_cases(SYSTEM, "除湿机") == []


def test_the_index_can_be_built_from_nothing(world: World, file: FileCase) -> None:
    case = file()
    kept = CaseIndex.objects.get(case=case)
    CaseIndex.objects.all().delete()
    assert rebuild() == 1
    again = CaseIndex.objects.get(case=case)
    assert (again.words, again.scope) == (kept.words, kept.scope)


def test_the_index_holds_no_words(world: World, file: FileCase) -> None:
    case = file()
    row = CaseIndex.objects.get(case=case)
    assert all(isinstance(token, int) and -(2**31) <= token < 2**31 for token in (*row.words, *row.scope))
    assert tokens.token("pair", "退款") in row.words
    assert tokens.token("phone", "退款") not in row.words, "bound to its purpose"


def test_an_office_that_moved_is_searched_from_its_new_place(world: World, file: FileCase) -> None:
    case = file()
    free = Region.objects.exclude(pk__in=Authority.objects.exclude(region=None).values("region")).earliest("code")
    elsewhere = register_authority(
        name="云岭市市场监督管理局",
        short_name="云岭市局",
        level="city",
        seal_code="YL",
        parent=world.offices["yunqing"],
        region_code=free.code,
    )
    move_office(office=Authority.objects.get(pk=world.offices["qinghe"].pk), parent=elsewhere)
    job = ProcrastinateJob.objects.get(task_name="hejie.index_office")
    tasks.index_office(**job.args)
    assert [found.id for found in find_cases(head_of(elsewhere), "除湿机")] == [case.pk]
    assert find_cases(world.actors["city_officer"], "除湿机") == []


def head_of(office: Authority) -> Actor:
    return Actor(person_id=UUID(int=7), posts=(PostInfo("head", office.pk, office.path),))
