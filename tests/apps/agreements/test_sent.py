"""Goods that are said to be sent: whoever sent them is not stuck with a receiver who never says that they came.

The refund falls due seven days after the seven days in which the receiver may deny it (docs/decisions/0143).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hejie.agreements.models import Promise
from hejie.agreements.promises import sweep_promises
from hejie.cases.lists import list_cases
from hejie.cases.models import Case
from hejie.rules.model import Role
from tests.apps.agreements.scene import RETURN, SCENE, Scene


def promise_a_return(scene: Scene) -> Scene:
    """In force on 19 November: the goods by 22 November, the refund seven days after they came."""
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    return scene


returning = SCENE.then(promise_a_return).fixture()


def sent(scene: Scene, on: str = "2026-11-20", after: timedelta = timedelta(days=1)) -> datetime:
    """A day later, on 20 November, the consumer says so."""
    scene.now += after
    scene.act("consumer", "report_sent", promise="0", on=on, way="顺丰 SF0000000001")
    return scene.now


def refund() -> Promise:
    return Promise.objects.get(index=1)


def test_a_trader_who_never_says_received_owes_the_refund_all_the_same(returning: Scene) -> None:
    said = sent(returning)
    assert refund().due_on == date(2026, 12, 4)  # 20 November, seven days of the way, seven for the refund
    assert returning.facts.owed_receivers == {Role.COMPLAINANT}
    assert sweep_promises(now=said + timedelta(days=10)) == 0, "the consumer is no defaulter"
    returning.now = said + timedelta(days=15)
    sweep_promises(now=returning.now)
    assert list(Promise.objects.filter(missed_at__isnull=False).values_list("index", flat=True)) == [1]
    assert returning.refusal("clerk", "close_unperformed").code == "need:promise_is_missed"
    returning.act("consumer", "close_unperformed")
    assert returning.state == "unperformed"


def test_what_is_denied_in_time_is_owed_again(returning: Scene) -> None:
    said = sent(returning)
    returning.now = said + timedelta(days=7)
    returning.act("clerk", "report_missed", promise="0")
    assert returning.facts.owed_receivers == {Role.COMPLAINANT, Role.RESPONDENT}
    assert sweep_promises(now=returning.now) == 1, "the goods were due on 22 November"
    sweep_promises(now=said + timedelta(days=20))
    assert refund().missed_at is None
    sent(returning, on="2026-11-27", after=timedelta(hours=3))
    assert refund().due_on == date(2026, 12, 11)


def test_a_denial_after_the_days_of_the_way_changes_nothing(returning: Scene) -> None:
    said = sent(returning)
    returning.now = said + timedelta(days=8)
    returning.act("clerk", "report_missed", promise="0")
    goods = Promise.objects.get(index=0)
    assert (goods.denied_at, goods.reported_at) == (None, returning.now)
    returning.now = said + timedelta(days=15)
    assert returning.facts.missed_receivers == {Role.COMPLAINANT}


@pytest.mark.parametrize(("came_on", "due_on"), [("2026-11-23", date(2026, 11, 30)), ("2026-12-03", date(2026, 12, 4))])
def test_saying_late_that_it_came_moves_no_refund(returning: Scene, came_on: str, due_on: date) -> None:
    said = sent(returning)
    returning.now = said + timedelta(days=13)
    returning.act("clerk", "confirm_promise", promise="0", on=came_on)
    assert refund().due_on == due_on


def test_only_who_owes_what_another_waits_for_says_that_it_was_sent(returning: Scene) -> None:
    assert returning.refusal("clerk", "report_sent", promise="1", on="2026-11-19").code == "need:something_to_send"
    assert returning.refusal("consumer", "report_sent", promise="1", on="2026-11-19").code == "inputs"
    assert returning.refusal("consumer", "report_sent", promise="0", on="2026-11-25").code == "inputs"
    sent(returning)
    again = returning.refusal("consumer", "report_sent", promise="0", on="2026-11-20")
    assert (again.code, str(again.article)) == ("need:something_to_send", "《中华人民共和国民法典》第五百零九条第二款")


def test_lists_show_the_first_promised_day(returning: Scene) -> None:
    """Not the goods that are under way, and nothing once all is over."""

    def due() -> tuple[date | None, str]:
        return Case.objects.values_list("next_due_on", "next_due_rule").get()

    assert due() == (date(2026, 11, 22), "promise")
    sent(returning)
    assert due() == (date(2026, 12, 4), "promise")
    returning.act("clerk", "confirm_promise", promise="0", on="2026-11-20")
    assert due() == (date(2026, 11, 27), "promise")
    returning.act("consumer", "confirm_promise", promise="1")
    assert due() == (None, "")


def test_lists_count_promised_days_as_the_agreement_does(returning: Scene) -> None:
    """Due on Sunday 22 November: five days over on Friday the 27th, of which working days would be fewer."""
    friday = returning.now + timedelta(days=8)
    [line], _ = list_cases(Case.objects.all(), friday)
    assert (line.next_due_rule, line.overdue, line.due_state) == ("promise", 5, "over")
    [before], _ = list_cases(Case.objects.all(), returning.now)
    assert (before.left, before.due_state) == (3, "ok")
