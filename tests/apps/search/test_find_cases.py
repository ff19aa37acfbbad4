"""The search box: what is found, by whom, in which order; what the index gives away to nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from hejie.base.ids import show_case_number
from hejie.cases.actions import Filing, Side, open_case, perform
from hejie.cases.erasure import erase_case
from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.jobs import tasks
from hejie.people.access import ANONYMOUS, SYSTEM, Actor, PostInfo
from hejie.places.actions import move_office, register_authority
from hejie.places.models import Authority, Region
from hejie.rules.clock import SHANGHAI
from hejie.search import candidates, queries, shares, tokens
from hejie.search.actions import index_case, rebuild
from hejie.search.models import CaseIndex
from hejie.search.queries import find_cases
from hejie.search.shares import Column, Shares
from tests.tales import Tale

STORY = "买的除湿机用了九天水箱就漏水，地板泡了一块，要求全额退款。"
FileCase = Callable[..., Case]
NOW = datetime(2026, 11, 19, 10, 0, tzinfo=SHANGHAI)


def file_case(
    world: World,
    *,
    office: str = "qinghe",
    name: str = "欧阳若溪",
    story: str = STORY,
    kind: str = "complaint",
    trader: str = "qinghe",
) -> Case:
    filing = Filing(
        kind=kind,
        how="authority",
        complainant=Side(name=name, phone="138 0000 0777", person_id=world.consumers[0].pk),
        respondent=Side(name=world.traders[trader].name, trader_id=world.traders[trader].pk),
        office_id=world.offices[office].pk,
        title="除湿机漏水",
        story=story,
        category="appliances",
        problem="quality",
        details={"goods": "除湿机 ＤＸ－８８", "order_number": "TB-2026-0071234"},
    )
    return open_case(filing=filing, actor=world.actors["consumer"], now=NOW)


@pytest.fixture
def file(world: World) -> FileCase:
    return partial(file_case, world)


@dataclass
class Filed:
    """Cases that many tests look for, in the order of their filing, and an officer who may read them."""

    officer: Actor
    cases: list[UUID]


def filed(*cases: Mapping[str, str]) -> Any:
    def tell(world: World) -> Filed:
        return Filed(world.actors["county_officer"], [file_case(world, **one).pk for one in cases])

    return Tale(tell, place="world_stage")


def date_back(filed: Filed) -> None:
    """As if they had been filed over some years."""
    for ago, case_id in zip((1500, 1400, 300, 100, 20, 9, 3, 1, 0), filed.cases, strict=True):
        index = CaseIndex.objects.get(case=case_id)
        today = tokens.filed_on(case_id)
        when = {*index.scope} - {*tokens.days_of(today)} | {*tokens.days_of(today - timedelta(days=ago))}
        CaseIndex.objects.filter(case=case_id).update(scope=sorted(when))


one = filed({}).fixture()
another = filed({"story": "一共花了 300 元，要求退款。"}).fixture()
four = filed(*({"name": name} for name in ("欧阳若溪", "林知夏", "欧阳若溪", "欧阳若溪"))).fixture()
of_years = filed(*[{}] * 9).then(date_back).fixture()


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


ALL, SOME, NONE = Column({}, 1.0), Column({}, 0.01), Column()
AT_EVERY_SIZE = pytest.mark.parametrize(
    "known",
    [Shares(), Shares(1e6, ALL, ALL), Shares(1e6, SOME, ALL), Shares(1e6, ALL, SOME), Shares(1e4, SOME, SOME),
     Shares(1e6, NONE, SOME), Shares(1e6, SOME, Column({}, 0.2))],
)  # fmt: skip


def with_known_words(known: Shares, *typed: str) -> Shares:
    """The same where the database keeps a share of every token of these words, of the second half a greater one."""
    ways = [way for word in typed for way in tokens.of_term(word)]
    shares_of = {token: (0.02, 0.15)[n * 2 >= len(way)] for way in ways for n, token in enumerate(way)}
    return Shares(known.cases, Column(shares_of, known.words.rest), known.scope)


@AT_EVERY_SIZE
def test_what_is_known_of_frequencies_decides_how_it_is_looked_for_not_what_is_found(
    four: Filed, monkeypatch: pytest.MonkeyPatch, known: Shares
) -> None:
    monkeypatch.setattr(candidates, "shares", lambda: known)
    for newest, few in ((300, 300), (2, 300), (0, 2), (1, 1)):
        monkeypatch.setattr(candidates, "NEWEST", newest)
        monkeypatch.setattr(candidates, "FEW", few)
        for typed, right in (
            ("除湿机", [3, 2, 1, 0]),
            ("欧阳若溪 退款", [3, 2, 0]),
            ("0777", [3, 2, 1, 0]),
            ("款退", []),
        ):
            seen: list[UUID] = []
            while page := find_cases(four.officer, typed, seen[-1] if seen else None, limit=2):
                seen += [one.id for one in page]
            assert seen == [four.cases[n] for n in right], (newest, few, typed)


@AT_EVERY_SIZE
def test_pages_go_on_through_every_stretch_of_time(
    of_years: Filed, monkeypatch: pytest.MonkeyPatch, known: Shares
) -> None:
    monkeypatch.setattr(candidates, "FEW", 0)
    for given in (known, with_known_words(known, "除湿机", "要求全额")):
        monkeypatch.setattr(candidates, "shares", lambda given=given: given)
        for newest, typed in ((300, "除湿机"), (2, "除湿机"), (0, "除湿机"), (0, "要求全额"), (0, "除湿机 全额")):
            monkeypatch.setattr(candidates, "NEWEST", newest)
            for actor in (SYSTEM, of_years.officer):
                seen: list[UUID] = []
                while page := find_cases(actor, typed, seen[-1] if seen else None, limit=2):
                    seen += [one.id for one in page]
                assert seen == of_years.cases[::-1], (newest, typed)


@pytest.mark.parametrize("few", [4, 9, 20])
@pytest.mark.parametrize("scope", [ALL, SOME])
def test_a_name_that_few_cases_have_is_found_in_all_of_them(
    of_years: Filed, monkeypatch: pytest.MonkeyPatch, few: int, scope: Column
) -> None:
    monkeypatch.setattr(candidates, "FEW", few)
    monkeypatch.setattr(candidates, "shares", lambda: Shares(1e6, SOME, scope))
    for actor in (SYSTEM, of_years.officer):
        pages = [find_cases(actor, "欧阳若溪", after, limit=5) for after in (None, of_years.cases[4])]
        assert [[one.id for one in page] for page in pages] == [of_years.cases[:3:-1], of_years.cases[3::-1]]


def test_candidates_come_by_the_page(file: FileCase, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = [file().pk for _ in range(5)]
    sought = candidates.Sought(tokens.of_term("除湿机"), None)
    for known in (Shares(), with_known_words(Shares(1e6, SOME, ALL), "除湿机")):
        monkeypatch.setattr(candidates, "shares", lambda known=known: known)
        portions = list(candidates.candidates(sought, UUID(int=2**127), 2))
        assert portions == [filed[:2:-1], filed[2:0:-1], filed[:1]]


def test_the_database_says_how_frequent_a_token_is(file: FileCase) -> None:
    for name in ("欧阳若溪", "欧阳若溪", "林知夏"):
        file(name=name)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_caseindex")
    known = shares._shares.__wrapped__(0)
    assert known.cases == 3
    assert known.words.of(tokens.token("pair", "退款")) == 1
    assert known.words.of(tokens.token("pair", "欧阳")) == pytest.approx(2 / 3)
    assert known.words.of(tokens.token("pair", "冰箱")) < 0.34


def test_a_search_asks_twice(world: World, file: FileCase, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        file()
    find_cases(world.actors["county_officer"], "退款")
    for typed in ("退款", "欧阳若溪", "13800000777", "全额退款 除湿机"):
        with django_assert_max_num_queries(2):
            assert len(find_cases(world.actors["county_officer"], typed)) == 3


def test_of_what_is_sealed_no_more_is_opened_than_is_compared(one: Filed) -> None:
    by_name, by_story = (find_cases(one.officer, typed)[0] for typed in ("欧阳若溪", "水箱就漏"))
    assert "story" not in vars(by_name)
    assert by_name.complainant == by_story.complainant == "欧阳若溪"
    assert by_name.story == by_story.story == STORY


def test_a_few_cases_are_read_by_a_plan_that_is_kept(four: Filed) -> None:
    def plans() -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(custom_plans), 0), coalesce(sum(generic_plans), 0) FROM pg_prepared_statements"
                " WHERE statement LIKE '%%parties__phone%%'", []
            )  # fmt: skip
            made, kept = cursor.fetchone()
            return int(made), int(kept)

    made, kept = plans()
    for _ in range(8):
        assert [found.id for found in find_cases(four.officer, "林知夏")] == [four.cases[1]]
    made_now, kept_now = plans()
    assert made_now - made <= 5, "PostgreSQL makes five plans before it compares their cost with one that is kept"
    assert (made_now - made) + (kept_now - kept) == 8


def test_old_cases_are_found_beyond_every_stretch_of_time(world: World, file: FileCase) -> None:
    case = file()
    years_ago = UUID(int=case.pk.int - (int(timedelta(days=1500).total_seconds() * 1000) << 80))
    old = Case.objects.get(pk=case.pk)
    scope = CaseIndex.objects.get(case=case).scope
    long_ago = {*scope, *tokens.days_of(tokens.filed_on(years_ago))} - {*tokens.days_of(tokens.filed_on(case.pk))}
    CaseIndex.objects.filter(case=case).update(scope=sorted(long_ago))
    assert [one.id for one in find_cases(SYSTEM, "除湿机")] == [old.pk]


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
