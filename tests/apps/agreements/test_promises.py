"""Promises and time: a reminder, the day that passes, what the waiting side may do then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hejie.agreements.models import Agreement, Promise
from hejie.agreements.promises import sweep_promises
from hejie.base import events
from hejie.base.events import Fact
from hejie.exchange.drafts import _claims
from hejie.rules.model import Role
from tests.apps.agreements.scene import REFUND, RETURN, SCENE, SETTLED, Scene


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[Fact]:
    """Every fact published in this test."""
    facts: list[Fact] = []
    monkeypatch.setattr(events, "_subscribers", [facts.append])
    return facts


def owe_a_refund(scene: Scene) -> Scene:
    """By 26 November."""
    scene.sign("consumer", "clerk")
    return scene


performing = SETTLED.then(owe_a_refund).fixture()


def test_a_day_before_both_are_reminded_once(performing: Scene, published: list[Fact]) -> None:
    assert sweep_promises(now=performing.now + timedelta(days=5)) == 0
    assert sweep_promises(now=performing.now + timedelta(days=6)) == 1
    assert sweep_promises(now=performing.now + timedelta(days=7)) == 0
    assert [(fact.name, fact.data["promise"], fact.data["of"]) for fact in published] == [
        ("promise_near", "0", "respondent")
    ]


def test_the_day_that_passed_is_recorded_once(performing: Scene) -> None:
    last_day, next_day = performing.now + timedelta(days=7), performing.now + timedelta(days=8)
    sweep_promises(now=last_day)
    assert "promise_missed" not in performing.history
    assert performing.refusal("consumer", "close_unperformed").code == "need:promise_is_missed"
    assert [sweep_promises(now=next_day), sweep_promises(now=next_day)] == [1, 0]
    assert performing.history.count("promise_missed") == 1
    performing.now = next_day
    assert performing.facts.promises_missed == 1


def test_after_a_miss_the_consumer_may_still_receive(performing: Scene) -> None:
    performing.now += timedelta(days=9)
    sweep_promises(now=performing.now)
    performing.act("consumer", "report_missed", promise="0", note="一直没到账")
    performing.act("consumer", "confirm_promise", promise="0")
    assert performing.state == "closed"
    assert sweep_promises(now=performing.now + timedelta(days=9)) == 0


def test_after_a_miss_the_consumer_may_close_the_case(performing: Scene) -> None:
    performing.now += timedelta(days=9)
    performing.act("consumer", "close_unperformed")
    assert performing.state == "unperformed"
    assert Agreement.objects.get().state == "unkept"
    assert sweep_promises(now=performing.now + timedelta(days=1)) == 0


def test_nothing_is_missing_before_its_day_has_come_in_china(paying: Scene) -> None:
    """Three instalments: the one whose day it is may be said not to have come, those to come may not."""
    paying.now = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # half past eleven at night, the day before
    refusal = paying.refusal("consumer", "report_missed", promise="0")
    assert (refusal.code, str(refusal.article)) == ("need:promise_is_due", "《中华人民共和国民法典》第五百七十七条")
    paying.act("consumer", "confirm_part", promise="0", amount="100.00")  # what came early is written down
    paying.now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # midnight of the day
    assert paying.refusal("consumer", "report_missed", promise="1").code == "inputs"
    paying.act("consumer", "report_missed", promise="0")
    first, second, third = Promise.objects.order_by("index")
    assert (first.part, first.reported_at) == (100, paying.now)
    assert (second.reported_at, third.reported_at) == (None, None)


def test_only_the_side_that_receives_confirms(performing: Scene) -> None:
    assert performing.refusal("clerk", "confirm_promise", promise="0").code == "need:promise_to_receive"
    assert performing.refusal("consumer", "confirm_promise", promise="7").code == "inputs"
    assert Promise.objects.get().done_at is None


def test_a_refund_that_waits_for_the_goods_is_not_missed(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN, REFUND])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    scene.now += timedelta(days=30)
    assert sweep_promises(now=scene.now) == 2
    assert list(Promise.objects.filter(missed_at=None).values_list("index", flat=True)) == [1]
    assert (scene.facts.promises_open, scene.facts.promises_missed) == (3, 2)
    assert scene.facts.promise_receivers == {Role.COMPLAINANT, Role.RESPONDENT}


def test_each_side_is_offered_what_it_receives(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    options = scene.facts.options
    assert {key: options["promises:complainant"][key].zh for key in options["promises:complainant"]} == {
        "1": "收到退货后退还货款 1,299 元"
    }
    assert list(options["promises:respondent"]) == ["0"]


INSTALMENTS = {
    "kind": "instalments",
    "parts": [{"amount": f"{amount}.00", "within_days": days} for amount, days in ((500, 5), (400, 10), (399, 15))],
}


def owe_instalments(scene: Scene, **more: object) -> Scene:
    """Three, by 24 November, 29 November and 4 December."""
    scene.file()
    scene.act("clerk", "make_offer", terms=[{**INSTALMENTS, **more}])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    return scene


paying = SCENE.then(owe_instalments).fixture()


def test_in_the_evening_of_the_day_the_receiver_is_asked_once(performing: Scene, published: list[Fact]) -> None:
    last_day = performing.now + timedelta(days=7)
    sweep_promises(now=last_day)
    published.clear()
    evening = last_day.replace(hour=18, minute=5)
    assert [sweep_promises(now=evening), sweep_promises(now=evening)] == [1, 0]
    assert [(fact.name, fact.data["of"]) for fact in published] == [("promise_today", "complainant")]
    assert Promise.objects.get().done_at is None  # nobody answered: nothing is kept


def test_after_the_days_of_grace_the_next_step_is_offered_once(performing: Scene, published: list[Fact]) -> None:
    due = performing.now + timedelta(days=7)
    sweep_promises(now=due + timedelta(days=1))
    published.clear()
    assert sweep_promises(now=due + timedelta(days=3)) == 0
    over = due + timedelta(days=4)
    assert [sweep_promises(now=over), sweep_promises(now=over)] == [1, 0]
    assert [(fact.name, fact.data["of"]) for fact in published] == [("promise_overdue", "complainant")]


def test_part_of_a_sum_leaves_the_rest_owed(performing: Scene) -> None:
    assert performing.refusal("clerk", "confirm_part", promise="0", amount="500.00").code == "need:promise_to_receive"
    performing.act("consumer", "confirm_part", promise="0", amount="500.00")
    performing.act("consumer", "confirm_part", promise="0", amount="300.00")
    assert performing.refusal("consumer", "confirm_part", promise="0", amount="499.00").code == "need:less_than_left"
    promise = Promise.objects.get()
    assert (promise.part, promise.done_at, performing.state) == (800, None, "performing")
    assert "已付 800 元，还欠 499 元" in "".join(_claims(performing.case, "判令被告"))
    performing.act("consumer", "confirm_promise", promise="0")
    assert (Promise.objects.get().part, performing.state) == (1299, "closed")


def test_an_instalment_that_was_missed_leaves_the_others_their_days(paying: Scene) -> None:
    sweep_promises(now=paying.now + timedelta(days=6))
    assert list(Promise.objects.order_by("index").values_list("due_on", flat=True)) == [
        date(2026, 11, 24),
        date(2026, 11, 29),
        date(2026, 12, 4),
    ]


def test_where_both_agreed_to_it_the_rest_falls_due_with_the_one_missed(scene: Scene) -> None:
    owe_instalments(scene, all_due=True)
    sweep_promises(now=scene.now + timedelta(days=6))
    late, *others = Promise.objects.order_by("index")
    assert (late.due_on, late.missed_at is not None) == (date(2026, 11, 24), True)
    assert {one.due_on for one in others} == {date(2026, 11, 25)}
    scene.now += timedelta(days=7)
    sweep_promises(now=scene.now)
    assert scene.facts.promises_missed == 3


def test_a_slow_tap_makes_nobody_late_and_a_stated_day_counts(paying: Scene) -> None:
    paying.now += timedelta(days=7)  # two days after the first was due
    paying.act("consumer", "confirm_promise", promise="0")
    paying.now += timedelta(days=4)
    paying.act("consumer", "confirm_promise", promise="1", on="2026-11-30")
    received = Promise.objects.order_by("index").values_list("received_on", flat=True)
    assert list(received) == [date(2026, 11, 24), date(2026, 11, 30), None]
    assert paying.refusal("consumer", "confirm_promise", promise="2", on="2027-01-01").code == "inputs"
