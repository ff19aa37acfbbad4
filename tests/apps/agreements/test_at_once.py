"""Two people act in the same moment, on real connections: every end is legal, and there is one agreement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hejie.agreements.models import Agreement, Promise, Signature
from hejie.agreements.promises import sweep_promises
from hejie.cases.actions import perform
from hejie.negotiation.models import Offer
from tests.apps.agreements.scene import REFUND, Scene, set_scene
from tests.at_once import outcomes

ROUNDS = 12


def move(scene: Scene, who: str, key: str, **inputs: object) -> Callable[[], object]:
    ref, now, actor = scene.case.ref, scene.now + timedelta(seconds=30), scene.actor(who)
    return lambda: perform(ref=ref, move=key, actor=actor, inputs=inputs, now=now)


def next_day(scene: Scene) -> None:
    """Codes to one phone are limited by the hour."""
    scene.now += timedelta(days=1)


def test_both_sides_sign_in_the_same_moment(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    for _ in range(ROUNDS):
        next_day(scene)
        scene.settle()
        for who in ("consumer", "clerk"):
            scene.act(who, "request_code")
        consumer = move(scene, "consumer", "sign", code=scene.code("consumer"))
        clerk = move(scene, "clerk", "sign", code=scene.code("clerk"))
        assert outcomes(consumer, clerk) == ["done", "done"]
        assert scene.state == "performing"
        agreement = Agreement.objects.get(case=scene.case)
        assert agreement.state == "effective"
        assert Signature.objects.filter(agreement=agreement).count() == 2
        assert Promise.objects.filter(agreement=agreement).count() == 1
        assert scene.broken_chain() is None


def test_an_offer_is_accepted_and_taken_back_in_the_same_moment(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    ends = set()
    for _ in range(ROUNDS):
        scene.file()
        scene.act("clerk", "make_offer", terms=[REFUND])
        answers = outcomes(move(scene, "consumer", "accept_offer"), move(scene, "clerk", "withdraw_offer"))
        assert sorted(answers) in (["done", "not_open"], ["done", "need:offer_to_answer"])
        offer = Offer.objects.get(case=scene.case)
        drawn_up = Agreement.objects.filter(case=scene.case).count()
        ends.add((scene.state, offer.state, drawn_up))
        assert len(scene.history) == 3
        assert scene.broken_chain() is None
    assert ends <= {("signing", "accepted", 1), ("negotiating", "withdrawn", 0)}


def test_one_code_signs_once_however_often_it_is_sent(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    scene.settle()
    scene.act("consumer", "request_code")
    sign = move(scene, "consumer", "sign", code=scene.code("consumer"))
    assert sorted(outcomes(sign, sign, sign, sign)) == ["done", *["need:signature_missing"] * 3]
    assert Signature.objects.count() == 1


def test_two_sweeps_record_a_missed_promise_once(own_database: str, now: datetime) -> None:
    scene = set_scene(now)
    scene.settle()
    scene.sign("consumer", "clerk")
    later = scene.now + timedelta(days=9)
    outcomes(*[lambda: sweep_promises(now=later)] * 4)
    sweep_promises(now=later)
    assert scene.history.count("promise_missed") == 1
    assert scene.broken_chain() is None
