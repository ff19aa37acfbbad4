"""Doors that must stay shut: reports towards their respondent, the demo's conveniences, pages in foreign frames."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from hejie.base.ids import show_case_number
from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.erasure import erase_case
from hejie.cases.models import Case
from hejie.messaging.actions import forget_messages
from hejie.messaging.models import Message
from hejie.oversight.queries import trader_figures
from hejie.people.actions import person_by_phone, register_person
from hejie.people.codes import forget_codes, send_code
from hejie.people.models import Challenge, Person
from hejie.web.live.watcher import TOPICS
from tests.apps.agreements.scene import LESS, SCENE, Scene
from tests.security.browsing import api_of, browser_of
from tests.web.at_desk import keep_signed_in


def file_report(scene: Scene) -> None:
    """A report of the consumer against the trader that the clerk answers for."""
    trader = next(iter(scene.actor("clerk").trader_ids))
    filing = Filing(
        kind="report",
        how="authority",
        complainant=Side(name="林晓", phone="13800000916", person_id=scene.people["consumer"].pk),
        respondent=Side(name="青禾电器有限公司", trader_id=trader),
        office_id=scene.county.pk,
        title="虚假宣传",
        story="店里挂的是假的荣誉证书。",
        category="goods",
        problem="false_advertising",
    )
    scene.case = open_case(filing=filing, actor=scene.actor("consumer"), now=scene.now)


reported = SCENE.then(file_report).fixture()


def test_the_respondent_of_a_report_learns_nothing(reported: Scene) -> None:
    """Order 121 Art 37: no page, no list, no search, no message."""
    report = reported.case
    caller, desk = api_of(reported.people["clerk"]), browser_of(reported.people["clerk"])
    assert caller.get("/api/v1/cases").json()["items"] == []
    for path in ("", "/records", "/offers", "/papers", "/evidence"):
        assert caller.get(f"/api/v1/cases/{report.ref}{path}").status_code == 404
    for path in (f"/cases/{report.ref}/", f"/desk/cases/{report.ref}/", f"/cases/{report.ref}/file.zip"):
        assert desk.get(path).status_code == 404
    for query in ("", f"?q={report.ref}", "?q=虚假宣传", "?tab=running", "?tab=ended"):
        assert f"/desk/cases/{show_case_number(report.ref)}" not in desk.get(f"/desk/{query}").content.decode()
    assert not Message.objects.filter(person=reported.people["clerk"]).exists()


def test_a_report_changes_no_figure_of_the_trader(reported: Scene) -> None:
    report = reported.case
    assert report.trader_id
    figures = trader_figures(report.trader_id, reported.now + timedelta(hours=1))
    assert (figures.complaints, figures.unrated) == (0, 0)


def topics_of(case: Case) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(TOPICS, [[case.records.get().pk]])
        return set(filter(None, cursor.fetchone()[2]))


def test_not_even_a_live_signal_of_a_report_reaches_the_trader(reported: Scene) -> None:
    report = reported.case
    person = reported.people["consumer"].pk
    assert topics_of(report) == {f"case:{report.pk}", f"office:{reported.county.pk}", f"person:{person}"}
    complaint = reported.file()
    assert f"trader:{complaint.trader_id}" in topics_of(complaint)


@pytest.mark.parametrize("who", ["clerk", "mediator", "director"])
def test_who_has_no_say_reads_at_most(scene: Scene, who: str) -> None:
    """A complaint at the county before mediation: the city reads, nobody but the county's officer accepts."""
    scene.file("authority")
    answer = api_of(scene.people[who]).post(
        f"/api/v1/cases/{scene.case.ref}/moves/accept", {}, content_type="application/json"
    )
    assert answer.status_code in (403, 404)
    assert scene.state == "received"


def test_outside_the_demo_no_code_is_shown(scene: Scene, settings: Settings) -> None:
    assert settings.DEMO is False
    assert Client().get("/demo/phone/").status_code == 404
    scene.settle()
    scene.act("consumer", "request_code")
    code = scene.code("consumer")
    for client, path in (
        (api_of(scene.people["consumer"]), f"/api/v1/cases/{scene.case.ref}"),
        (browser_of(scene.people["consumer"]), f"/cases/{scene.case.ref}/sign/"),
        (browser_of(scene.people["clerk"]), f"/desk/cases/{scene.case.ref}/"),
    ):
        assert code not in client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/", "/file/", "/progress/", "/accounts/login/", "/api/v1/openapi.json", "/nothing/"])
def test_every_answer_forbids_foreign_scripts_and_frames(db: None, path: str) -> None:
    headers = Client().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/desk/reply/", "/preferences/", "/progress/", "/file/trader/", "/verify/"])
def test_no_post_without_its_token(scene: Scene, path: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    keep_signed_in(browser, scene.people["clerk"])
    assert browser.post(path, {"q": "x"}).status_code == 403
    assert browser.post(path, {"q": "x"}, headers={"HX-Request": "true"}).status_code == 403


ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_elsewhere(db: None, now: datetime, target: str) -> None:
    register_person(now=now, name="王五", username="wangwu", password="long-enough-2026")
    assert Client().post("/preferences/", {"next": target, "mode": "elder"})["Location"] == "/"
    typed = {"login": "wangwu", "password": "long-enough-2026", "next": target}
    for path in ("/accounts/login/", f"/accounts/login/?next={quote(target)}"):
        answer = Client().post(path, typed)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/go/")


def test_a_null_in_the_address_is_a_bad_request(db: None) -> None:
    assert Client().get("/traders/?q=%00").status_code == 400
    answer = Client().get("/api/v1/cases?state=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert Client().get("/traders/?q=%E9%9D%92").status_code == 200


def test_after_the_period_no_word_of_what_was_bought_or_asked_is_left(scene: Scene) -> None:
    scene.file(title="林晓的电饭煲", wanted=[{**LESS, "note": "打我电话 13800000916"}])
    scene.act("consumer", "withdraw")
    assert erase_case(case_id=scene.case.pk, now=scene.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM cases_case c WHERE id = %s", [scene.case.pk])
        left = cursor.fetchone()[0]
    assert "林晓" not in left
    assert "13800000916" not in left


def test_old_codes_and_their_phones_are_forgotten(scene: Scene) -> None:
    send_code(phone="13800000777", purpose="file_case", now=scene.now)
    sent = Message.objects.get(template="code")
    Message.objects.filter(pk=sent.pk).update(sent_at=scene.now, next_try_at=None)
    later = scene.now + timedelta(days=2)
    assert (forget_codes(now=later), forget_messages(now=later)) == (1, 0)
    assert not Challenge.objects.exists()
    assert forget_messages(now=scene.now + timedelta(days=31)) == 1


def test_a_code_that_signed_is_kept_with_the_signature(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer")
    forget_codes(now=scene.now + timedelta(days=30))
    assert Challenge.objects.filter(purpose__startswith="sign_agreement:").exists()


def test_two_filings_at_the_same_moment_find_one_person(
    own_database: str, django_db_blocker: DjangoDbBlocker, now: datetime
) -> None:
    found: list[UUID] = []
    together = threading.Barrier(2)

    def file() -> None:
        with transaction.atomic():
            together.wait(10)
            found.append(person_by_phone(phone="13800000777", name="王五", now=now).pk)
        connection.close()

    with django_db_blocker.unblock():
        threads = [threading.Thread(target=file) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(found) == 2
        assert len(set(found)) == Person.objects.count() == 1
        with psycopg.connect(own_database) as direct:
            assert direct.execute("SELECT count(*) FROM people_person").fetchone() == (1,)
