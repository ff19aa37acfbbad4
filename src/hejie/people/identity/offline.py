"""The default: no service asked. Name plausible, number right by GB 11643 (length, check digit, birth date).

Which counties there were is not asked: a number carries the county of the household on the day it was given, often
decades after the birth; 81 to 83 are residents from Hong Kong, Macao and Taiwan, 9 foreigners' residence cards.
"""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

from hejie.base.text import normalise
from hejie.people.identity import GUARDIAN_BELOW, Outcome, Verdict, problem, services
from hejie.people.identity._names import name_problem
from hejie.rules.model import Problem

_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
LENGTH = 18
EARLIEST = date(1900, 1, 1)  # nobody living was born before
PROBLEMS: dict[type[ValidationError], tuple[str, str]] = {
    InvalidLength: ("身份证号应为 18 位，请核对。", "An identity number has 18 characters: please check it."),
    InvalidChecksum: (
        "身份证号有一位输错了（校验位不符），请逐位核对。",
        "One character of the identity number is wrong (check digit): please compare it with the card.",
    ),
    InvalidComponent: (
        "身份证号里的地区或出生日期不对，请核对。",
        "Region or birth date in the identity number is wrong: please check it.",
    ),
}
OTHERWISE = (
    "身份证号只能有数字，最后一位可以是 X。",
    "An identity number has digits only; the last character may be X.",
)


class Offline:
    """Checks what can be known without asking anybody."""

    key = "offline"

    def check(self, *, name: str, id_number: str, on: date) -> Outcome:
        number = normalise("id_number", id_number)
        wrong = tuple(one for one in (name_problem(name), number_problem(number, on)) if one)
        if wrong:
            return Outcome(self.key, Verdict.INVALID, number, problems=wrong)
        born = birth_date(number)
        return Outcome(self.key, Verdict.MATCH, number, born, needs_guardian=age(born, on) < GUARDIAN_BELOW)


def number_problem(number: str, on: date) -> Problem | None:
    """What is wrong with a normalised identity number on a day, if it cannot be one."""
    try:
        check_number(number, on)
    except ValidationError as error:
        return problem("id_number", *PROBLEMS.get(type(error), OTHERWISE))
    return None


def check_number(number: str, on: date) -> None:
    """Raises the ValidationError that says what is wrong."""
    if len(number) != LENGTH:
        raise InvalidLength
    if not _NUMBER.fullmatch(number):
        raise InvalidFormat
    if number[-1] != ric.calc_check_digit(number):
        raise InvalidChecksum
    if number[0] == "0" or not EARLIEST <= ric.get_birth_date(number) <= on:
        raise InvalidComponent


def birth_date(number: str) -> date:
    """The one that a number found right tells, in its digits 7 to 14."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def age(born: date, on: date) -> int:
    """Full years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


services.add(Offline.key, Offline())
