"""Figures that are fair to both: what still runs counts nowhere, silence is no answer, a day must have passed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hejie.cases.sweep import sweep_deadlines
from hejie.oversight.figures import TraderFigures
from hejie.oversight.queries import trader_figures
from tests.apps.agreements.scene import REFUND, RETURN, Scene


def figures(scene: Scene) -> TraderFigures:
    assert isinstance(scene.case.trader_id, UUID)
    return trader_figures(scene.case.trader_id, scene.now)


def test_a_negotiation_that_still_runs_counts_neither_as_answered_nor_as_silence(scene: Scene) -> None:
    scene.file()
    assert (figures(scene).answered.denominator, figures(scene).running) == (0, 1)
    scene.now += timedelta(days=30)
    sweep_deadlines(scene.now)
    answered = figures(scene).answered
    assert (answered.numerator, answered.denominator) == (0, 1)


def test_an_answer_given_only_before_the_authority_is_none_in_the_negotiation(scene: Scene) -> None:
    scene.file()
    scene.act("consumer", "turn_to_authority")
    scene.act("officer", "accept")
    scene.act("clerk", "consent_mediation")
    answered = figures(scene).answered
    assert (answered.numerator, answered.denominator) == (0, 1)


def test_a_refusal_is_an_answer(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "say", text="我们查过了，不同意退款。")
    scene.act("consumer", "end_negotiation")
    answered, settled = figures(scene).answered, figures(scene).first_settlement
    assert (answered.numerator, settled.numerator, settled.denominator) == (1, 0, 1)


def test_a_promise_is_not_late_on_its_own_day(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    scene.now += timedelta(days=7)
    assert figures(scene).kept_promises.denominator == 0
    scene.now += timedelta(days=1)
    kept = figures(scene).kept_promises
    assert (kept.numerator, kept.denominator) == (0, 1)


def test_promises_in_time_late_and_not_kept_are_counted_of_those_that_fell_due(scene: Scene) -> None:
    scene.file()
    parts = [{"amount": "100.00", "within_days": days} for days in (1, 2, 3, 30)]
    scene.act("clerk", "make_offer", terms=[{"kind": "instalments", "parts": parts}])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    day = scene.now.date()
    scene.now += timedelta(days=20)
    scene.act("consumer", "confirm_promise", promise="0", on=(day + timedelta(days=1)).isoformat())
    scene.act("consumer", "confirm_promise", promise="1", on=(day + timedelta(days=9)).isoformat())
    promised = figures(scene).promised
    assert (promised.due, promised.in_time, promised.late, promised.unkept) == (3, 1, 1, 1)
    kept = figures(scene).kept_promises
    assert (kept.numerator, kept.denominator) == (2, 3)


def test_a_refund_that_waits_for_the_goods_is_not_held_against_the_trader(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    scene.now += timedelta(days=60)
    assert figures(scene).kept_promises.denominator == 0
