"""Type size, theme and language: chosen with a plain form, kept in cookies, written into the page by the server."""

from __future__ import annotations

import pytest
from django.test import Client


def html_tag(client: Client) -> str:
    page = client.get("/help/").content.decode()
    return page[page.index("<html") : page.index(">", page.index("<html")) + 1]


def test_nothing_chosen_follows_system_and_browser(client: Client) -> None:
    tag = html_tag(client)
    assert 'lang="zh-CN"' in tag
    assert "data-theme" not in tag
    assert 'data-mode="standard"' in tag


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("mode", "elder", 'data-mode="elder"'),
        ("theme", "dark", 'data-theme="hejie-dark"'),
        ("theme", "light", 'data-theme="hejie"'),
        ("language", "en", 'lang="en"'),
    ],
)
def test_a_choice_is_remembered(client: Client, name: str, value: str, written: str) -> None:
    answer = client.post("/preferences/", {name: value, "next": "/help/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert written in html_tag(client)


def test_following_the_system_again(client: Client) -> None:
    client.post("/preferences/", {"theme": "dark"})
    client.post("/preferences/", {"theme": "system"})
    assert "data-theme" not in html_tag(client)


def test_unknown_values_are_ignored(client: Client) -> None:
    client.post("/preferences/", {"mode": "<script>", "theme": "pink", "language": "xx"})
    assert client.cookies.keys() & {"hejie_mode", "hejie_theme", "hejie_language"} == set()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_never_sent_to_a_foreign_place(client: Client, target: str) -> None:
    assert client.post("/preferences/", {"mode": "elder", "next": target}).headers["Location"] == "/"


def test_a_choice_is_posted_not_linked(client: Client) -> None:
    assert client.get("/preferences/?mode=elder").status_code == 405


def test_a_forged_choice_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/preferences/", {"mode": "elder"})
    assert answer.status_code == 403
    assert "这一页放得太久了" in answer.content.decode()
