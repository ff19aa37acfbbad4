"""Telling those who are asked: where to answer, and nothing of what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from hejie.base.events import Fact
from hejie.base.ids import show_case_number
from hejie.cases.queries import case_by_id
from hejie.messaging.actions import Letter, send_letters
from hejie.panels.people import against, mentor_of


def asked(fact: Fact) -> None:
    """A question was put to each of these."""
    _tell(fact, fact.data["whom"])


def called(fact: Fact) -> None:
    """Each member of a panel, the chair among them where another than the caller has it."""
    chair = fact.data.get("chair")
    _tell(fact, dict.fromkeys([*fact.data["members"], *([chair] if chair else [])]))


def guided(fact: Fact) -> None:
    """A trainee was given a case: whoever guides them follows it, unless they have a stake in it."""
    case = case_by_id(fact.case_id)
    mentor = mentor_of(case)
    if mentor and not against(case, mentor, fact.at):
        _tell(fact, [str(mentor)], "trainee_assigned")


def _tell(fact: Fact, people: Iterable[str], template: str = "advice_asked") -> None:
    ref = show_case_number(case_by_id(fact.case_id).ref)
    values = {"ref": ref, "link": f"{settings.PUBLIC_URL}/panels/{ref}/"}
    key = f"{fact.case_id}:{fact.record_id}:{template}"
    letters = [Letter(UUID(one), template, values, fact.case_id, f"{key}:{one}") for one in people]
    send_letters(letters, now=fact.at)
