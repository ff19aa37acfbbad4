"""A case on its way between offices: dispatched, returned, disputed, designated, taken up, handed up, at a station."""

from __future__ import annotations

from typing import Any

import pytest

from hejie.cases.queries import view_case
from hejie.cases.sweep import sweep_deadlines
from hejie.dispatch.models import Dispute, HandingUp, Transfer
from hejie.dispatch.queries import asked_from_below, asked_of, bounced, sent_away, to_designate, transfers_of
from hejie.documents.queries import papers_of
from hejie.messaging.models import Message
from hejie.places.actions import set_setting
from tests.apps.dispatch.stations import Country

WHY = {"reason": "商家不在本辖区经营"}


def told(country: Country, template: str) -> set[str]:
    """Who has a notice of this kind, by key."""
    names = {person.pk: who for who, person in country.people.items()}
    rows = Message.objects.filter(template=template, person__isnull=False).values_list("person", flat=True)
    return {names[pk] for pk in rows if pk in names}


def test_down_all_five_levels_and_every_step_is_kept(country: Country) -> None:
    country.file("nation")
    country.act("nation", "dispatch", office="province")
    country.act("province", "dispatch", office="city")
    country.act("city", "dispatch", office="county", note="商家在青禾区")
    country.act("county", "hand_to_station", station="station")
    assert country.stands == ("received", "station")
    way = transfers_of(country.case)
    assert [(one.from_office[:-7], one.to_office[:-7]) for one in way] == [
        ("nation", "province"),
        ("province", "city"),
        ("city", "county"),
        ("county", "station"),
    ]
    assert (way[2].why, way[2].article) == ("商家在青禾区", "《市场监督管理投诉举报处理办法》第四十一条第一款")
    assert country.case.transfers == 4


def test_a_return_goes_to_the_unit_that_dispatched_it_however_far_above(country: Country) -> None:
    country.file("province")
    country.act("province", "dispatch", office="county")
    country.act("county", "return_case", **WHY)
    assert country.stands == ("returned", "province")
    assert transfers_of(country.case)[-1].why == WHY["reason"]


def test_what_nobody_dispatched_goes_back_to_the_office_above(country: Country) -> None:
    country.file("county")
    country.act("county", "return_case", **WHY)
    assert country.stands == ("returned", "city")


def test_nobody_passes_a_case_on_sideways_or_upwards(country: Country) -> None:
    country.file("city")
    country.act("city", "dispatch", office="county")
    for elsewhere in ("sister", "far", "city", "station", "county"):
        refused = country.refusal("county", "dispatch", office=elsewhere)
        assert refused.code == "need:office", elsewhere
    country.act("county", "hand_to_station", station="station")
    assert country.refusal("station", "dispatch", office="sister").code == "need:office"
    assert country.refusal("station", "hand_to_station", station="station").code == "need:station"
    assert country.refusal("station", "dispute_venue", office="sister", **WHY).code == "need:not_at_station"


def test_the_nation_dispatches_to_provinces_and_returns_to_nobody(country: Country) -> None:
    country.file("nation")
    assert country.refusal("nation", "dispatch", office="county").code == "inputs"
    assert country.refusal("nation", "return_case", **WHY).code == "need:an_office_above"
    assert country.refusal("nation", "ask_superior", **WHY).code == "need:an_office_above"


def test_the_clock_begins_anew_where_the_power_is_and_runs_on_inside_one_office(country: Country, now: Any) -> None:
    country.file("city")
    country.now = now.replace(day=24)
    country.act("city", "dispatch", office="county")
    begun = country.clocks
    assert begun == {"acceptance": "2026-12-03"}
    country.now = now.replace(day=26)
    country.act("county", "hand_to_station", station="station")
    assert country.clocks == begun
    country.act("station", "return_case", **WHY)
    assert (country.stands, country.clocks) == (("received", "county"), begun)
    country.act("county", "return_case", **WHY)
    assert (country.stands, country.clocks) == (("returned", "city"), {})


