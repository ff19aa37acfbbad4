"""Visits on a phone, as the server meets them: the list, the record, the same sent twice, what was refused and why."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from hejie.cases.models import Case, CaseRecord
from hejie.desk.models import PlannedVisit
from hejie.evidence.models import File
from hejie.rules.drawings import EXAMPLE
from hejie.web.officer.installed import SHELL
from hejie.web.words import day_words
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, RECEIVED, browser_of, number, queries_of

scene = RECEIVED.fixture()

FOUND = {
    "place": "柳河路 88 号",
    "met": "店长王某",
    "findings": "店里还摆着同一批电饭煲，标签上没有厂名。",
    "signature": "signed",
}


def a_photo(color: int = 0) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), (color, 0, 0)).save(data, "JPEG")
    return SimpleUploadedFile("现场.jpg", data.getvalue(), "image/jpeg")


def send(client: Client, scene: Scene, **more: Any) -> HttpResponse:
    """As the script of the page sends it."""
    values = {**FOUND, "visited_on": scene.now.date().isoformat(), "key": "k1", **more}
    return client.post(f"/field/cases/{number(scene)}/visit/", values, headers={"Accept": "application/json"})


def plan(scene: Scene, who: str = "officer") -> Client:
    client = browser_of(scene.people[who])
    client.post("/field/", {"case": number(scene)})
    return client


def test_the_list_has_what_was_planned_with_numbers_to_call(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    assert "今天没有要走访的" in words(officer.get("/field/"))
    page = plan(scene).get("/field/")
    assert "电饭煲坏了不给换" in words(page)
    assert 'href="tel:13800000916"' in page.content.decode()
    officer.post("/field/", {"drop": number(scene)})
    assert "今天没有要走访的" in words(officer.get("/field/"))


def test_the_office_above_may_plan_and_reads_no_numbers(scene: Scene) -> None:
    director = plan(scene, "director")
    assert "tel:1380" not in director.get("/field/").content.decode()
    assert director.get(f"/field/cases/{number(scene)}/").status_code == 404
    assert send(director, scene).status_code == 404


def test_a_visit_is_recorded_with_photos_and_the_name_signed_on_the_glass(scene: Scene) -> None:
    officer = plan(scene)
    answer = send(officer, scene, files=[a_photo(1), a_photo(2)], drawing=EXAMPLE, seen="1")
    assert json.loads(answer.content) == {"state": "done", "news": 0}
    record = CaseRecord.objects.get(fact="visit_recorded")
    assert record.data["signature"] == "signed"
    assert "店长王某" not in str(record.data)
    assert record.content.body["met"] == "店长王某"
    assert len(record.content.body["evidence"]) == 3
    assert sorted(file.name for file in File.objects.all()) == ["现场.jpg", "现场.jpg", "签字.png"]
    assert PlannedVisit.objects.get().done_at
    assert "店里还摆着同一批电饭煲" in words(officer.get(f"/field/cases/{number(scene)}/"))
    told = words(officer.get(f"/office/cases/{number(scene)}/"))
    day = day_words(date.fromisoformat(record.data["visited_on"]))
    assert f"到现场走访：{day}，{record.content.body['place']}" in told
    assert scene.broken_chain() is None


def test_sent_twice_it_is_there_once(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    for _ in range(2):
        assert json.loads(send(officer, scene, files=[a_photo()], drawing=EXAMPLE).content)["state"] == "done"
    assert CaseRecord.objects.filter(fact="visit_recorded").count() == 1
    assert File.objects.count() == 2


def test_what_happened_meanwhile_is_said_with_the_answer(scene: Scene) -> None:
    seen = scene.case.seq
    scene.act("officer", "accept")
    assert json.loads(send(browser_of(scene.people["officer"]), scene, seen=seen).content)["news"] == 1


def test_a_case_that_ended_meanwhile_is_a_conflict_that_says_so(scene: Scene) -> None:
    scene.act("consumer", "withdraw")
    answer = send(browser_of(scene.people["officer"]), scene)
    assert answer.status_code == 409
    assert "案件现在是“已撤回”" in json.loads(answer.content)["text"]
    assert "不能记走访" in words(browser_of(scene.people["officer"]).get(f"/field/cases/{number(scene)}/"))


def test_what_is_missing_comes_back_in_words_and_without_script_as_the_form(scene: Scene) -> None:
    officer = browser_of(scene.people["officer"])
    wrong = send(officer, scene, met="", drawing="data:image/png;base64,broken")
    assert wrong.status_code == 422
    assert "签名" in json.loads(wrong.content)["text"]
    plain = officer.post(f"/field/cases/{number(scene)}/visit/", {**FOUND, "met": "", "key": "k2"})
    assert plain.status_code == 422
    assert "请填写：见到了谁" in words(plain)
    assert "店里还摆着同一批电饭煲" in plain.content.decode()
    assert not CaseRecord.objects.filter(fact="visit_recorded").exists()


def test_a_visit_in_a_report_stays_with_the_office(scene: Scene) -> None:
    Case.objects.filter(pk=scene.case.pk).update(kind="report")
    assert json.loads(send(browser_of(scene.people["officer"]), scene).content)["state"] == "done"
    assert "店里还摆着" in words(browser_of(scene.people["officer"]).get(f"/field/cases/{number(scene)}/"))
    assert "走访" not in words(browser_of(scene.people["consumer"]).get(f"/cases/{number(scene)}/"))


def test_the_app_installs_and_its_worker_knows_its_files(scene: Scene) -> None:
    described = json.loads(Client().get("/field/manifest.webmanifest").content)
    assert (described["scope"], described["start_url"], described["display"]) == ("/field/", "/field/", "standalone")
    assert all(finders.find(name) for name in SHELL)
    worker = Client().get("/field/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    named = re.findall(r'"(/static/[^"]+)"', worker.content.decode().replace("\\u002D", "-"))
    page = plan_page(scene)
    used = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) - {"/static/build/htmx.min.js"}
    assert used <= set(named)


def plan_page(scene: Scene) -> str:
    return browser_of(scene.people["officer"]).get(f"/field/cases/{number(scene)}/").content.decode()


def test_the_token_says_whose_phone_it_is(scene: Scene) -> None:
    said = json.loads(browser_of(scene.people["officer"]).get("/field/token/").content)
    assert said["person"] == str(scene.people["officer"].pk)
    assert Client().get("/field/token/").status_code == 404


@pytest.mark.parametrize("path", ["/field/", "/field/cases/{ref}/"])
def test_the_pages_ask_little_of_the_database(scene: Scene, path: str) -> None:
    officer = plan(scene)
    response, count = queries_of(officer, path.format(ref=number(scene)))
    assert response.status_code == 200
    assert count <= MOST_QUERIES
