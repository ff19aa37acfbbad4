"""What every channel owes: deliver once per id, report failure by a code, and never log text or address."""

from __future__ import annotations

import logging
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from hejie.messaging.channels import DeliveryFailed, Parcel, channels
from tests.apps.messaging.receivers import RECEIVERS, SECRET, Arrived, gateway

TEXT = "【和解】验证码 204816，请不要告诉任何人 😀"
PHONE = "13800000916"
QUIET = {"inapp"}  # the row is the notice: nothing is carried
SCREEN = {"console"}  # shows to whoever sits there; cannot fail, knows no ids


def parcel(now: datetime, address: str = PHONE) -> Parcel:
    return Parcel("0199-a", "sms", "验证码", TEXT, address, now)


def test_every_channel_has_a_receiver_here() -> None:
    assert set(channels) == set(RECEIVERS)


def address_of(key: str) -> str:
    return "lin@example.com" if key == "smtp" else PHONE


@pytest.mark.parametrize("key", sorted(RECEIVERS.keys() - QUIET))
def test_it_delivers_once_however_often_it_is_tried(
    key: str, settings: Settings, tmp_path: Path, now: datetime
) -> None:
    sent = parcel(now, address_of(key))
    with RECEIVERS[key](settings, tmp_path) as receiver:
        channels[key].deliver(sent)
        if key not in SCREEN:
            channels[key].deliver(replace(sent, is_repeat=True))
        [arrived] = receiver.arrived()
    assert TEXT in arrived.text
    if key not in SCREEN:
        assert arrived == Arrived(sent.id, address_of(key), TEXT)


@pytest.mark.parametrize("key", sorted(RECEIVERS.keys() - QUIET - SCREEN))
def test_it_reports_failure_by_a_code_without_words(
    key: str, settings: Settings, tmp_path: Path, now: datetime
) -> None:
    with RECEIVERS[key](settings, tmp_path) as receiver:
        receiver.refuse()
        with pytest.raises(DeliveryFailed) as failure:
            channels[key].deliver(parcel(now, address_of(key)))
    assert failure.value.code
    assert not failure.value.is_final
    assert TEXT not in str(failure.value)
    assert address_of(key) not in str(failure.value)


@pytest.mark.parametrize("key", sorted(RECEIVERS))
def test_it_logs_neither_text_nor_address(
    key: str, settings: Settings, tmp_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    sent = parcel(now, address_of(key))
    with RECEIVERS[key](settings, tmp_path), caplog.at_level(logging.DEBUG):
        channels[key].deliver(sent)
    assert "204816" not in caplog.text
    assert address_of(key) not in caplog.text
    assert "204816" not in repr(sent)
    assert PHONE not in repr(sent)


def test_the_file_is_readable_by_its_owner_alone(settings: Settings, tmp_path: Path, now: datetime) -> None:
    settings.VAR = tmp_path
    channels["file"].deliver(parcel(now))
    [path] = tmp_path.rglob("*.jsonl")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("status", "is_final"),
    [(400, True), (401, True), (408, False), (429, False), (500, False), (503, False), (302, False)],
)
def test_the_gateway_may_refuse_for_good_or_for_now(
    settings: Settings, now: datetime, status: int, is_final: bool
) -> None:
    with gateway() as server:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = server.url, SECRET
        server.status = status
        with pytest.raises(DeliveryFailed) as failure:
            channels["webhook"].deliver(parcel(now))
    assert failure.value.is_final is is_final
    assert failure.value.code == f"gateway_{status}"


def test_a_wrong_secret_is_refused_by_the_gateway(settings: Settings, now: datetime) -> None:
    with gateway() as server:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = server.url, "another"
        with pytest.raises(DeliveryFailed, match="gateway_401"):
            channels["webhook"].deliver(parcel(now))


@pytest.mark.parametrize("url", ["", "http://gateway.example.com/send", "file:///etc/passwd"])
def test_nothing_goes_to_a_gateway_that_is_not_private(settings: Settings, now: datetime, url: str) -> None:
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_SECRET = url, SECRET
    with pytest.raises(DeliveryFailed, match="gateway_not_configured"):
        channels["webhook"].deliver(parcel(now))
