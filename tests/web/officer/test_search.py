"""The search box of the desk: what finds a case, who finds it, and that no address says what was typed."""

from __future__ import annotations

from urllib.parse import unquote

from django.test import Client

from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, number, queries_of

SEARCH = "/office/search/"


def found_by(client: Client, typed: str) -> str:
    return words(client.post(SEARCH, {"q": typed}, follow=True))


def test_found_by_name_phone_trader_and_words(scene: Scene) -> None:
    scene.file("authority")
    officer = browser_of(scene.people["officer"])
    for typed in ("林晓", "13800000916", "0916", "青禾电器", "不加热", "电饭煲 青禾"):
        assert "电饭煲坏了不给换" in found_by(officer, typed), typed
    assert "没有找到" in found_by(officer, "没有这家")
    assert "要找哪个案件" in words(officer.get(SEARCH))


def test_a_whole_number_opens_the_case(scene: Scene) -> None:
    scene.file("authority")
    answer = browser_of(scene.people["officer"]).post(SEARCH, {"q": number(scene)})
    assert answer.headers["Location"] == f"/office/cases/{number(scene)}/"


def test_no_address_says_what_was_typed_and_it_opens_for_one_reader(scene: Scene) -> None:
    scene.file("authority")
    address = browser_of(scene.people["officer"]).post(SEARCH, {"q": "林晓"}).headers["Location"]
    assert "林晓" not in unquote(address)
    assert "林**" in words(browser_of(scene.people["officer"]).get(address))
    assert "电饭煲" not in words(browser_of(scene.people["head"]).get(address))
    assert browser_of(scene.people["officer"]).get(f"{SEARCH}?for=broken").status_code == 200


def test_sides_and_strangers_find_nothing(scene: Scene) -> None:
    scene.file("authority")
    for who in ("consumer", "clerk", "stranger"):
        assert browser_of(scene.people[who]).post(SEARCH, {"q": "林晓"}).status_code == 404


def test_a_search_asks_little_of_the_database(scene: Scene) -> None:
    scene.file("authority")
    officer = browser_of(scene.people["officer"])
    address = officer.post(SEARCH, {"q": "电饭煲"}).headers["Location"]
    response, count = queries_of(officer, address)
    assert "电饭煲坏了不给换" in words(response)
    assert count <= MOST_QUERIES
