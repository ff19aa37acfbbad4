"""A random walk: many people act on cases knowing only what `GET /cases/{ref}` tells them. 2,000 moves in all.

Whatever the schema of an open move allows must be taken. After every step the state is one of the procedure, the chain
holds, and every running deadline is what a fresh derivation gives. A failure shows the steps that led to it; nothing
is shrunk.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from jsonschema import Draft202012Validator

from hejie.agreements.promises import sweep_promises
from hejie.base.together import ANY_KEY, Reading
from hejie.cases import deadlines
from hejie.cases.actions import procedure_of
from hejie.cases.models import CalendarYear, Case, CaseRecord, Deadline, RecordContent
from hejie.cases.sweep import sweep_deadlines
from hejie.rules.clock import shanghai_date
from tests.api.conftest import stage  # noqa: F401 - the fixture
from tests.journeys.instances import Instances
from tests.stage import MATTER, Chain, Stage, Story, broken_chain, yesterday

MOVES = 2000
SEEDS = (12315, 121, 20, 45, 37, 96315, 28, 7)
MOVES_A_SEED = MOVES // len(SEEDS)
STEPS, EXAMPLES = 100, 7  # more than are needed: a walk that has made its moves stands still
MOST_MOVES_A_CASE = 60
WALK = settings(
    stateful_step_count=STEPS,
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
ROLES = {
    "consumer": "complainant",
    "clerk": "respondent",
    "county_officer": "officer",
    "county_head": "head",
    "mediator": "mediator",
    "city_officer": "officer",
}
STRANGERS = ("operator", "outsider")  # an operator answers enquiries and sees nothing else
OUT_OF_TURN = 5  # one move of so many may be anybody's
KINDS = ("direct", "direct", "authority", "authority", "authority", "report", "enquiry")
QUIET = 40  # moves between two times that weeks pass
# What no schema can say: a code was sent a moment ago; somebody else has saved the draft meanwhile; whoever calls a
# panel and names no chair has it, and may have a tie to a side.
HONEST: dict[str, str] = {
    "request_code": "need:",
    "edit_draft": "inputs",
    "call_panel": "need:no_conflict",
}
# Moves that end a case at once, or lead nowhere, are made seldom, so that the walk gets somewhere; codes expire.
SELDOM = frozenset(
    {
        "withdraw",
        "refuse",
        "return_case",
        "terminate",
        "decline_mediation",
        "end_negotiation",
        "record_delivery",
        "correct_contact",  # the account that filed does not have the case any more
        "urge",
    }
)
OFTEN = frozenset({"sign", "accept_offer", "confirm_promise", "assign_mediator", "accept"})
SEEN = 987_654_321  # stands for how many records of a chain were looked at
kinds, draws = st.sampled_from(KINDS), st.integers(0, 2**64)

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("number", SEEDS)
def test_a_random_walk_through_the_api(stage: Stage, number: int) -> None:  # noqa: F811
    made: Counter[str] = Counter()

    @seed(number)
    def walk() -> Walk:
        return Walk(stage, made)

    run_state_machine_as_test(walk, settings=WALK)
    assert made.total() == MOVES_A_SEED
    assert len(made) >= 25, "the walk has not come far"


@cache
def as_it_stands() -> Reading:
    """A case, what its chain has grown by, its running clocks and the calendar: one statement, as it is asked often."""
    return Reading(
        lambda case: {
            "case": Case.objects.filter(pk=case),
            "grown": CaseRecord.objects.filter(case=case, seq__gt=SEEN).order_by("seq"),
            "contents": RecordContent.objects.filter(record__case=case, record__seq__gt=SEEN),
            "clocks": Deadline.objects.filter(case=case, closed_at=None, named_on=None),
            "years": CalendarYear.objects.only("year", "version"),
        }
    )


class Walk(RuleBasedStateMachine):
    """One case after another: filed, and moved by whoever may until nothing is left to do."""

    def __init__(self, stage: Stage, every: Counter[str]) -> None:  # noqa: F811
        super().__init__()
        self.stage, self.every = stage, every
        self.stands_still = every.total() == MOVES_A_SEED
        self.turn, self.is_over, self.since_weeks_passed = "", False, 0
        self.made: Counter[str] = Counter()
        self.chains: list[Chain] = []

    @initialize(kind=kinds)
    def begin(self, kind: str) -> None:
        if not self.stands_still:
            self._file(kind)

    @rule(draw=draws, kind=kinds, days=st.integers(1, 40))
    def go_on(self, draw: int, kind: str, days: int) -> None:
        """The one rule, open at any time: what Hypothesis draws may not depend on what became of the cases."""
        chance = self._chance(draw)
        if self.stands_still:
            return
        if self.is_over or (self.made.total() >= MOST_MOVES_A_CASE and chance.random() < 1 / 2):
            self._file(kind)
        elif self.since_weeks_passed >= QUIET and chance.random() < 1 / 3:
            self._let_pass(days)
        elif self.made.total() % OUT_OF_TURN == 0 and chance.random() < 1 / 2:
            self._act(chance.sample([*ROLES, *STRANGERS], len(ROLES) + len(STRANGERS)), chance)
        else:
            people = chance.sample(list(ROLES), len(ROLES))
            self._act(sorted(people, key=lambda who: ROLES[who] != self.turn), chance)

    def _let_pass(self, days: int) -> None:
        self.since_weeks_passed = 0
        later = timezone.now() + timedelta(days=days)
        sweep_deadlines(later)
        sweep_promises(now=later)

    @invariant()
    def the_case_holds_together(self) -> None:
        if self.stands_still:
            return
        self.stands_still = self.every.total() == MOVES_A_SEED
        there = as_it_stands().of({ANY_KEY: self.chain.case.pk, SEEN: len(self.chain.links)})
        [case] = there["case"]
        assert case.state in procedure_of(case).states
        assert self.chain.break_after(there["grown"], there["contents"]) is None
        today, calendar = shanghai_date(timezone.now()), deadlines.calendar(there["years"])
        for row in there["clocks"]:
            assert row.due_on == deadlines.derive(row, today, calendar).due_on, row

    def teardown(self) -> None:
        """Nothing that was looked at on the way has changed since."""
        assert all(broken_chain(chain.case) is None for chain in self.chains)

    def _file(self, kind: str) -> None:
        self.is_over, self.since_weeks_passed = False, 0
        self.idle: set[str] = set()  # asked last, for they saw no such case when they last looked, or could do nothing
        self.made = Counter()
        self.story = self.stage.file(how=kind) if kind in ("direct", "authority") else self._file_other(kind)
        self.chain = Chain(Case.objects.get(ref=self.story.ref))
        self.chains.append(self.chain)

    def _file_other(self, kind: str) -> Story:
        trader = {"trader_id": str(self.stage.world.traders["qinghe"].pk)}
        more = {"problem": "quality", "happened_on": yesterday()} if kind == "report" else {}
        body = {"kind": kind, "category": "food", "story": MATTER["story"], **trader, **more}
        answer = self.stage.post("consumer", "/cases", body)
        assert answer.status == 201, answer.json
        return Story(self.stage, answer.json["ref"])

    def _chance(self, draw: int) -> random.Random:
        """Hypothesis likes to draw the same number again: that must not make the same move again."""
        return random.Random(f"{draw} {self.every.total()}")

    def _act(self, people: list[str], chance: random.Random) -> None:
        """The first of these who has an open move makes one; the case is over when nobody has one left."""
        for who in sorted(people, key=lambda who: who in self.idle):
            if moves := self._open_to(who):
                weights = [self._weight(one["move"]) for one in moves]
                self._make(who, chance.choices(moves, weights)[0], Instances(chance))
                return
        self.is_over = True

    def _open_to(self, who: str) -> list[Mapping[str, Any]]:
        answer = self.stage.get(who, f"/cases/{self.story.ref}")
        assert answer.status in (200, 404), answer.json
        turn = answer.json.get("whose_turn", self.turn)
        if turn != self.turn:  # the case may have gone to somebody else
            self.turn = turn
            self.idle.clear()
        moves = list(answer.json.get("moves", ()))
        if not moves:
            self.idle.add(who)
        return moves

    def _make(self, who: str, move: Mapping[str, Any], instances: Instances) -> None:
        key, inputs = move["move"], instances.of(move["inputs"])
        Draft202012Validator(move["inputs"]).validate(inputs)
        answer = self.story.try_to(who, key, **inputs)
        taken = answer.status == 200 or answer.json["code"].startswith(HONEST.get(key, "never"))
        assert taken, (who, key, inputs, answer.json)
        self.every[key] += 1
        self.made[key] += 1
        self.since_weeks_passed += 1

    def _weight(self, move: str) -> float:
        """What can be done again and again is done less each time, so that everything else comes to its turn."""
        base = 0.1 if move in SELDOM else 4 if move in OFTEN else 1
        return base / (1 + self.made[move]) ** 2
