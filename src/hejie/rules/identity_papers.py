"""Papers that show who somebody is (Order 121 Art 10 asks for real identity, not for one card), and their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hejie.rules.model import Text

RESIDENT_CARD, OTHER = "resident_card", "other"
OF_GB_11643 = "[0-9]{17}[0-9X]"


@dataclass(frozen=True, slots=True)
class IdentityPaper:
    """One kind. `form`: its normalised numbers, held loosely, for a paper refused wrongly closes the way to complain;
    `asks`: what to do where a number is none of them; `checkable`: those with the check digit of GB 11643, of which an
    identity service can say something."""

    label: Text
    form: str
    asks: Text
    checkable: str = ""


PAPERS: Mapping[str, IdentityPaper] = {
    RESIDENT_CARD: IdentityPaper(
        Text("居民身份证", "Resident identity card"),
        OF_GB_11643,
        Text(
            "居民身份证号是 18 位数字，最后一位可以是 X，请核对；用别的证件的，请改选证件种类",
            "A resident identity card has 18 digits, the last may be X: please check, or choose your own kind of paper",
        ),
        OF_GB_11643,
    ),
    "household_register": IdentityPaper(
        Text("居民户口簿", "Household register"),
        OF_GB_11643,
        Text(
            "请填户口簿上的公民身份号码：18 位，最后一位可以是 X",
            "Please give the identity number in the register: 18 characters, the last may be X",
        ),
        OF_GB_11643,
    ),
    "passport": IdentityPaper(
        Text("护照", "Passport"),
        "(?=.*[0-9])[0-9A-Z]{5,15}",
        Text(
            "护照号是 5 到 15 位字母和数字，请照护照资料页填写",
            "A passport number has 5 to 15 letters and digits: please copy it from the data page",
        ),
    ),
    "hong_kong_macao_permit": IdentityPaper(
        Text("港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macao residents"),
        "[HM][0-9A-Z]{8}([0-9]{2})?",
        Text(
            "港澳居民来往内地通行证号以 H 或 M 开头，共 9 位或 11 位，请照证件填写",
            "The number begins with H or M and has 9 or 11 characters: please copy it from the permit",
        ),
    ),
    "taiwan_permit": IdentityPaper(
        Text("台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"),
        "(?=.*[0-9])[0-9A-Z]{8,12}",
        Text(
            "台湾居民来往大陆通行证号是 8 位数字，旧证 10 到 12 位，请照证件填写",
            "The number has 8 digits, of older permits 10 to 12 characters: please copy it from the permit",
        ),
    ),
    "foreigner_card": IdentityPaper(
        Text("外国人永久居留身份证", "Foreign permanent resident identity card"),
        "9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}",
        Text(
            "外国人永久居留身份证号是 9 开头的 18 位，旧证是 3 个字母加 12 位数字，请照证件填写",
            "The number has 18 characters and begins with 9, of older cards 3 letters and 12 digits: please copy it",
        ),
        "9[0-9]{16}[0-9X]",
    ),
    "residence_permit": IdentityPaper(
        Text("港澳台居民居住证", "Residence permit for Hong Kong, Macao and Taiwan residents"),
        "8[123]0000[0-9]{11}[0-9X]",
        Text(
            "港澳台居民居住证号是 18 位，以 810000、820000 或 830000 开头，请照证件填写",
            "The number has 18 characters and begins with 810000, 820000 or 830000: please copy it from the permit",
        ),
        OF_GB_11643,
    ),
    OTHER: IdentityPaper(
        Text("其他有效证件", "Another valid paper"),
        "(?=.*[0-9])[^<>]{4,30}",
        Text(
            "请照证件填写号码，4 到 30 个字，至少有一位数字",
            "Please copy the number from the paper: 4 to 30 characters with a digit among them",
        ),
    ),
}
KINDS: Mapping[str, Text] = {key: paper.label for key, paper in PAPERS.items()}


def wrong_form(kind: str, number: str) -> Text | None:
    """What to do about a normalised number that cannot stand on a paper of this kind."""
    paper = PAPERS[kind]
    return None if re.fullmatch(paper.form, number) else paper.asks


def is_checkable(kind: str, number: str) -> bool:
    """Whether an identity service can say anything of this number."""
    return bool(re.fullmatch(PAPERS[kind].checkable, number))


def named_in(text: str) -> tuple[str, str]:
    """The kind that a text begins with, in words of either language, and the rest; a number alone is of the card."""
    for key, label in KINDS.items():
        for word in (key, label.zh, label.en):
            if text.casefold().startswith(word.casefold()):
                return key, text[len(word) :].strip(" :：")
    return RESIDENT_CARD, text
