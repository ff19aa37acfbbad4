"""How the index is asked: what is known of frequencies decides it, never what is found; and how often it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.cases.models import Case
from hejie.demo.world import World
from hejie.people.access import SYSTEM
from hejie.search import candidates, shares, tokens
from hejie.search.models import CaseIndex
from hejie.search.queries import find_cases
from hejie.search.shares import Column, Shares
from tests.apps.search.filed import STORY, FileCase, Filed

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


def test_what_only_looks_alike_does_not_send_for_more(
    world: World, file: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every pair of 买的电 is in it, one beside another word: the page is filled with what was found behind it."""
    meant = [file(story="网上买的电视没有声音。").pk for _ in range(3)]
    for _ in range(2):
        file(story="网上买的，坏的电水壶。")
    monkeypatch.setattr(candidates, "NEWEST", 0)
    monkeypatch.setattr(candidates, "shares", lambda: with_known_words(Shares(1e6, SOME, ALL), "买的电"))
    with CaptureQueriesContext(connection) as asked:
        assert [found.id for found in find_cases(SYSTEM, "买的电", limit=3)] == meant[::-1]
    assert sum("search_caseindex" in one["sql"] for one in asked.captured_queries) == 1
