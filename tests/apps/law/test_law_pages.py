"""Beside the form of a refusal: figures for whoever decides. Beside a case: what belongs to it."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from hejie.base.ids import show_case_number
from hejie.cases.beside import CaseLink
from hejie.mediation.delegation import BodyShown, bodies_of
from hejie.places.models import Authority
from tests.stage import Stage, Story
from tests.web.at_desk import keep_signed_in

STREET = "柳湾街道人民调解委员会"


def page(stage: Stage, who: str, address: str, **headers: str) -> HttpResponse:
    keep_signed_in(stage.client, stage.world.cast[who])
    return stage.client.get(address, headers=headers)


def number(story: Story) -> str:
    return show_case_number(story.ref)


def test_the_figures_are_fetched_when_the_form_of_the_refusal_is_opened(stage: Stage) -> None:
    stage.file()
    story = stage.file()
    address = f"/office/cases/{number(story)}/factors/"
    assert f'hx-get="{address}"' in page(stage, "county_officer", f"/office/cases/{number(story)}/").content.decode()
    part = page(stage, "county_officer", address, **{"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1 件" in part
    assert "只供您判断" in part
    whole = page(stage, "county_head", address).content.decode()
    assert "<html" in whole
    assert "第十七条的因素" in whole


@pytest.mark.parametrize("who", ["city_officer", "mediator", "consumer", "clerk", "operator"])
def test_nobody_but_those_who_decide_reads_the_figures(story: Story, who: str) -> None:
    assert page(story.stage, who, f"/office/cases/{number(story)}/factors/").status_code == 404


def test_a_case_that_is_accepted_shows_no_figures(story: Story) -> None:
    story.do("county_officer", "accept")
    shown = page(story.stage, "county_officer", f"/office/cases/{number(story)}/").content.decode()
    assert "factors/" not in shown


def test_the_parts_of_a_divided_paper_lead_to_each_other(story: Story) -> None:
    parts = {"complaint_part": "买到的除湿机漏水，要求退货。", "report_part": "仓库里有三百台翻新机。"}
    story.do("county_officer", "split_case", problem="quality", **parts)
    other = show_case_number(CaseLink.objects.get().other.ref)
    assert (
        f'href="/office/cases/{other}/"'
        in page(story.stage, "county_officer", f"/office/cases/{number(story)}/").content.decode()
    )
    assert f'href="/cases/{other}/"' in page(story.stage, "consumer", f"/cases/{number(story)}/").content.decode()
    assert other not in page(story.stage, "clerk", f"/desk/cases/{number(story)}/").content.decode()


def test_every_new_step_has_its_form_on_a_page(mediated: Story) -> None:
    for who, move in (
        ("county_officer", "call_meeting"),
        ("mediator", "call_meeting"),
        ("county_officer", "record_clue"),
        ("county_officer", "pass_to_police"),
        ("consumer", "waive_paper"),
    ):
        shown = page(mediated.stage, who, f"/cases/{number(mediated)}/moves/{move}/")
        assert shown.status_code == 200, move
        assert f'id="move-{move}"' in shown.content.decode()


def of_the_street(office: Authority) -> BodyShown:
    """The people's mediation committee that this test adds."""
    [found] = [one for one in bodies_of(office) if one.name == STREET]
    return found


def test_the_head_keeps_the_list_of_bodies_that_mediation_is_delegated_to(stage: Stage) -> None:
    head, officer = "county_head", "county_officer"
    assert page(stage, officer, "/office/bodies/").status_code == 404
    office = stage.world.offices["qinghe"]
    before = {str(one.id) for one in bodies_of(office)}
    page(stage, head, "/office/bodies/")
    stage.client.post("/office/bodies/", {"name": STREET, "contact": "0570-0000100", "road": "peoples"})
    body = of_the_street(office)
    stage.client.post("/office/bodies/", {"body": str(body.id), "who": stage.world.cast["outsider"].phone})
    assert of_the_street(office).members == ("吴归",)
    clerk = stage.world.cast["other_clerk"]
    stage.client.post("/office/bodies/", {"body": str(body.id), "who": clerk.phone, "team": "legal_support"})
    teams = {one.label.zh: one.members for one in of_the_street(office).teams}
    assert (body.road.zh, teams) == ("人民调解委员会", {"调解组": ("吴归",), "法律支持组": (clerk.name,)})
    shown = page(stage, head, "/office/bodies/").content.decode()
    assert "吴归" in shown
    story = stage.file()
    story.do(officer, "accept")
    offered = story.schema(officer, "propose_delegation")["properties"]["body"]["enum"]
    assert set(offered) == {str(body.id), *before}, "the case is against the trader of the one body of its own"
    asked = page(stage, head, "/office/bodies/").content.decode()
    one_press = re.sub(r"<details.*?</details>", "", asked, flags=re.DOTALL)
    assert 'name="end"' in asked
    assert 'name="end"' not in one_press, "it is asked once more, with what follows"
    for one in offered:
        stage.client.post("/office/bodies/", {"body": one, "end": "1"})
    assert bodies_of(office) == []
    assert "propose_delegation" not in story.moves(officer)


@pytest.mark.parametrize("posted", [{"name": " "}, {"name": "协" * 101}, {"body": "nonsense", "who": "nobody"}])
def test_what_cannot_be_listed_is_said(stage: Stage, posted: dict[str, str]) -> None:
    before = bodies_of(stage.world.offices["qinghe"])
    page(stage, "county_head", "/office/bodies/")
    stage.client.post("/office/bodies/", posted)
    assert bodies_of(stage.world.offices["qinghe"]) == before
