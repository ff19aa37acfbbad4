"""Who takes a case: suggestions with their reasons, a person's choice, the office's own automatic, first contact."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hejie.cases.models import Case
from hejie.dispatch.assignment import add_leave, assign_waiting, end_leave, set_profile, suggest_officers
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person
from hejie.places.actions import set_setting
from hejie.rules.clock import shanghai_date
from tests.apps.dispatch.stations import COUNTRY, Country


def hire(country: Country) -> None:
    """Three officers more at the county, and no head: 甲, 乙 and 丙."""
    for n, name in enumerate("甲乙丙"):
        person = register_person(now=country.now, name=name, phone=f"1390000000{n}", phone_verified=True)
        appoint(person=person, role="officer", authority=country.offices["county"], now=country.now)
        country.people[name] = person


team = COUNTRY.then(hire).fixture()


def names(country: Country) -> list[str]:
    case = Case.objects.select_related("office", "trader").get(pk=country.case.pk)
    return [one.name for one in suggest_officers(case, country.now) if one.name in "甲乙丙"]


def profile(person: Person, country: Country, *, skills: tuple[str, ...] = (), grid: tuple[str, ...] = ()) -> None:
    set_profile(person=person, skills=skills, grid=grid, by_id=None, now=country.now)


def give(country: Country, who: str, times: int) -> None:
    """So many open cases in somebody's hands."""
    for _ in range(times):
        country.file("county")
        country.act("county", "assign_officer", officer=str(country.people[who].pk))


def test_who_has_fewest_cases_comes_first_and_the_reason_says_so(team: Country) -> None:
    give(team, "甲", 2)
    give(team, "乙", 1)
    case = team.file("county")
    assert names(team) == ["丙", "乙", "甲"]
    assert {one.name: one.said.zh for one in suggest_officers(case, team.now)}["甲"] == "甲（在办 2 件）"


def test_knowing_the_matter_and_covering_the_area_outweigh_some_load(team: Country) -> None:
    profile(team.people["甲"], team, skills=("appliances",), grid=("990101",))
    give(team, "甲", 4)
    case = team.file("county")
    assert names(team)[0] == "甲"
    best = suggest_officers(case, team.now)[0]
    assert best.said.zh.endswith("，负责这一片，在办 4 件）")
    assert best.said.zh.startswith("甲（熟悉")
    set_setting(office=team.offices["county"], key="fit_outweighs", value=1, by_id=None, now=team.now)
    assert names(team)[-1] == "甲"


def test_who_is_on_leave_comes_last_until_the_day_back(team: Country) -> None:
    today = shanghai_date(team.now)
    leave = add_leave(person=team.people["甲"], first_on=today, last_on=today + timedelta(days=5))
    profile(team.people["甲"], team, skills=("appliances",))
    case = team.file("county")
    last = suggest_officers(case, team.now)[-1]
    assert (last.name, last.is_away, last.reasons[0].zh) == ("甲", True, "休假中")
    end_leave(leave=leave, on=today)
    assert names(team)[0] == "甲"


def test_suggesting_costs_the_same_for_any_number_of_people(team: Country, django_assert_num_queries: Any) -> None:
    give(team, "甲", 1)
    team.file("county")
    case = Case.objects.select_related("office", "trader").get(pk=team.case.pk)
    with django_assert_num_queries(1):
        before = len(suggest_officers(case, team.now))
    for n in range(9):
        person = register_person(now=team.now, name=f"丁{n}", phone=f"1390000001{n}", phone_verified=True)
        appoint(person=person, role="officer", authority=team.offices["county"], now=team.now)
        profile(person, team, skills=("appliances",), grid=("990101",))
        add_leave(person=person, first_on=shanghai_date(team.now), last_on=shanghai_date(team.now))
    with django_assert_num_queries(1):
        assert len(suggest_officers(case, team.now)) == before + 9


def test_nobody_is_suggested_for_a_case_of_their_own(team: Country) -> None:
    appoint(person=team.consumer, role="officer", authority=team.offices["county"], now=team.now)
    case = team.file("county")
    assert team.consumer.pk not in {one.person_id for one in suggest_officers(case, team.now)}


def test_an_officer_of_another_office_cannot_be_assigned(team: Country) -> None:
    team.file("county")
    assert team.refusal("county_head", "assign_officer", officer=str(team.people["sister"].pk)).code == "inputs"
    assert team.refusal("city", "assign_officer", officer=str(team.people["甲"].pk)).code == "not_yours"


def test_the_first_contact_stays_named_wherever_the_case_goes(team: Country) -> None:
    team.file("county")
    team.act("county_head", "assign_officer", officer=str(team.people["甲"].pk))
    team.act("甲", "return_case", reason="商家不在本辖区")
    team.act("city", "dispatch", office="sister")
    team.case.refresh_from_db()
    assert (team.case.officer_id, team.case.first_contact_id) == (None, team.people["甲"].pk)
    team.act("sister", "accept")
    team.case.refresh_from_db()
    assert (team.case.officer_id, team.case.first_contact_id) == (team.people["sister"].pk, team.people["甲"].pk)


def test_who_took_the_call_is_the_first_contact(team: Country) -> None:
    case = team.file("county", first_contact_id=team.people["乙"].pk)
    team.act("county", "assign_officer", officer=str(team.people["甲"].pk))
    case.refresh_from_db()
    assert case.first_contact_id == team.people["乙"].pk


def test_an_office_that_wants_it_has_its_cases_given_out_by_themselves(team: Country) -> None:
    profile(team.people["丙"], team, skills=("quality",))
    mine = team.file("county")
    other = team.file("far")
    assert assign_waiting(now=team.now) == 0
    set_setting(office=team.offices["city"], key="auto_assign", value=True, by_id=None, now=team.now)
    assert assign_waiting(now=team.now) == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.officer_id, other.officer_id) == (team.people["丙"].pk, None)
    assert assign_waiting(now=team.now) == 0


def test_an_office_below_may_keep_the_choice_to_people(team: Country) -> None:
    set_setting(office=team.offices["city"], key="auto_assign", value=True, by_id=None, now=team.now)
    set_setting(office=team.offices["county"], key="auto_assign", value=False, by_id=None, now=team.now)
    team.file("county")
    assert assign_waiting(now=team.now) == 0


def test_a_profile_knows_only_matters_there_are(team: Country) -> None:
    with pytest.raises(ValueError, match="astrology"):
        profile(team.people["甲"], team, skills=("astrology",))
