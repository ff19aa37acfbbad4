"""The worklist: what stands in which view, who sees which offices, and how little it asks of the database."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from hejie.cases.models import Case
from hejie.demo.world import World
from tests.apps.agreements.scene import Scene
from tests.web.at_desk import sit_down
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, PLAYED, browser_of, number, queries_of


def receive_three(scene: Scene) -> None:
    for _ in range(3):
        scene.file("authority")


three = PLAYED.then(receive_three).fixture()


def desk(scene: Scene, who: str, **query: str) -> str:
    return words(browser_of(scene.people[who]).get("/office/", query))


def due_in(scene: Scene, days: int) -> None:
    Case.objects.filter(pk=scene.case.pk).update(next_due_on=scene.now.date() + timedelta(days=days))


def test_a_complaint_awaits_its_decision(scene: Scene) -> None:
    scene.file("authority")
    page = desk(scene, "officer", view="received")
    assert "待定受理 1 件" in page
    assert "电饭煲坏了不给换" in page
    assert "青禾电器有限公司" in page
    assert "¥1,299.00" in page
    scene.act("officer", "accept")
    assert "电饭煲坏了不给换" not in desk(scene, "officer", view="received")
    assert "电饭煲坏了不给换" in desk(scene, "officer", view="mediating")


def test_talks_between_the_sides_are_no_work_of_the_office(scene: Scene) -> None:
    scene.file()
    due_in(scene, -3)
    assert "电饭煲坏了不给换" not in desk(scene, "officer", view="overdue")
    assert "电饭煲坏了不给换" in desk(scene, "officer", view="all")


def test_what_is_late_stands_under_overdue(scene: Scene) -> None:
    scene.file("authority")
    due_in(scene, -3)
    assert "已逾期 1" in desk(scene, "officer")
    assert "电饭煲坏了不给换" in desk(scene, "officer", view="overdue")


def test_the_office_above_reads_what_stands_below_and_nobody_beside_it(scene: Scene) -> None:
    scene.file("authority")
    assert "电饭煲坏了不给换" in desk(scene, "director", view="received")
    assert browser_of(scene.people["consumer"]).get("/office/").status_code == 404
    assert browser_of(scene.people["clerk"]).get("/office/").status_code == 404
    assert Client().get("/office/").status_code == 404


@pytest.mark.parametrize("view", ["today", "received", "all", "no-such-view"])
def test_the_list_asks_little_of_the_database(three: Scene, view: str) -> None:
    response, count = queries_of(browser_of(three.people["officer"]), f"/office/?view={view}")
    assert response.status_code == 200
    assert count <= MOST_QUERIES


def test_the_next_page_goes_on_where_this_one_ended(scene: Scene) -> None:
    refs = []
    for _ in range(23):
        scene.file("authority")
        refs.append(number(scene))
    officer = browser_of(scene.people["officer"])
    first = officer.get("/office/?view=received")
    later = first.context["pages"].later
    second = officer.get(f"/office/{later}")
    shown = [row.ref for row in (*first.context["rows"], *second.context["rows"])]
    assert sorted(shown) == sorted(refs)


@pytest.mark.parametrize("who", ["operator", "county_officer", "county_head"])
def test_what_the_worklist_leads_to_is_open_to_its_reader(who: str, world: World) -> None:
    """Whoever only takes calls has no day to clear, and nothing sent away."""
    reader = sit_down(world.cast[who])
    page = reader.get("/office/").content.decode()
    ways = set(re.findall(r'(?:href|hx-get)="(/(?!static/)[^"?#]*)"', page))
    assert len(ways) > 10
    assert [way for way in ways if reader.get(way).status_code >= 400] == []
    assert ("/office/today/" in ways) is (who != "operator")
