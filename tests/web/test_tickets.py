"""Tickets to the stream, and the address where it is listened to."""

from __future__ import annotations

import time

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from hejie.web.stream import live_url, read_ticket, ticket


def test_a_ticket_keeps_its_topics_and_the_moment_the_page_was_made() -> None:
    before = time.time()
    read = read_ticket(ticket(["case:1", "person:2", "case:1"]))
    assert read is not None
    assert read.topics == {"case:1", "person:2"}
    assert before <= read.made_at <= time.time()
    with pytest.raises(ValueError, match="topics"):
        ticket([])
    with pytest.raises(ValueError, match="topics"):
        ticket(f"case:{number}" for number in range(21))


def test_the_address_is_beside_the_page_or_as_configured(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_PORT", "8123")
    settings.LIVE_URL, settings.ALLOWED_HOSTS = "", ["*"]
    beside = RequestFactory().get("/", headers={"host": "localhost:8123"})
    assert live_url(beside, ["case:1"]).startswith("http://localhost:8124/live?ticket=")
    assert live_url(RequestFactory().get("/", headers={"host": "[::1]:8123"}), ["case:1"]).startswith(
        "http://[::1]:8124/"
    )
    settings.LIVE_URL = "https://hejie.example/"
    assert live_url(beside, ["case:1"]).startswith("https://hejie.example/live?ticket=")
