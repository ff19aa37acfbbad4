"""By which address attempts are counted, with and without a proxy in front."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from hejie.web.callers import caller_address


def asked_from(address: str, forwarded: str = "") -> HttpRequest:
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


def test_without_a_proxy_a_caller_cannot_choose_the_address() -> None:
    assert caller_address(asked_from("203.0.113.7", "198.51.100.1")) == "203.0.113.7"


def test_behind_a_proxy_only_what_the_proxy_wrote_counts(settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    assert caller_address(asked_from("127.0.0.1", "198.51.100.1, 203.0.113.7")) == "203.0.113.7"
    assert caller_address(asked_from("127.0.0.1", "203.0.113.8")) == "203.0.113.8"
    assert caller_address(asked_from("127.0.0.1")) == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unix:", "unix:"),
    ],
)
def test_a_network_that_may_number_its_machines_at_will_counts_as_one(address: str, counted: str) -> None:
    assert caller_address(asked_from(address)) == counted


def test_one_reader_behind_the_proxy_does_not_shut_out_the_others(db: None, settings: Settings, client: Client) -> None:
    settings.BEHIND_PROXY = True

    def ask(address: str) -> int:
        return client.get("/verify/0000-0000-0000/", HTTP_X_FORWARDED_FOR=f"10.0.0.1, {address}").status_code

    assert [ask("203.0.113.7") for _ in range(31)][-1] == 429
    assert ask("203.0.113.8") == 404