def test_a_station_works_in_its_countys_name(country: Country) -> None:
    country.file("county")
    country.act("county", "hand_to_station", station="station")
    country.act("station", "accept")
    [paper] = papers_of(country.case.pk)
    assert paper.number.startswith("county")


@pytest.fixture
def disputed(country: Country) -> Country:
    """The county says that the case is its sister's."""
    country.file("county")
    country.act("county", "dispute_venue", office="sister", **WHY)
    return country


def test_the_office_asked_reads_the_case_and_takes_it(disputed: Country) -> None:
    assert disputed.stands == ("disputed", "county")
    assert disputed.clocks == {"venue_dispute": "2026-11-30"}
    assert disputed.sees("sister")
    assert not disputed.sees("far")
    assert list(asked_of(disputed.actor("sister"))) == [disputed.case]
    assert "sister" in told(disputed, "office_to_do")
    disputed.act("sister", "agree_venue")
    assert (disputed.stands, disputed.clocks) == (("received", "sister"), {"acceptance": "2026-11-30"})
    assert Dispute.objects.get().outcome == "agreed"
    assert not disputed.sees("county")
    assert list(asked_of(disputed.actor("sister"))) == []


def test_the_office_asked_decides_nothing_but_whose_it_is(disputed: Country) -> None:
    for move, inputs in (("accept", {}), ("return_case", WHY), ("keep_case", {}), ("dispatch", {"office": "sister"})):
        assert disputed.refusal("sister", move, **inputs).code in ("not_yours", "not_open"), move


def test_without_agreement_the_lowest_common_office_above_designates_and_nobody_else(disputed: Country) -> None:
    disputed.act("sister", "decline_venue", reason="商家已经搬走了")
    assert (disputed.stands, disputed.clocks) == (("to_designate", "county"), {"designation": "2026-11-30"})
    assert list(to_designate(disputed.actor("city"))) == [disputed.case]
    assert list(to_designate(disputed.actor("province"))) == []
    assert "city_head" in told(disputed, "office_to_do")
    for who in ("province", "nation", "county", "sister"):
        assert disputed.refusal(who, "designate_office", office="sister", **WHY).code == "not_yours"
    disputed.act("city_head", "designate_office", office="sister", reason="登记地址在澄溪区")
    assert disputed.stands == ("received", "sister")
    assert Dispute.objects.get().outcome == "designated"


@pytest.mark.parametrize("stage", ["disputed", "to_designate"])
def test_whoever_filed_need_not_wait_for_offices_that_disagree(disputed: Country, stage: str) -> None:
    """They may have been paid meanwhile: then there is nothing left to agree on, to designate or to be late with."""
    if stage == "to_designate":
        disputed.act("sister", "decline_venue", reason="商家已经搬走了")
    consumer = disputed.actor("consumer")
    assert disputed.stands[0] == stage
    assert "withdraw" in {one.key for one in view_case(consumer, disputed.case.ref, disputed.now).moves}
    assert disputed.refusal("consumer", "add_evidence").code == "need:evidence", "open, but no file was given"
    disputed.act("consumer", "withdraw")
    assert (disputed.stands, disputed.clocks) == (("withdrawn", "county"), {})
    assert not disputed.sees("sister")
    assert list(asked_of(disputed.actor("sister"))) == list(to_designate(disputed.actor("city"))) == []


def test_who_was_designated_can_neither_return_nor_dispute(disputed: Country) -> None:
    disputed.act("city", "designate_office", office="county", reason="门店在青禾区")
    assert disputed.stands == ("received", "county")
    assert Transfer.objects.count() == 0
    assert disputed.refusal("county", "return_case", **WHY).code == "need:not_designated"
    assert disputed.refusal("county", "dispute_venue", office="far", **WHY).code == "need:not_designated"


