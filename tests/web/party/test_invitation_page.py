"""The link for the trader: looking changes nothing, opening is a fact, a bad code tells nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client

from hejie.cases.invitations import invite
from hejie.cases.models import Party
from hejie.rules.model import Role
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, number, queries_of


def reached(scene: Scene) -> bool:
    return Party.objects.get(case=scene.case, side=Role.RESPONDENT).reached_at is not None


def test_the_consumer_hands_the_trader_a_code(scene: Scene) -> None:
    scene.file()
    consumer = browser_of(scene.people["consumer"])
    shown = words(consumer.post(f"/cases/{number(scene)}/invite/"))
    code = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", shown)[0]
    told = words(Client().get(f"/i/{code}/"))
    assert "电饭煲坏了不给换" in told
    assert "退款 1,299 元" in told
    assert "不答复会怎样" in told
    assert "林" not in told.replace("林业", "")


def test_get_changes_nothing_and_post_opens(scene: Scene) -> None:
    scene.file()
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    shop = Client()
    _, count = queries_of(shop, f"/i/{code}/")
    assert count <= MOST_QUERIES
    assert not reached(scene)
    assert shop.get(f"/cases/{number(scene)}/").status_code == 404
    assert shop.post(f"/i/{code}/").headers["Location"] == f"/cases/{number(scene)}/"
    assert reached(scene)
    response, count = queries_of(shop, f"/cases/{number(scene)}/")
    assert response.status_code == 200
    assert count <= MOST_QUERIES
    assert "party_reached" in scene.history


def test_wrong_and_expired_codes_read_alike(scene: Scene) -> None:
    scene.file()
    old = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now - timedelta(days=91))
    stale, wrong = Client().get(f"/i/{old}/"), Client().get("/i/2222-3333-4444/")
    assert stale.status_code == wrong.status_code == 404
    assert words(stale) == words(wrong)


def test_a_good_link_opens_however_many_come_from_one_address(scene: Scene) -> None:
    """A trader with a mass dispute, or a town behind its carrier's one address."""
    scene.file()
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    assert {Client().get(f"/i/{code}/").status_code for _ in range(30)} == {200}
    assert {Client().post(f"/i/{code}/").status_code for _ in range(30)} == {302}
    assert Client().get("/i/2222-3333-4444/").status_code == 404


def waiting_pages(code: str) -> list[HttpResponse]:
    """What a good code and a wrong one get after twenty wrong ones from one address."""
    assert {Client().get(f"/i/2222-3333-44{n}/").status_code for n in range(22, 42)} == {404}
    return [Client().get(f"/i/{code}/"), Client().post(f"/i/{code}/"), Client().get("/i/2222-3333-4444/")]


def test_after_twenty_wrong_codes_every_code_waits_and_none_is_called_bad(scene: Scene) -> None:
    scene.file()
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    answers = waiting_pages(code)
    assert {answer.status_code for answer in answers} == {429}
    assert len({words(answer) for answer in answers}) == 1
    assert all(3500 < int(answer["Retry-After"]) <= 3600 for answer in answers)
    told = words(answers[0])
    assert "试错的次数太多，请 60 分钟后再试" in told
    assert "打不开" not in told
    assert "重新给您一个" not in told
    assert not reached(scene)
    assert Client().get(f"/i/{code}/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_waiting_page_reads_in_english(scene: Scene) -> None:
    scene.file()
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    waiting_pages(code)
    reader = Client()
    reader.cookies["hejie_language"] = "en"
    assert "Please try again in 60 minutes" in words(reader.get(f"/i/{code}/"))


def test_a_link_opens_one_case_only(scene: Scene) -> None:
    scene.file()
    first = number(scene)
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    scene.file()
    shop = Client()
    shop.post(f"/i/{code}/")
    assert shop.get(f"/cases/{first}/").status_code == 200
    assert shop.get(f"/cases/{number(scene)}/").status_code == 404
