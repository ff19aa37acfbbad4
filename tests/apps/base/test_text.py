"""Text as people type it."""

from __future__ import annotations

import pytest

from hejie.base import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  林晓\r\n第二行\r", "林晓\n第二行"),
        ("退\u202e款\u2066!\u2069", "退款!"),
        ("a\x00b\u200bc\ufeffd", "abcd"),
        ("e\u0301", "é"),
        ("𠮷野家 👨‍👩‍👧 ❤️", "𠮷野家 👨‍👩‍👧 ❤️"),
        ("林\u200d晓", "林晓"),
        ("一\u2028二", "一\n二"),
        ("bad\ud800half", "badhalf"),
    ],
)
def test_clean_takes_out_what_cannot_be_seen_and_nothing_else(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept
    assert text.clean(kept) == kept


def test_clean_line_is_one_line() -> None:
    assert text.clean_line(" 云青\t 好味\n食品 ") == "云青 好味 食品"


@pytest.mark.parametrize("typed", ["13800000916", "+86 138-0000-0916", "8613800000916", "１３８００００ ０９１６"])
def test_a_phone_is_the_same_however_it_is_typed(typed: str) -> None:
    assert text.normal_phone(typed) == "13800000916"
    assert text.is_phone(typed)


@pytest.mark.parametrize("typed", ["", "1380000091", "staff13800000916", "0571-8888666", "+8612345", "２００"])
def test_what_is_no_phone(typed: str) -> None:
    assert not text.is_phone(typed)


def test_foreign_numbers_keep_their_country() -> None:
    assert text.is_phone("+852 9123 4567")
    assert text.normal_phone("+852 9123 4567") == "+85291234567"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (text.mask_phone("13800000916"), "138****0916"),
        (text.mask_phone("12345"), "****"),
        (text.mask_phone(None), ""),
        (text.mask_name("林晓"), "林**"),
        (text.mask_name("欧阳小云"), "欧阳**"),
        (text.mask_name("𠮷野"), "𠮷**"),
        (text.mask_name(""), ""),
        (text.mask_id("33010219900307451X"), "330102********451X"),
        (text.mask_id("E12345678"), "******678"),
        (text.mask_id("H1234567801"), "********801"),
        (text.mask_id("DEU110190030712"), "**********30712"),
        (text.mask_id("A1234"), "****"),
        (text.mask_id(None), ""),
        (text.mask_email("lin@example.com"), "l***@example.com"),
        (text.salutation("林晓", "f"), "林女士"),
        (text.salutation("司徒安", "m"), "司徒先生"),
        (text.salutation("林晓"), "林某"),
    ],
)
def test_masks(shown: str, expected: str) -> None:
    assert shown == expected
