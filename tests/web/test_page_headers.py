"""Headers, weight and queries of pages anybody may open."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/guide/",
    "/guide/prepaid/",
    "/progress/",
    "/verify/",
    "/help/",
    "/privacy/",
    "/accessibility/",
    "/about/",
]
every_page = pytest.mark.parametrize("path", PAGES)


@every_page
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_public_pages_open_in_both_languages_at_one_query_at_most(
    client: Client, path: str, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.cookies["hejie_language"] = language
    with django_assert_max_num_queries(1 if path == "/" else 0):
        answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert len(re.findall(r"<h1\b", answer.content.decode())) == 1


@every_page
def test_a_page_allows_no_inline_code_and_no_foreign_origin(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy + ";"
    html = answer.content.decode()
    assert not re.search(r"\s(style|on\w+)=", html)
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []


def test_headers_that_guard_the_reader(client: Client) -> None:
    headers = client.get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@every_page
def test_every_page_has_the_telephone_exit(client: Client, path: str) -> None:
    assert 'href="tel:12315"' in client.get(path).content.decode()


def test_first_load_is_light(client: Client) -> None:
    """Page, style sheet and scripts together, compressed: under 120 kB."""
    html = client.get("/").content
    named = re.findall(rb'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"', html)
    files = [finders.find(name.decode()) for name in named]
    missing = [name for name, file in zip(named, files, strict=True) if file is None and b"build/" not in name]
    assert missing == []
    weight = sum(len(gzip.compress(Path(file).read_bytes())) for file in files if file) + len(gzip.compress(html))
    assert weight < 120_000
