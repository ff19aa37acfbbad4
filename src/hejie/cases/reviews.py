"""A refusal looked at again by somebody else (house rule, decision 0040)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hejie.base import together
from hejie.cases.actions import Act, performs
from hejie.cases.beside import Review
from hejie.cases.facts import is_open, provides_facts, provides_own_facts
from hejie.cases.models import Case
from hejie.people.access import Actor

OPEN_FOR = timedelta(days=60)


@performs("request_review")
def request_review(act: Act) -> None:
    """Who refused is who took the case on with that decision."""
    Review.objects.create(case=act.case, refused_by_id=act.case.officer_id, asked_at=act.now)


@performs("decide_review")
def decide_review(act: Act) -> None:
    """Set aside: acceptance is decided anew, and nobody has taken the case on yet."""
    review = Review.objects.get(case=act.case)
    review.decided_by_id, review.decided_at, review.outcome = act.actor.person_id, act.now, act.inputs["outcome"]
    review.save(update_fields=["decided_by", "decided_at", "outcome"])
    if act.decision.target == "received":
        act.case.officer_id = None


@provides_facts
def facts_of_the_review(case: Case, now: datetime) -> Mapping[str, Any]:
    if not is_open(case, "request_review"):
        return {}
    in_time = case.state_since + OPEN_FOR >= now
    return {"review_in_time": in_time, "reviewed": bool(together.rows("reviews", case.pk))}


@provides_own_facts
def whether_concerned(actor: Actor, case: Case, now: datetime) -> Mapping[str, Any]:
    """Nobody reviews their own refusal, or decides whether they themselves step aside (Order 121 Art 21)."""
    if not actor.person_id:
        return {}
    if is_open(case, "decide_review"):
        rows = together.rows("reviews", case.pk)
        return {"is_concerned": any(row.refused_by_id == actor.person_id for row in rows)}
    if is_open(case, "decide_recusal"):
        return {"is_concerned": case.mediator_id == actor.person_id}
    return {}
