"""What an officer may cite: a guide in an answer, an entry of the list of minor breaches in not opening a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.knowledge.queries import guides, listed
from hejie.knowledge.records import LENIENT
from hejie.rules.model import Text


@provides_facts
def what_may_be_cited(case: Case, now: datetime) -> Mapping[str, Any]:
    if is_open(case, "answer"):
        return {"options": {"guides": ReadLate(_guides)}}
    if is_open(case, "not_open_case"):
        return {"options": {"lenient": ReadLate(_lenient)}}
    return {}


def _guides() -> Mapping[str, Text]:
    return {guide.key: guide.title for guide in guides()}


def _lenient() -> Mapping[str, Text]:
    return {entry.key: entry.title for entry in listed(LENIENT)}
