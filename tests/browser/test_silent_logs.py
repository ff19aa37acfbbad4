"""What the platform logged while people were at work says nothing about them. Named to run after the journeys."""

from __future__ import annotations

import pytest

from hejie.demo.cast import CAST
from tests.browser.conftest import Enter
from tests.browser.filing import ID_NUMBER, matter_of
from tests.browser.running import Platform

pytestmark = pytest.mark.browser


def test_no_log_line_names_a_person_a_phone_or_what_was_written(enter: Enter, site: Platform) -> None:
    consumer = enter()
    consumer.signs_in_by_phone(CAST[0].phone)
    consumer.go("/my/")
    said = site.log.read_text(encoding="utf-8")
    secrets = [
        ID_NUMBER,
        matter_of("consumer", "").story[:12],
        *(one.phone for one in CAST),
        *(one.name for one in CAST),
    ]
    assert [secret for secret in secrets if secret in said] == []
