"""What comes to the counter, by letter, to a station: entered by staff, checked like everything else."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from hejie.cases.models import Case, Deadline, Party, Representation
from hejie.demo.cast import id_number
from hejie.demo.world import World
from hejie.evidence.models import File
from hejie.people.access import actor_for_person
from hejie.people.actions import appoint
from hejie.rules.model import Role
from hejie.web import entrypages
from tests.stage import yesterday
from tests.web.at_desk import sit_down
from tests.web.conftest import words

ID_NUMBER = "110101199003074514"


def a_page() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    return SimpleUploadedFile("letter.jpg", data.getvalue())


@pytest.fixture
def officer(world: World) -> Client:
    return sit_down(world.cast["county_officer"])


def said(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "complaint",
        "phone": "13900000021",
        "name": "尤佳",
        "id_number": ID_NUMBER,
        "address": "云青省云汀市青禾区柳湾路 5 号",
        "trader": str(world.traders["qinghe"].pk),
        "category": "appliances",
        "goods": "电饭煲",
        "story": "买了三天就不加热，店家不给换。",
        "wanted-0-kind": "exchange",
        "how": "authority",
        "read_back": "on",
        **changed,
    }


def test_what_is_said_at_the_counter_is_written_down_by_the_officer(officer: Client, world: World) -> None:
    assert officer.post("/office/entry/counter/", said(world)).status_code == 200
    case = Case.objects.get(channel="counter")
    assert case.records.get(fact="case_filed").role == Role.OFFICER
    assert case.records.get(fact="case_filed").person_id == world.cast["county_officer"].pk
    assert Party.objects.get(case=case, side=Role.COMPLAINANT).person is None


def test_a_consumer_with_an_account_finds_the_case_there(officer: Client, world: World) -> None:
    consumer = world.cast["consumer"]
    officer.post("/office/entry/counter/", said(world, phone=consumer.phone, name=consumer.name, id_number=""))
    assert Party.objects.get(case__channel="counter", side=Role.COMPLAINANT).person == consumer
    officer.post("/office/entry/counter/", said(world, phone=consumer.phone, name="另一个人", id_number=""))
    named = Party.objects.filter(case__channel="counter", side=Role.COMPLAINANT, person=None)
    assert [party.name for party in named] == ["另一个人"], "a number taken down wrongly opens nothing"


def test_a_letter_counts_from_the_day_it_came_and_keeps_its_pages(officer: Client, world: World) -> None:
    came = (timezone.localdate() - timedelta(days=2)).isoformat()
    letter = said(world, phone="", received_on=came)
    without = officer.post("/office/entry/letter/", letter)
    assert without.status_code == 422
    assert "至少一页" in words(without)
    draft = without.content.decode().split('name="draft" value="')[1].split('"')[0]
    assert officer.post("/office/entry/letter/", {**letter, "draft": draft, "files": a_page()}).status_code == 200
    case = Case.objects.get(channel="letter")
    assert case.received_at
    assert timezone.localdate(case.received_at).isoformat() == came
    assert timezone.localdate(Deadline.objects.get(case=case, rule="acceptance").started_at).isoformat() == came
    assert File.objects.get(case=case).role == Role.COMPLAINANT


def test_a_minor_files_through_a_guardian(officer: Client, world: World) -> None:
    child = said(world, id_number=id_number(date(2020, 3, 7), 2))
    alone = officer.post("/office/entry/counter/", child)
    assert alone.status_code == 422
    assert "未满 14 周岁" in words(alone)
    both = {**child, "guardian_name": "尤大海", "guardian_relation": "父亲", "guardian_phone": "13900000022"}
    assert officer.post("/office/entry/counter/", both).status_code == 200
    row = Representation.objects.get(case__channel="counter")
    assert (row.kind, row.name, row.relation) == ("guardian", "尤大海", "父亲")


def test_an_agent_needs_a_power_of_attorney_with_a_term(officer: Client, world: World) -> None:
    agent = {"agent_name": "王思远", "agent_phone": "13900000023", "agent_powers": ["settle"]}
    page = words(officer.post("/office/entry/counter/", said(world, **agent)))
    assert all(part in page for part in ("受托人证件号码", "委托到哪天"))
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    full = said(world, **agent, agent_id_number=ID_NUMBER, agent_until=until)
    assert "请上传授权委托书" in words(officer.post("/office/entry/counter/", full))
    assert officer.post("/office/entry/counter/", {**full, "files": a_page()}).status_code == 200
    row = Representation.objects.get(kind="agent")
    assert (row.powers, row.valid_until and row.valid_until.isoformat()) == (["settle"], until)
    assert File.objects.get(case=row.case).pk == row.document


def test_a_station_enters_for_whoever_comes_by(world: World) -> None:
    person = world.cast["outsider"]
    appoint(person=person, role="station", authority=world.offices["liuhe"], now=timezone.now())
    assert actor_for_person(person).has_post("station")
    station = sit_down(person)
    assert station.post("/office/entry/station/", said(world)).status_code == 200
    assert Case.objects.filter(channel="station").count() == 1
    assert station.get("/office/entry/letter/").status_code == 404


def test_other_ways_in_have_no_desk(officer: Client) -> None:
    assert {officer.get(f"/office/entry/{key}/").status_code for key in ("web", "api", "partner", "nonsense")} == {404}


def test_a_date_is_not_needed_and_the_future_is_refused(officer: Client, world: World) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert officer.post("/office/entry/counter/", said(world, happened_on=tomorrow)).status_code == 422
    assert officer.post("/office/entry/counter/", said(world, happened_on=yesterday())).status_code == 200


def test_pages_of_entry_name_the_office_in_their_head(officer: Client, world: World) -> None:
    office = actor_for_person(world.cast["county_officer"]).posts[0].authority_name
    for path in ("/office/entry/counter/", "/hotline/", "/office/import/"):
        assert officer.get(path).context["org"] == office, path


def test_looking_for_similar_cases_has_a_pace(officer: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    officer.post("/office/entry/counter/", said(world))
    asked = {"phone": "13900000021", "story": "买了三天就不加热，店家不给换。"}
    assert "可能重复的" in words(officer.post("/office/entry/counter/similar/", asked))
    monkeypatch.setattr(entrypages, "SEARCHES", 2)
    officer.post("/office/entry/counter/similar/", asked)
    assert "查得太多了" in words(officer.post("/office/entry/counter/similar/", asked))
