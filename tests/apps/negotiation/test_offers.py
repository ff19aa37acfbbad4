"""Offers as the sides make, answer and take them back; and what ends an offer nobody answered."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from hejie.cases.actions import performers_of, procedure_of
from hejie.cases.erasure import erase_case
from hejie.cases.sweep import sweep_deadlines
from hejie.negotiation.actions import accept_offer, expire_offer
from hejie.negotiation.models import Offer
from hejie.negotiation.queries import live_offer, offers_of, terms_in_words
from hejie.rules.model import Move, Role
from tests.apps.agreements.scene import LESS, REFUND, SCENE, Scene

TALKING = {"negotiating", "mediating"}
PAUSED = {"suspended", "testing"}


def file(scene: Scene) -> None:
    scene.file()


talking = SCENE.then(file).fixture()


def test_an_offer_shows_what_it_is_worth_to_the_consumer(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS], note="今天就可以退")
    offer = live_offer(talking.case.pk)
    assert offer is not None
    assert (offer.number, offer.by, offer.total, offer.note) == (1, Role.RESPONDENT, Decimal("900.00"), "今天就可以退")
    assert (offer.difference, offer.difference_text.zh) == (Decimal("-399.00"), "比您要的少 399 元")
    assert [line.zh for line in offer.lines] == ["商家在协议生效后 7 天内退还货款 900 元。"]
    assert terms_in_words(talking.case.pk).zh == "商家在协议生效后 7 天内退还货款 900 元"


def test_a_counter_offer_answers_the_one_before(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    assert talking.facts.live_offer_by is Role.RESPONDENT
    talking.act("consumer", "make_offer", terms=[REFUND])
    assert talking.facts.live_offer_by is Role.COMPLAINANT
    assert [(one.state, one.answered_at) for one in offers_of(talking.case.pk)] == [
        ("countered", talking.now),
        ("open", None),
    ]


def test_nobody_answers_their_own_offer(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    assert talking.refusal("clerk", "accept_offer").code == "need:offer_to_answer"
    assert talking.refusal("clerk", "make_offer", terms=[REFUND]).code == "need:no_own_offer"
    assert talking.refusal("consumer", "withdraw_offer").code == "need:own_live_offer"


def test_a_rejection_gives_its_reason(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    talking.act("consumer", "reject_offer", reason="少了快四百块")
    assert [(one.state, one.reason) for one in offers_of(talking.case.pk)] == [("rejected", "少了快四百块")]
    assert (talking.facts.live_offer_by, talking.facts.last_offer_by) == (None, Role.RESPONDENT)


def test_an_offer_that_was_taken_back_cannot_be_accepted(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    talking.act("clerk", "withdraw_offer")
    assert talking.refusal("consumer", "accept_offer").code == "need:offer_to_answer"
    assert [one.state for one in offers_of(talking.case.pk)] == ["withdrawn"]


@pytest.mark.parametrize(
    ("who", "move"), [("consumer", "end_negotiation"), ("consumer", "turn_to_authority"), ("consumer", "withdraw")]
)
def test_an_unanswered_offer_ends_with_the_talks(talking: Scene, who: str, move: str) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    talking.act(who, move)
    assert [one.state for one in offers_of(talking.case.pk)] == ["expired"]
    assert live_offer(talking.case.pk) is None


def test_an_unanswered_offer_ends_when_the_time_is_up(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    sweep_deadlines(talking.now + timedelta(days=20))
    assert talking.state == "negotiation_ended"
    assert [one.state for one in offers_of(talking.case.pk)] == ["expired"]


def test_whatever_move_ends_the_talks_ends_the_offer(talking: Scene) -> None:
    moves = procedure_of(talking.case).moves.values()
    ending = [move for move in moves if move.sources & (TALKING | PAUSED) and targets(move) - TALKING - PAUSED]
    silent = [move.key for move in ending if not {accept_offer, expire_offer} & set(performers_of(move.key))]
    assert silent == ["recuse", "decide_recusal"]  # lead to `accepted`, from where mediation goes on
    assert len(ending) > 5


def targets(move: Move) -> frozenset[str]:
    return move.targets | ({move.target} if isinstance(move.target, str) else frozenset())


def test_the_database_holds_one_open_offer_a_case(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS])
    offer = Offer.objects.get()
    with pytest.raises(IntegrityError, match="offer_one_open"), transaction.atomic():
        Offer.objects.create(
            case=offer.case,
            number=2,
            by="complainant",
            terms=[REFUND],
            total=1,
            made_at=talking.now,
            record=offer.record,
        )


def test_the_largest_offer_that_may_be_typed_fits(talking: Scene) -> None:
    most = {"kind": "instalments", "parts": [{"amount": "100000000.00", "within_days": 1}] * 24}
    talking.act("clerk", "make_offer", terms=[most] * 10)
    assert Offer.objects.get().total == Decimal("24000000000.00")


def test_any_number_of_offers_is_read_in_three_queries(
    talking: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for amount in (100, 200, 300):
        talking.act("clerk", "make_offer", terms=[{**LESS, "amount": f"{amount}.00"}])
        talking.act("consumer", "reject_offer", reason="太少")
    with django_assert_num_queries(3):
        assert [one.reason for one in offers_of(talking.case.pk)] == ["太少"] * 3


def test_erasing_leaves_sums_and_dates(talking: Scene) -> None:
    talking.act("clerk", "make_offer", terms=[LESS], note="打我电话 13800000917")
    talking.act("consumer", "withdraw")
    erase_case(case_id=talking.case.pk, now=talking.now)
    assert [(one.note, one.terms, one.total) for one in offers_of(talking.case.pk)] == [("", (), Decimal("900.00"))]