def test_seven_working_days_without_an_answer_refer_it_upwards_by_themselves(disputed: Country, now: Any) -> None:
    sweep_deadlines(now.replace(month=12, day=1))
    assert disputed.stands == ("to_designate", "county")


def test_offices_of_two_cities_and_of_two_provinces_find_their_common_office_above(country: Country) -> None:
    country.file("county")
    country.act("county", "dispute_venue", office="far", **WHY)
    assert [who for who in ("city", "province", "nation") if to_designate(country.actor(who))] == ["province"]
    country.act("county", "keep_case")
    assert country.stands == ("received", "county")
    assert country.refusal("county", "dispute_venue", office="abroad", **WHY).code == "inputs"
    country.act("county", "dispute_venue", office="other_province", **WHY)
    assert [who for who in ("city", "province", "nation") if to_designate(country.actor(who))] == ["nation"]


def test_an_office_above_takes_a_case_up_and_the_clock_runs_on(country: Country) -> None:
    country.file("county")
    before = country.clocks
    country.act("province", "take_up", reason="影响全省")
    assert (country.stands, country.clocks) == (("received", "province"), before)
    assert not country.sees("county")


def test_handing_up_is_asked_once_and_answered_either_way(country: Country) -> None:
    country.file("county")
    country.act("county", "ask_superior", reason="涉及多个区县")
    assert country.refusal("county", "ask_superior", reason="再问一次吧").code == "need:not_asked_yet"
    assert list(asked_from_below(country.actor("city"))) == [country.case]
    assert list(asked_from_below(country.actor("province"))) == []
    country.act("city", "decline_handing_up", reason="你局可以处理")
    assert (country.stands, HandingUp.objects.get().outcome) == (("received", "county"), "declined")
    country.act("county", "ask_superior", reason="又来了三个区")
    country.act("city", "take_up", reason="同意上收")
    assert country.stands == ("received", "city")
    assert {row.outcome for row in HandingUp.objects.all()} == {"declined", "taken"}


def test_a_case_bounced_twice_surfaces_at_the_office_above(country: Country) -> None:
    country.file("city")
    country.act("city", "dispatch", office="county")
    country.act("county", "return_case", **WHY)
    assert list(bounced(country.actor("province"))) == []
    assert told(country, "case_bounced") == set()
    country.act("city", "dispatch", office="sister")
    country.act("sister", "dispute_venue", office="far", **WHY)
    assert country.stands[1] == "sister"
    assert list(bounced(country.actor("city"))) == [country.case]
    assert list(bounced(country.actor("province"))) == [country.case]
    assert list(bounced(country.actor("other_city"))) == []
    assert told(country, "case_bounced") == {"city_head"}


def test_when_it_surfaces_is_the_offices_own_setting(country: Country) -> None:
    city = country.offices["city"]
    set_setting(office=city, key="bounced_after", value=3, by_id=None, now=country.now)
    country.file("county")
    for _ in range(2):
        country.act("county", "dispute_venue", office="sister", **WHY)
        country.act("county", "keep_case")
    assert list(bounced(country.actor("city"))) == []
    assert list(bounced(country.actor("province"))) == [country.case]


def test_the_earlier_office_keeps_the_number_and_the_way_and_nothing_of_the_case(country: Country) -> None:
    country.file("county")
    country.act("county", "return_case", **WHY)
    country.act("city", "dispatch", office="sister")
    assert not country.sees("county")
    [kept] = sent_away(country.actor("county"))
    assert (kept.ref.replace("-", ""), kept.to_office) == (country.case.ref, "city")


def test_a_report_goes_the_same_ways_by_its_own_articles(country: Country) -> None:
    country.file("county", kind="report")
    country.act("county", "dispute_venue", office="sister", **WHY)
    country.act("sister", "agree_venue")
    assert list(country.clocks) == ["report_check"]
    country.act("city", "take_up", reason="全市专项")
    assert transfers_of(country.case)[-1].article == "《市场监督管理行政处罚程序规定》第十五条第二款"
