"""Where the demo does not run, nothing of it is there."""

from __future__ import annotations

from argparse import Namespace

import pytest
from django.test import Client

from hejie.operate.commands import cast


@pytest.mark.parametrize("address", ["/demo/", "/demo/phone/"])
def test_its_pages_do_not_exist(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_signing_in_does_not_speak_of_it(client: Client, db: None) -> None:
    assert "/demo/" not in client.get("/accounts/login/").content.decode()


def test_cast_says_what_is_missing(capsys: pytest.CaptureFixture[str], db: None) -> None:
    assert cast.run(Namespace(json=True)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "make demo" in said.err
