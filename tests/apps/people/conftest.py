"""People of these tests, and the phone messages they get."""

from __future__ import annotations

from datetime import datetime

import pytest

from hejie.base.registry import Registry
from hejie.people import codes
from hejie.people.actions import register_person
from hejie.people.models import Person
from hejie.places.actions import invent_regions, register_authority
from hejie.places.models import Authority

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> list[codes.CodeMessage]:
    """Everything sent to phones in this test."""
    messages: list[codes.CodeMessage] = []
    senders: Registry[codes.CodeSender] = Registry("code sender")
    senders.add("sender", messages.append)
    monkeypatch.setattr(codes, "_senders", senders)
    return messages


@pytest.fixture
def county(db: None) -> Authority:
    invent_regions(rows=[("990000", "云青省", "province", None)])
    nation = register_authority(name="总局", short_name="总局", level="nation", seal_code="总局")
    return register_authority(
        name="云青省局", short_name="云青", level="province", seal_code="云青市监", parent=nation, region_code="990000"
    )


@pytest.fixture
def lin(db: None, now: datetime) -> Person:
    """A consumer with a verified phone."""
    return register_person(now=now, name="林晓", phone="138 0000 0916", phone_verified=True)


@pytest.fixture
def chen(db: None, now: datetime) -> Person:
    """Somebody with user name and password."""
    return register_person(now=now, name="陈安", username="chen", password=PASSWORD)
