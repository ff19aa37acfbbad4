"""Cases between offices on the desk: what waits for whose word, in the list and on the page of the case."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, CaseRecord
from hejie.dispatch.models import HandingUp
from hejie.people.actions import set_totp
from tests.apps.dispatch.stations import Country, build_country
from tests.tales import Tale
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, SECRET, browser_of, queries_of

NOT_OURS = "经营地址在别的区，已经去看过。"


def build_today(_day: datetime) -> Country:
    """Pages look at the clock themselves, so everything begins now."""
    built = build_country(timezone.now())
    for person in built.people.values():
        set_totp(person=person, secret=SECRET)
    return built


def file_at_the_county(country: Country) -> None:
    country.file()


def ask_the_sister(country: Country) -> None:
    country.act("county", "dispute_venue", office="sister", reason=NOT_OURS)


COUNTRY = Tale(build_today)
FILED = COUNTRY.then(file_at_the_county)
country = COUNTRY.fixture()
filed = FILED.fixture()
asked = FILED.then(ask_the_sister).fixture()


def open_at(country: Country, who: str, address: str) -> HttpResponse:
    return browser_of(country.people[who]).get(address)


def counted(country: Country, who: str) -> dict[str, str]:
    """Views with their counts as somebody sees them, those about other offices alone."""
    tabs = open_at(country, who, "/office/?view=all").context["tabs"]
    return {tab.view.key: str(tab.count) for tab in tabs if tab.view.is_rare}


def titles(country: Country, who: str, view: str, more: str = "") -> list[str]:
    return [row.title for row in open_at(country, who, f"/office/?view={view}{more}").context["rows"]]


def page(country: Country, who: str) -> str:
    return words(open_at(country, who, f"/office/cases/{show_case_number(country.case.ref)}/"))


@pytest.mark.parametrize("who", ["county", "city_head", "nation"])
def test_the_list_asks_little_whatever_waits(asked: Country, who: str) -> None:
    for view in ("all", "asked&channel=hotline"):
        assert queries_of(browser_of(asked.people[who]), f"/office/?view={view}")[1] <= MOST_QUERIES


def test_who_is_asked_sees_it_until_the_office_above_is(filed: Country) -> None:
    title = filed.case.title
    assert counted(filed, "county") == {}
    filed.act("county", "dispute_venue", office="sister", reason=NOT_OURS)
    assert counted(filed, "sister") == {"asked": "1"}
    assert counted(filed, "county") == {"disputed": "1"}
    assert titles(filed, "sister", "asked") == [title]
    assert titles(filed, "sister", "asked", "&channel=hotline") == []
    assert titles(filed, "far", "asked") == []

    filed.act("sister", "decline_venue", reason=NOT_OURS)
    assert counted(filed, "sister") == {}
    assert counted(filed, "city")["designate"] == "1"
    assert titles(filed, "city", "designate") == [title]
    assert "designate" not in counted(filed, "province"), "the lowest office above both designates"


def test_what_is_handed_up_waits_with_the_office_above(filed: Country) -> None:
    filed.act("county", "ask_superior", reason="案情重大，请上级处理。")
    assert counted(filed, "city") == {"from-below": "1"}
    assert titles(filed, "city", "from-below") == [filed.case.title]
    assert counted(filed, "province") == {}


def test_the_office_above_answers_in_its_own_list_and_says_why(country: Country) -> None:
    """Asked from below, both answers stand open beside the row; each is made with its reasons, and leaves the list."""
    for move, fact, outcome, holder in (
        ("decline_handing_up", "handing_up_declined", "declined", "county"),
        ("take_up", "case_taken_up", "taken", "city"),
    ):
        case = country.file()
        country.act("county", "ask_superior", reason="案情重大，请上级处理。")
        ref = show_case_number(case.ref)
        pane = open_at(country, "city", f"/office/cases/{ref}/pane/")
        assert open_at(country, "city", f"/office/cases/{ref}/").context["org"] == country.offices["city"].name
        [asked] = [one for one in pane.context["groups"] if one.title.en == "Handed up to you"]
        assert [one.form.id for one in asked.decisions] == ["move-take_up", "move-decline_handing_up"]
        assert "案情重大，请上级处理。" in words(pane)
        city, path = browser_of(country.people["city"]), f"/cases/{ref}/moves/{move}/"
        assert city.post(path, {"reason": ""}).status_code == 422, "without reasons there is no answer"
        city.post(path, {"reason": "本局统一处理这一类。"})
        record = CaseRecord.objects.get(case=case, fact=fact)
        assert record.content.body["reason"] == "本局统一处理这一类。"
        assert HandingUp.objects.get(case=case).outcome == outcome
        assert Case.objects.get(pk=case.pk).office == country.offices[holder]
        assert case.title not in titles(country, "city", "from-below")


def test_taking_up_unasked_is_a_link_and_not_a_decision_to_weigh(filed: Country) -> None:
    shown = open_at(filed, "city", f"/office/cases/{show_case_number(filed.case.ref)}/")
    assert "take_up" in [one.key for group in shown.context["groups"] for one in group.links]
    assert not any(group.decisions for group in shown.context["groups"])


def test_a_case_to_and_fro_surfaces_above(country: Country) -> None:
    country.file("city")
    for _ in range(2):
        country.act("city", "dispatch", office="county")
        country.act("county", "return_case", reason=NOT_OURS)
    country.act("city", "dispatch", office="county")
    assert titles(country, "city", "bounced") == [country.case.title]


def test_the_page_says_the_way_and_asks_whoever_has_the_word(country: Country) -> None:
    country.file("city")
    assert "在部门之间" not in page(country, "city")
    country.act("city", "dispatch", office="county")
    country.act("county", "dispute_venue", office="sister", reason=NOT_OURS)
    asked = page(country, "sister")
    assert "请答复这件归不归本部门" in asked
    assert "归本部门处理，收下" in asked
    country.act("sister", "decline_venue", reason=NOT_OURS)
    assert "请指定由哪个部门处理" in page(country, "city")
    country.act("city", "designate_office", office="county", reason="登记地址在那边，由它处理。")
    shown = page(country, "county")
    assert "在部门之间 分送给有权处理的部门 city市场监督管理局 到 county市场监督管理局" in shown


def test_open_moves_stand_by_what_they_are_for(filed: Country) -> None:
    shown = open_at(filed, "county", f"/office/cases/{show_case_number(filed.case.ref)}/")
    groups = {one.title.en: one for one in shown.context["groups"]}
    assert [one.form.id for one in groups["Decide"].decisions] == [
        "move-accept",
        "move-request_identity",
        "move-refuse",
    ]
    assert [one.key for one in groups["Between offices"].links] == ["dispute_venue", "ask_superior"]
    keys = [one.key for group in groups.values() for one in group.links]
    forms = [one.form.id for group in groups.values() for one in group.decisions]
    every = shown.context["page"].acts
    assert len({*keys, *forms}) == len(keys) + len(forms) == len(every) - 1, "every move stands once"
    assert {one.key for one in every} - {*keys, *(one.removeprefix("move-") for one in forms)} == {"correct_contact"}
    assert shown.content.decode().count("/moves/correct_contact/") == 1, "beside who filed"
    assert "county某（在办 0 件）" in words(shown), "whoever may take it, with the reasons"


def test_what_an_office_sent_away_is_found_again_with_where_it_is_now(filed: Country) -> None:
    filed.act("county", "return_case", reason=NOT_OURS)
    filed.act("city", "dispatch", office="sister")
    answer = open_at(filed, "county", "/office/sent/")
    shown = words(answer)
    case = Case.objects.select_related("office").get(pk=filed.case.pk)
    assert show_case_number(case.ref) in shown
    assert f"现在在 {case.office.short_name}" in shown
    assert case.title not in shown
    assert NOT_OURS not in shown
    assert "/office/sent/" in open_at(filed, "county", "/office/").content.decode()
    assert "没有移走的案件" in words(open_at(filed, "far", "/office/sent/"))
