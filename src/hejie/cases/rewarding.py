"""A reporter's reward, kept from the claim to the payment (Order 121 Art 36; 国市监稽规〔2021〕4号)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hejie.base import together
from hejie.cases.actions import Act, performs
from hejie.cases.beside import Reward
from hejie.cases.facts import is_open, provides_facts
from hejie.cases.models import Case
from hejie.rules import rewards

REWARDED_RESULTS = frozenset({"penalty", "passed_on"})


@performs("claim_reward")
def claim_reward(act: Act) -> None:
    Reward.objects.create(case=act.case, claimed_at=act.now)


@performs("grade_reward")
def grade_reward(act: Act) -> None:
    """The sum by the standard is kept beside the grade, so that the head sees where a decision departs from it."""
    fine = Decimal(act.inputs.get("fine") or 0)
    grade = act.inputs["grade"]
    standard = rewards.amount(grade, fine)
    Reward.objects.filter(case=act.case).update(grade=grade, fine=fine, standard=standard)


@performs("decide_reward")
def decide_reward(act: Act) -> None:
    """A sum means that the reward is granted."""
    amount = act.inputs.get("amount")
    granted = Decimal(amount) if amount else None
    Reward.objects.filter(case=act.case).update(granted=granted, decided_at=act.now)


@performs("pay_reward")
def pay_reward(act: Act) -> None:
    Reward.objects.filter(case=act.case).update(paid_on=date.fromisoformat(act.inputs["paid_on"]))


@provides_facts
def facts_of_the_reward(case: Case, now: datetime) -> Mapping[str, Any]:
    if is_open(case, "claim_reward"):
        results = {row.data.get("result") for row in together.rows("records", case.pk) if row.fact == "case_decided"}
        claimed = bool(together.rows("rewards", case.pk))
        return {"is_penalty_decided": bool(results & REWARDED_RESULTS), "is_reward_claimed": claimed}
    if is_open(case, "decide_reward"):
        return {"reward_grade": next(row.grade for row in together.rows("rewards", case.pk))}
    return {}
