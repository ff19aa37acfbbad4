"""Numbers of identity papers: of every kind some that stand on such papers pass, and what cannot is told what to do."""

from __future__ import annotations

import pytest

from hejie.rules.identity_papers import KINDS, PAPERS, RESIDENT_CARD, is_checkable, named_in, wrong_form

GOOD = [
    ("resident_card", "110101199003074514", True),
    ("household_register", "11010120150307451X", True),
    ("passport", "E12345678", False),
    ("passport", "EA1234567", False),
    ("passport", "C01X00T47", False),
    ("passport", "123456789", False),
    ("hong_kong_macao_permit", "H12345678", False),
    ("hong_kong_macao_permit", "M1234567801", False),
    ("hong_kong_macao_permit", "HA1234567", False),
    ("taiwan_permit", "01234567", False),
    ("taiwan_permit", "0123456701A", False),
    ("foreigner_card", "911156199003074518", True),
    ("foreigner_card", "DEU110190030712", False),
    ("residence_permit", "810000199003074514", True),
    ("residence_permit", "83000019900307451X", True),
    ("other", "军字第1234567号", False),
]
WRONG = [
    ("resident_card", "E12345678", "改选证件种类"),
    ("household_register", "1101012015030745", "18 位"),
    ("passport", "E123", "5 到 15 位"),
    ("passport", "ABCDEFG", "护照资料页"),
    ("passport", "E1234/678", "字母和数字"),
    ("hong_kong_macao_permit", "T12345678", "H 或 M 开头"),
    ("hong_kong_macao_permit", "H1234567890123", "9 位或 11 位"),
    ("taiwan_permit", "1234567", "8 位数字"),
    ("foreigner_card", "110101199003074514", "9 开头的 18 位"),
    ("residence_permit", "110101199003074514", "810000"),
    ("other", "没有号码的证件", "至少有一位数字"),
]


@pytest.mark.parametrize(("kind", "number", "checkable"), GOOD)
def test_a_number_as_it_stands_on_such_papers_passes(kind: str, number: str, checkable: bool) -> None:
    assert wrong_form(kind, number) is None
    assert is_checkable(kind, number) is checkable, "only a check digit lets a service say anything"


@pytest.mark.parametrize(("kind", "number", "said"), WRONG)
def test_what_cannot_stand_there_is_told_what_to_do(kind: str, number: str, said: str) -> None:
    text = wrong_form(kind, number)
    assert text
    assert said in text.zh
    assert text.en
    assert number not in text.zh + text.en, "a number is repeated to nobody"


def test_every_kind_has_numbers_here() -> None:
    assert {kind for kind, *_ in GOOD} == set(PAPERS)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("110101199003074514", RESIDENT_CARD, "110101199003074514"),
        ("护照 E12345678", "passport", "E12345678"),
        ("护照：E12345678", "passport", "E12345678"),
        ("Passport E12345678", "passport", "E12345678"),
        ("港澳居民来往内地通行证H12345678", "hong_kong_macao_permit", "H12345678"),
        ("taiwan_permit 01234567", "taiwan_permit", "01234567"),
        ("", RESIDENT_CARD, ""),
    ],
)
def test_a_kind_may_be_written_before_the_number(text: str, kind: str, number: str) -> None:
    assert named_in(text) == (kind, number)


def test_no_kind_hides_behind_another_that_begins_alike() -> None:
    for key, label in KINDS.items():
        assert {named_in(f"{word} X1")[0] for word in (key, label.zh, label.en)} == {key}
