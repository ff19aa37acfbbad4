"""Port to identity services: does this name belong to this identity number?

One file per service, found at start-up; it registers under its key, and `HEJIE_IDENTITY` picks the one in use. See
docs/howto/add-an-identity-service.md. A service is asked only about numbers with the check digit of GB 11643; of other
papers `check_identity` looks at the form, and they stay unchecked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.timezone import localdate

from hejie.base.registry import Registry, discover
from hejie.base.text import normalise
from hejie.people.identity._names import name_problem
from hejie.rules.identity_papers import RESIDENT_CARD, is_checkable, wrong_form
from hejie.rules.model import Problem, Text

GUARDIAN_BELOW = 14  # years; a younger person acts through a guardian


class Verdict(StrEnum):
    """`match`: name and number belong together as far as this service can say. `unavailable`: ask again later.

    `unchecked` is no answer of a service: none can say anything of a paper of this kind.
    """

    MATCH = "match"
    MISMATCH = "mismatch"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a service said ("" where none was asked). `id_number` is normalised; `problems` say what to correct."""

    service: str
    verdict: Verdict
    id_number: str = ""
    born: date | None = None
    needs_guardian: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def is_match(self) -> bool:
        return self.verdict is Verdict.MATCH


class IdentityService(Protocol):
    """Never raises for what a person typed or for an outage, never logs it: both are outcomes."""

    key: str

    def check(self, *, name: str, id_number: str, on: date) -> Outcome: ...


services: Registry[IdentityService] = Registry("identity service")


def check_identity(*, name: str, id_number: str, now: datetime, id_kind: str = RESIDENT_CARD) -> Outcome:
    """Ask the service that the setting `HEJIE_IDENTITY` names, where it can say something of a paper of this kind."""
    number = normalise("id_number", id_number)
    misses = wrong_form(id_kind, number)
    if not misses and is_checkable(id_kind, number):
        return service_in_use().check(name=name, id_number=number, on=localdate(now))
    found = (name_problem(name), Problem("id_number", misses) if misses else None)
    problems = tuple(one for one in found if one)
    return Outcome("", Verdict.INVALID if problems else Verdict.UNCHECKED, number, problems=problems)


def service_in_use() -> IdentityService:
    """Raises KeyError listing the services there are when the setting names none of them."""
    discover(__name__)
    return services[settings.HEJIE_IDENTITY]


def problem(field: str, zh: str, en: str) -> Problem:
    return Problem(field, Text(zh, en))
