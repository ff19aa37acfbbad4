"""One-time codes: sent, typed, used once, guessed in vain."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from hejie.people.actions import check_code, has_live_code, send_code
from hejie.people.codes import CodeMessage
from hejie.people.models import Challenge

PHONE = "13800000916"
SIGN = "sign_agreement:1"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def send(now: datetime, phone: str = PHONE, purpose: str = SIGN) -> str:
    refusal = send_code(phone=phone, purpose=purpose, now=now)
    return refusal.code if refusal else "sent"


def check(code: str, now: datetime, phone: str = PHONE, purpose: str = SIGN) -> str:
    refusal = check_code(phone=phone, purpose=purpose, code=code, now=now)
    return refusal.code if refusal else "right"


class RolledBack(Exception):
    """The caller found something else wrong after the code was checked."""


@transaction.atomic
def check_and_roll_back(code: str, now: datetime) -> None:
    raise RolledBack(check(code, now))


@pytest.fixture
def code(db: None, inbox: list[CodeMessage], now: datetime) -> str:
    assert send(now, "+86 138 0000 0916") == "sent"
    return inbox[-1].code


def wrong(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06d}"


def test_the_code_goes_to_the_phone_and_works_once(code: str, inbox: list[CodeMessage], now: datetime) -> None:
    assert (inbox[0].phone, inbox[0].purpose, inbox[0].expires_at) == (PHONE, SIGN, now + 10 * MINUTE)
    assert has_live_code(phone=PHONE, purpose=SIGN, now=now)
    assert check(f" {code[:3]} {code[3:]} ", now + MINUTE) == "right"
    assert check(code, now + MINUTE) == "code_expired"
    assert not has_live_code(phone=PHONE, purpose=SIGN, now=now)


def test_full_width_digits_are_digits(code: str, now: datetime) -> None:
    assert check(code.translate({48 + n: 0xFF10 + n for n in range(10)}), now) == "right"


def test_a_code_is_for_one_purpose_and_one_phone(code: str, now: datetime) -> None:
    assert check(code, now, purpose="sign_agreement:2") == "code_expired"
    assert check(code, now, phone="13900000000") == "code_expired"


def test_after_ten_minutes_it_is_too_late(code: str, now: datetime) -> None:
    assert check(code, now + 10 * MINUTE) == "code_expired"


def test_a_new_code_replaces_the_one_before(code: str, inbox: list[CodeMessage], now: datetime) -> None:
    assert send(now + MINUTE) == "sent"
    if inbox[1].code != code:
        assert check(code, now + MINUTE) == "code_wrong"
    assert check(inbox[1].code, now + MINUTE) == "right"


def test_after_five_wrong_guesses_even_the_right_code_is_refused(code: str, now: datetime) -> None:
    assert [check(wrong(code, n), now) for n in range(1, 6)] == ["code_wrong"] * 5
    assert check(code, now) == "code_attempts"


def test_guesses_count_although_the_caller_rolls_back(code: str, now: datetime) -> None:
    for n in range(1, 6):
        with pytest.raises(RolledBack, match="code_wrong"):
            check_and_roll_back(wrong(code, n), now)
    assert check(code, now) == "code_attempts"


def test_a_right_code_is_not_used_up_when_the_caller_rolls_back(code: str, now: datetime) -> None:
    with pytest.raises(RolledBack, match="right"):
        check_and_roll_back(code, now)
    assert check(code, now) == "right"


@pytest.mark.parametrize("typed", ["", "x", "12345", "1234567", "１２３４５"])
def test_what_is_no_code_is_wrong(code: str, typed: str, now: datetime) -> None:
    assert check(typed, now) == "code_wrong"


def test_one_code_a_minute_and_the_refusal_says_how_long(code: str, now: datetime) -> None:
    refusal = send_code(phone=PHONE, purpose=SIGN, now=now + 15 * SECOND)
    assert refusal is not None
    assert refusal.code == "code_too_often"
    assert "45 秒" in refusal.text.zh
    assert send(now + MINUTE) == "sent"


def test_a_phone_is_not_flooded_over_many_purposes(
    db: None, inbox: list[CodeMessage], now: datetime, settings: Settings
) -> None:
    settings.CODES_PER_HOUR = 3
    assert [send(now, purpose=f"sign_agreement:{n}") for n in range(4)] == ["sent"] * 3 + ["code_too_often"]
    assert send(now + 60 * MINUTE, purpose="sign_agreement:9") == "sent"


@pytest.mark.parametrize("phone", ["", "1380000", "admin", "0571-88886666"])
def test_no_code_goes_to_what_is_no_mobile(db: None, inbox: list[CodeMessage], now: datetime, phone: str) -> None:
    assert send(now, phone) == "bad_phone"
    assert inbox == []


def test_neither_phone_nor_code_lies_in_the_table(code: str) -> None:
    row = str(Challenge.objects.values().get())
    assert PHONE not in row
    assert code not in row
