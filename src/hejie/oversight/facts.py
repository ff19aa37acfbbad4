"""What the rules learn of supervision, follow-ups and rectifications."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.facts import ReadLate, is_open, provides_facts
from hejie.cases.models import Case
from hejie.oversight.models import FollowUp, Rectification, Supervision
from hejie.people.queries import holders
from hejie.rules.model import Role, Text
from hejie.rules.procedures._followup import SIDES


@part("supervisions")
def supervisions(case_id: UUID) -> QuerySet[Supervision]:
    """The open one."""
    return Supervision.objects.filter(case=case_id, closed_at=None)


@part("followups")
def followups(case_id: UUID) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(case=case_id)


@part("rectifications")
def rectifications(case_id: UUID) -> QuerySet[Rectification]:
    """The open one."""
    return Rectification.objects.filter(case=case_id, closed_at=None)


@provides_facts
def facts_of_supervision(case: Case, now: datetime) -> Mapping[str, Any]:
    notice = next(iter(together.rows("supervisions", case.pk)), None)
    return {"supervision": notice.state, "supervised_by": Role(notice.role)} if notice else {}


@provides_facts
def facts_of_the_follow_up(case: Case, now: datetime) -> Mapping[str, Any]:
    """Nothing while a case runs: it is asked about after its end."""
    if not is_open(case, "record_followup"):
        return {}
    rows = together.rows("followups", case.pk)
    order = next(iter(together.rows("rectifications", case.pk)), None)
    return {
        "bad_reviews": frozenset(Role(row.side) for row in rows if row.review == "open"),
        "rectification": order.state if order else "",
        "options": {
            "followups": {row.side: SIDES[Role(row.side)] for row in rows if row.done_at is None},
            "owners": ReadLate(lambda: _staff(case)),
        },
    }


def _staff(case: Case) -> dict[str, Text]:
    """Who may be told to put something right: officers and heads of the office."""
    found = holders(case.office, Role.OFFICER, Role.HEAD)
    names = {str(getattr(one, "pk", None) or getattr(one, "id", "")): one.name or "" for one in found}
    return {key: Text(name, name) for key, name in names.items()}
