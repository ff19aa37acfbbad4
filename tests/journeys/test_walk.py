"""A random walk: many people act on cases knowing only what `GET /cases/{ref}` tells them. 2,000 moves in all.

Whatever the schema of an open move allows must be taken. After every move the state is one of the procedure, the chain
holds, and every running deadline is what a fresh derivation gives.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from hejie.agreements.actions import sweep_promises
from hejie.cases import deadlines
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Facts
from tests.api.conftest import stage  # noqa: F401 - the fixture
from tests.journeys.instances import Instances
from tests.stage import MATTER, Stage, Story, broken_chain, yesterday

MOVES = 2000
MOST_MOVES_A_CASE = 60
SEEDS = (12315, 121, 20, 45)
ROLES = {
    "consumer": "complainant",
    "clerk": "respondent",
    "county_officer": "officer",
    "county_head": "head",
    "mediator": "mediator",
    "city_officer": "officer",
}
STRANGERS = ("operator", "outsider")  # an operator answers enquiries and sees nothing else
STRANGER = 0.05  # how often they try; what they may see is proven elsewhere
TURN = 0.9
KINDS = ("direct", "direct", "authority", "authority", "authority", "report", "enquiry")
TIME_PASSES = 0.01  # how often the timers run as they would weeks later
# What no schema can say: a code was sent a moment ago; somebody else has saved the draft meanwhile.
HONEST = {"request_code": "need:", "edit_draft": "inputs"}
# Moves that end a case at once are made seldom, so that the walk gets somewhere; codes expire unless they are used.
SELDOM = frozenset({"withdraw", "refuse", "return_case", "terminate", "decline_mediation", "end_negotiation"})
OFTEN = frozenset({"sign", "accept_offer", "confirm_promise", "assign_mediator", "accept"})

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_walk_through_the_api(stage: Stage, seed: int) -> None:  # noqa: F811
    walk = Walk(stage, seed)
    while walk.made.total() < MOVES // len(SEEDS):
        walk.file()
        while walk.moves_in_case < MOST_MOVES_A_CASE and walk.move():
            walk.check()
    assert len(walk.made) >= 25, "the walk has not come far"
    assert walk.ended >= 5


class Walk:
    """One case after another. `made` counts the moves, `ended` the cases in which nothing is left to do."""

    def __init__(self, stage: Stage, seed: int) -> None:  # noqa: F811
        self.stage, self.rng, self.instances = stage, random.Random(seed), Instances(seed)
        self.made: Counter[str] = Counter()
        self.ended = self.moves_in_case = 0
        self.turn = ""

    def file(self) -> None:
        kind = self.rng.choice(KINDS)
        self.moves_in_case = 0
        self.made_in_case: Counter[str] = Counter()
        self.kind = kind
        self.story = self.stage.file(how=kind) if kind in ("direct", "authority") else self._file(kind)

    def _file(self, kind: str) -> Story:
        trader = {"trader_id": str(self.stage.world.traders["qinghe"].pk)}
        more = {"problem": "quality", "happened_on": yesterday()} if kind == "report" else {}
        body = {"kind": kind, "category": "food", "story": MATTER["story"], **trader, **more}
        answer = self.stage.post("consumer", "/cases", body)
        assert answer.status == 201, answer.json
        return Story(self.stage, answer.json["ref"])

    def move(self) -> bool:
        """Somebody makes some move that is open to them; False when nobody has one left."""
        if self.rng.random() < TIME_PASSES:
            later = timezone.now() + timedelta(days=self.rng.randint(1, 40))
            sweep_deadlines(later)
            sweep_promises(now=later)
        for who in self._people():
            if moves := self._open_to(who):
                self._make(who, self.rng.choices(moves, [self._weight(one["move"]) for one in moves])[0])
                return True
        self.ended += 1
        return False

    def _people(self) -> list[str]:
        """Anybody, in any order; mostly whoever has the turn comes first."""
        known = [*ROLES, *(who for who in STRANGERS if self.kind == "enquiry" or self.rng.random() < STRANGER)]
        people = self.rng.sample(known, len(known))
        return sorted(people, key=lambda who: ROLES.get(who) != self.turn) if self.rng.random() < TURN else people

    def _open_to(self, who: str) -> list[Mapping[str, Any]]:
        answer = self.stage.get(who, f"/cases/{self.story.ref}")
        assert answer.status in (200, 404), answer.json
        self.turn = answer.json.get("whose_turn", self.turn)
        return list(answer.json.get("moves", ()))

    def _make(self, who: str, move: Mapping[str, Any]) -> None:
        key, inputs = move["move"], self.instances.of(move["inputs"])
        Draft202012Validator(move["inputs"]).validate(inputs)
        answer = self.story.try_to(who, key, **inputs)
        taken = answer.status == 200 or answer.json["code"].startswith(HONEST.get(key, "never"))
        assert taken, (who, key, inputs, answer.json)
        self.made[key] += 1
        self.made_in_case[key] += 1
        self.moves_in_case += 1

    def check(self) -> None:
        case = Case.objects.get(ref=self.story.ref)
        assert case.state in procedure_of(case).states
        assert broken_chain(case) is None
        self.turn = machine.turn(procedure_of(case), case.state, Facts()) or self.turn
        today = shanghai_date(timezone.now())
        for row in Deadline.objects.filter(case=case, closed_at=None, named_on=None):
            assert row.due_on == deadlines.derive(row, today).due_on, row

    def _weight(self, move: str) -> float:
        """What can be done again and again is done less each time, so that everything else comes to its turn."""
        base = 0.1 if move in SELDOM else 4 if move in OFTEN else 1
        return base / (1 + self.made_in_case[move]) ** 2
