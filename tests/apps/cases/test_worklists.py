"""Worklists: every case of the reader's offices once and in order, page after page, and of no other office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db.models import F

from hejie.cases import reach, worklists
from hejie.cases.access import visible_cases
from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.models import Case
from hejie.cases.wanted import Wanted
from hejie.demo.world import World
from hejie.people.access import Actor, PostInfo
from hejie.rules.clock import SHANGHAI
from tests.tales import Tale

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=SHANGHAI)


def file_cases(world: World) -> None:
    """Cases of three offices: two days on two of them, one without a clock."""
    for n, office in enumerate(["qinghe", "liuhe", "chengxi", "qinghe", "liuhe", "qinghe", "chengxi"]):
        person = world.consumers[n]
        filing = Filing(
            kind="enquiry" if n in (1, 6) else "complaint",
            how="authority",
            complainant=Side(name="林晓", person_id=person.pk),
            respondent=Side(name="青禾电器"),
            office_id=world.offices[office].pk,
            title=f"第 {n} 件",
            story="买了三天就不加热了。",
            category="goods",
            problem="quality",
        )
        open_case(filing=filing, actor=world.actors["consumer"], now=NOW - timedelta(days=n))
    Case.objects.filter(title="第 3 件").update(next_due_on=None, next_due_rule="")


filed = Tale(file_cases, place="world_stage").fixture()


def pages(actor: Actor, wanted: Wanted = Wanted(), *, newest: bool = False) -> Iterator[str]:  # noqa: B008
    after, more = "", True
    while more:
        page = worklists.page(actor, wanted, after=after, limit=2, newest=newest)
        yield from (case.title[2] for case in page.cases)
        after, more = page.more, bool(page.more)


@pytest.mark.parametrize("actor", ["county_officer", "city_officer", "nation_officer", "operator", "consumer"])
@pytest.mark.parametrize("newest", [False, True])
def test_lines_are_the_cases_of_the_page(filed: World, now: datetime, actor: str, newest: bool) -> None:
    reader, after = filed.actors[actor], ""
    for _ in range(3):
        page = worklists.page(reader, Wanted(), after=after, limit=3, newest=newest)
        lines, more = worklists.page_lines(reader, Wanted(), now, after=after, limit=3, newest=newest)
        assert lines == worklists.lines(page.cases, now)
        assert more == page.more
        after = more or after


def test_an_officer_pages_through_what_is_due_first_and_without_a_clock_last(filed: World) -> None:
    due = visible_cases(filed.actors["county_officer"]).order_by("next_due_on", "id")
    assert list(pages(filed.actors["county_officer"])) == [case.title[2] for case in due]
    assert set(pages(filed.actors["county_officer"])) == {"0", "1", "3", "4", "5"}


def test_the_order_of_the_whole_country_is_the_merged_order(filed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = list(pages(filed.actors["city_officer"]))
    assert list(pages(filed.actors["nation_officer"])) == merged
    monkeypatch.setattr(reach, "FEW_OFFICES", 0)
    assert list(pages(filed.actors["city_officer"])) == merged
    assert sorted(merged) == list("0123456")


def test_newest_first(filed: World) -> None:
    assert list(pages(filed.actors["city_officer"], newest=True)) == list("6543210")


def test_a_page_is_narrowed_and_its_count_agrees(filed: World) -> None:
    actor = filed.actors["city_officer"]
    below = filed.offices["qinghe"].pk
    asked = [
        Wanted(kinds=["enquiry"]),
        Wanted(office=below),
        Wanted(is_unowned=True, states=["received"]),
        Wanted(is_open=False),
    ]
    assert [sorted(pages(actor, one)) for one in asked] == [["1", "6"], list("01345"), list("0123456"), []]
    assert [str(one) for one in worklists.count(actor, asked)] == ["2", "5", "7", "0"]


def test_a_state_says_by_itself_whether_its_cases_run(filed: World) -> None:
    Case.objects.filter(title="第 2 件").update(state="withdrawn", closed_at=F("filed_at"))
    asked = [Wanted(states=["received"]), Wanted(states=["withdrawn"]), Wanted(states=["withdrawn"], is_open=None)]
    found = worklists.count(filed.actors["city_officer"], asked)
    assert [one.number for one in found] == [6, 0, 1]


@pytest.mark.parametrize("few", [60, 0], ids=["offices merged", "one order walked"])
def test_cases_of_several_states_stand_in_one_order(filed: World, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "FEW_OFFICES", few)
    Case.objects.filter(title="第 4 件").update(state="returned")
    Case.objects.filter(title="第 5 件").update(state="withdrawn", closed_at=F("filed_at"))
    for actor in ("city_officer", "nation_officer"):
        due = visible_cases(filed.actors[actor]).filter(closed_at=None).order_by("next_due_on", "id")
        listed = list(pages(filed.actors[actor], Wanted(states=["returned", "withdrawn", "received"])))
        assert listed == [case.title[2] for case in due]
        assert set(listed) == set("012346")


def test_an_office_elsewhere_is_not_reached_by_naming_it(filed: World) -> None:
    elsewhere = Wanted(office=filed.offices["chengxi"].pk)
    assert list(pages(filed.actors["county_officer"], elsewhere)) == []
    assert [one.number for one in worklists.count(filed.actors["county_officer"], [elsewhere])] == [0]


def test_an_operator_lists_enquiries_only(filed: World) -> None:
    assert list(pages(filed.actors["operator"])) == ["1"]
    qinghe, chengxi = filed.offices["qinghe"], filed.offices["chengxi"]
    posts = (PostInfo("officer", chengxi.pk, chengxi.path), PostInfo("operator", qinghe.pk, qinghe.path))
    both = Actor(filed.cast["operator"].pk, posts=posts)
    assert sorted(pages(both)) == ["1", "2", "6"]
    assert [one.number for one in worklists.count(both, [Wanted()])] == [3]


def test_whoever_holds_no_post_has_no_list(filed: World) -> None:
    assert list(pages(filed.actors["consumer"])) == []
    assert [one.number for one in worklists.count(filed.actors["consumer"], [Wanted()])] == [0]


def test_counting_stops(filed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "COUNTED_TO", 3)
    [counted] = worklists.count(filed.actors["city_officer"], [Wanted()])
    assert str(counted) == "3+"
