"""What the rules learn of supervision, follow-ups and rectifications."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hejie.base import together
from hejie.base.together import part
from hejie.cases.access import AMONG_OFFICES
from hejie.cases.facts import ReadLate, is_open, provides_facts, provides_own_facts
from hejie.cases.models import Case
from hejie.oversight.models import FollowUp, Rectification, Supervision
from hejie.people.access import Actor
from hejie.people.queries import holders
from hejie.rules.model import Role, Text
from hejie.rules.procedures._followup import SIDES

HANDLING = (Role.OFFICER, Role.HEAD, Role.MEDIATOR)


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


@provides_own_facts
def own_part_in_it(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    """Who handled a case asks nobody about it, who puts something right does not check it."""
    notice = next(iter(together.rows("supervisions", case.pk)), None)
    offices = {post.authority_id for post in actor.posts}
    elsewhere = {"is_supervised_elsewhere": notice.asked_by_id not in offices} if notice else {}
    if not is_open(case, "record_followup") or not actor.person_id:
        return elsewhere
    order = next(iter(together.rows("rectifications", case.pk)), None)
    is_rectifying = order is not None and actor.person_id in (order.owner_id, order.reported_by_id)
    return {**elsewhere, "has_handled": actor.person_id in handlers_of(case), "is_rectifying": is_rectifying}


def handlers_of(case: Case) -> frozenset[UUID]:
    """Its officer, its mediator, and everybody who acted in it for the office towards the sides."""
    towards_sides = [row for row in together.rows("records", case.pk) if row.visible_to != AMONG_OFFICES]
    acted = [row.person_id for row in towards_sides if row.role in HANDLING]
    return frozenset(one for one in (case.officer_id, case.mediator_id, *acted) if one)


def _staff(case: Case) -> dict[str, Text]:
    """Who may be told to put something right: officers and heads of the office."""
    found = holders(case.office, Role.OFFICER, Role.HEAD)
    names = {str(getattr(one, "pk", None) or getattr(one, "id", "")): one.name or "" for one in found}
    return {key: Text(name, name) for key, name in names.items()}
