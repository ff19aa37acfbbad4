"""The link for the trader: looking changes nothing, opening is a fact, a bad code tells nothing."""

from __future__ import annotations

import re
from datetime import timedelta

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


def test_a_link_opens_one_case_only(scene: Scene) -> None:
    scene.file()
    first = number(scene)
    code = invite(case_id=scene.case.pk, side=Role.RESPONDENT, now=scene.now)
    scene.file()
    shop = Client()
    shop.post(f"/i/{code}/")
    assert shop.get(f"/cases/{first}/").status_code == 200
    assert shop.get(f"/cases/{number(scene)}/").status_code == 404
