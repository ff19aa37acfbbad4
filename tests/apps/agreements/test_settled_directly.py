"""Stories between the two sides alone: from the first offer to the last rating."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_django import DjangoAssertNumQueries

from hejie.agreements.queries import latest_agreement, ratings_of
from hejie.cases.models import Deadline
from hejie.negotiation.queries import offers_of
from hejie.rules.model import Role
from tests.apps.agreements.scene import DRAWN, LESS, REFUND, RETURN, Scene


def test_from_offer_to_closed_and_rated(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[LESS], note="运费我们出")
    scene.act("consumer", "make_offer", terms=[REFUND])
    scene.act("clerk", "accept_offer")
    assert scene.state == "signing"
    assert [(o.number, o.by, o.state) for o in offers_of(scene.case.pk)] == [
        (1, Role.RESPONDENT, "countered"),
        (2, Role.COMPLAINANT, "accepted"),
    ]
    scene.sign("consumer", drawing=DRAWN)
    assert scene.state == "signing"
    scene.sign("clerk")
    assert scene.state == "performing"
    agreement = latest_agreement(scene.case.pk)
    assert agreement is not None
    assert (agreement.kind, agreement.state, agreement.effective_at) == ("settlement", "effective", scene.now)
    assert [(p.debtor, p.what.zh, p.due_on) for p in agreement.promises] == [
        (Role.RESPONDENT, "退还货款 1,299 元", date(2026, 11, 26))
    ]
    scene.act("consumer", "confirm_promise", promise="0")
    assert scene.state == "closed"
    scene.act("consumer", "rate", solved="solved", score=5, comment="第二天就到账了")
    assert [(r.role, r.solved, r.score, r.comment) for r in ratings_of(scene.case.pk)] == [
        (Role.COMPLAINANT, True, 5, "第二天就到账了")
    ]
    assert scene.refusal("consumer", "rate", solved="solved", score=5).code == "need:not_rated_yet"
    assert scene.history == [
        "case_filed",
        "offer_made",
        "offer_made",
        "offer_accepted",
        "code_requested",
        "agreement_signed",
        "code_requested",
        "agreement_signed",
        "promise_confirmed",
        "case_rated",
    ]
    assert scene.broken_chain() is None


def test_the_negotiation_clock_stops_when_all_have_signed_and_no_court_clock_starts(scene: Scene) -> None:
    scene.settle()
    scene.sign("consumer", "clerk")
    assert list(Deadline.objects.values_list("rule", "closed_as")) == [("odr_settlement", "met")]


def test_who_declines_to_sign_goes_back_to_the_talks(scene: Scene) -> None:
    scene.settle()
    scene.sign("clerk")
    scene.act("consumer", "decline_signing", reason="金额写错了")
    assert scene.state == "negotiating"
    void = latest_agreement(scene.case.pk)
    assert void is not None
    assert void.state == "void"
    assert scene.facts.signed_by == frozenset()
    scene.act("clerk", "make_offer", terms=[LESS])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    assert scene.state == "performing"
    latest = latest_agreement(scene.case.pk)
    assert latest is not None
    assert (latest.total, latest.id != void.id) == (900, True)


def test_the_refund_falls_due_seven_days_after_the_goods_came_back(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    agreement = latest_agreement(scene.case.pk)
    assert agreement is not None
    assert [p.due_on for p in agreement.promises] == [date(2026, 11, 22), date(2026, 11, 29)]
    scene.now += timedelta(days=1)
    assert scene.refusal("consumer", "confirm_promise", promise="0").code == "inputs"
    scene.act("clerk", "confirm_promise", promise="0")
    agreement = latest_agreement(scene.case.pk)
    assert agreement is not None
    assert agreement.promises[1].due_on == date(2026, 11, 27)
    assert scene.state == "performing"
    scene.act("consumer", "confirm_promise", promise="1")
    assert scene.state == "closed"


def test_who_says_late_that_the_goods_came_does_not_move_the_refund(scene: Scene) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    scene.now += timedelta(days=12)  # 1 December
    scene.act("clerk", "confirm_promise", promise="0", on="2026-11-20")
    agreement = latest_agreement(scene.case.pk)
    assert agreement is not None
    assert agreement.promises[1].due_on == date(2026, 11, 27)


def test_the_agreement_is_read_in_four_queries(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    scene.file()
    scene.act("clerk", "make_offer", terms=[RETURN, REFUND, LESS])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk")
    with django_assert_max_num_queries(4):
        agreement = latest_agreement(scene.case.pk)
    assert agreement is not None
    assert len(agreement.promises) == 4
    assert len(agreement.signatures) == 2
