"""The contract every partner file meets. A new partner adds how its far side signs, and one message of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from pytest_django import Settings

from hejie.exchange.inbox import _HANDLERS
from hejie.exchange.partners import Fate, NotAuthentic, NotUnderstood, Parcel, Partner, _signed, all_partners

SECRET = "shared"
MESSAGE = UUID("01a20000-0000-7000-8000-000000000001")
ABOUT = UUID("01a20000-0000-7000-8000-000000000002")


@dataclass(frozen=True)
class FarSide:
    """How the other system speaks: what it puts into a message of each kind, and how it signs."""

    set_up: Callable[[Settings], None]
    says: Mapping[str, Mapping[str, Any]]
    pack: Callable[[str, Mapping[str, Any]], bytes]
    sign: Callable[[bytes, datetime], dict[str, str]]


def set_up_court(settings: Settings) -> None:
    settings.COURT_URL, settings.COURT_SECRET = "https://court.example/messages", SECRET


FAR_SIDES = {
    "court": FarSide(
        set_up_court,
        {
            "confirmation_accepted": {"number": "（2026）云0102民特3号"},
            "supplement_requested": {"asks": "授权委托书"},
            "ruling": {"result": "confirmed", "number": "（2026）云0102民特3号", "on": "2026-11-19"},
            "invitation": {"court": "云溪区人民法院", "number": "（2026）云0102诉前调1号", "region": "990102"},
        },
        lambda kind, data: _signed.pack(kind, ABOUT, data),
        lambda body, now: _signed.headers_for(SECRET, MESSAGE, now, body),
    )
}


@pytest.fixture(params=sorted(all_partners()))
def key(request: pytest.FixtureRequest, settings: Settings) -> str:
    FAR_SIDES[request.param].set_up(settings)
    return request.param


@pytest.fixture
def partner(key: str) -> Partner:
    return all_partners()[key]


@pytest.fixture
def far(key: str) -> FarSide:
    return FAR_SIDES[key]


def test_a_partner_says_what_it_carries(partner: Partner, far: FarSide) -> None:
    assert partner.label.zh
    assert partner.label.en
    assert partner.sends
    assert partner.is_set_up()
    assert set(far.says) == partner.takes
    assert partner.takes <= set(_HANDLERS)


def test_a_parcel_is_the_same_on_every_try_and_hides_what_it_says(partner: Partner, now: datetime) -> None:
    kind = sorted(partner.sends)[0]
    parcel = Parcel(MESSAGE, kind, {"about": str(ABOUT), "name": "林晓"})
    first, again = partner.request(parcel, now), partner.request(parcel, now + timedelta(hours=1))
    assert first.body == again.body
    assert "林晓" in json.loads(first.body)["data"].values()
    assert "林晓" not in repr(parcel) + repr(first) + first.url + str(first.headers)
    assert SECRET not in repr(first) + str(first.headers)
    assert str(MESSAGE) in first.headers.values()
    assert urlsplit(first.url).scheme == "https"


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        *((ok, Fate.TAKEN) for ok in (200, 202, 204, 409)),
        *((later, Fate.LATER) for later in (302, 408, 425, 429, 500, 503)),
        *((never, Fate.REFUSED) for never in (400, 401, 403, 404, 413, 422)),
    ],
)
def test_an_answer_is_taken_later_or_never(partner: Partner, status: int, fate: Fate) -> None:
    assert partner.fate(status) is fate


def test_every_kind_is_read_as_it_was_said(partner: Partner, far: FarSide, now: datetime) -> None:
    for kind, data in far.says.items():
        body = far.pack(kind, data)
        notice = partner.read(far.sign(body, now), body, now + timedelta(minutes=4))
        assert (notice.id, notice.kind, notice.about, dict(notice.data)) == (MESSAGE, kind, ABOUT, data)


def test_nothing_is_read_that_was_changed_or_is_old(partner: Partner, far: FarSide, now: datetime) -> None:
    body = far.pack(*next(iter(far.says.items())))
    headers = far.sign(body, now)
    changed = [
        (name, {**headers, name: value[:-1] + ("0" if value[-1] != "0" else "1")}) for name, value in headers.items()
    ]
    for name, altered in changed:
        if name != "Content-Type":
            with pytest.raises(NotAuthentic):
                partner.read(altered, body, now)
    for lacking in ({}, {name: "" for name in headers}):
        with pytest.raises(NotAuthentic):
            partner.read(lacking, body, now)
    with pytest.raises(NotAuthentic):
        partner.read(headers, body + b" ", now)
    for moment in (now + timedelta(minutes=6), now - timedelta(minutes=6)):
        with pytest.raises(NotAuthentic):
            partner.read(headers, body, moment)


def test_without_a_secret_nobody_is_believed(partner: Partner, far: FarSide, settings: Settings, now: datetime) -> None:
    body = far.pack(*next(iter(far.says.items())))
    settings.COURT_SECRET = ""
    assert not partner.is_set_up()
    with pytest.raises(NotAuthentic):
        partner.read(_signed.headers_for("", MESSAGE, now, body), body, now)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"kind": "ruling"}', b'{"kind": "x", "data": {}}', b'{"kind": [], "data": {}}', b"[" * 99_999],
)
def test_what_is_no_message_is_not_understood(partner: Partner, far: FarSide, body: bytes, now: datetime) -> None:
    with pytest.raises(NotUnderstood) as told:
        partner.read(far.sign(body, now), body, now)
    assert told.value.code


def test_a_message_that_lacks_what_its_kind_needs_is_not_understood(
    partner: Partner, far: FarSide, now: datetime
) -> None:
    for kind, data in far.says.items():
        for lacking in data:
            body = far.pack(kind, {name: value for name, value in data.items() if name != lacking})
            with pytest.raises(NotUnderstood):
                partner.read(far.sign(body, now), body, now)
