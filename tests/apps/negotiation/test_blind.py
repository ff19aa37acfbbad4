"""Blind bids and proposals answered unseen: what meets becomes known, and nothing else ever does."""

from __future__ import annotations

import logging
from decimal import Decimal

import pytest
from django.db import connection

from hejie.agreements.queries import latest_agreement
from hejie.cases.erasure import erase_case
from hejie.cases.queries import view_case
from hejie.negotiation.models import Answer, Bid
from hejie.negotiation.queries import last_proposal, open_bidding
from hejie.rules.model import Role
from tests.apps.agreements.scene import LESS, MEDIATED, PEOPLE, REFUND, Scene
from tests.surfaces import columns, surfaces
from tests.web.at_desk import number, sit_down

LEAST, MOST = "7395.31", "2684.97"
PLANTED = ("7395.31", "7,395.31", "739531", "2684.97", "2,684.97", "268497")


room = MEDIATED.fixture()


def bid(room: Scene, least: str, most: str, gap: str = "100.00") -> None:
    room.act("mediator", "open_bidding", gap=gap, kind="refund")
    room.act("consumer", "bid", figure=least)
    room.act("clerk", "bid", figure=most)


@pytest.mark.parametrize(
    ("least", "most", "middle"),
    [("950.00", "900.00", "925.00"), ("1000.00", "900.00", "950.00"), ("800.00", "900.01", "850.01")],
)
def test_figures_that_are_close_enough_make_the_middle_a_proposal_to_both(
    room: Scene, least: str, most: str, middle: str
) -> None:
    bid(room, least, most)
    proposal = last_proposal(room.case.pk)
    assert proposal
    assert (proposal.total, proposal.by_bids, proposal.state) == (Decimal(middle), True, "open")
    assert open_bidding(room.case.pk) is None
    assert not Bid.objects.exists()
    assert room.state == "mediating"


def test_figures_too_far_apart_say_nothing_but_may_move_three_times(room: Scene) -> None:
    bid(room, "1000.00", "899.99")
    assert last_proposal(room.case.pk) is None
    room.act("clerk", "bid", figure="899.98")
    room.act("clerk", "bid", figure="899.97")
    assert room.refusal("clerk", "bid", figure="950.00").code == "need:bids_left"
    room.act("consumer", "bid", figure="990.00")
    assert last_proposal(room.case.pk) is not None


def test_only_two_yeses_become_known_and_make_the_agreement(room: Scene) -> None:
    room.act("mediator", "propose_terms", terms=[LESS], note="各让一步")
    room.act("clerk", "answer_proposal", answer="yes")
    room.act("consumer", "answer_proposal", answer="no")
    assert room.state == "mediating"
    room.act("clerk", "answer_proposal", answer="no")
    room.act("consumer", "answer_proposal", answer="yes")
    assert room.state == "mediating"
    room.act("clerk", "answer_proposal", answer="yes")
    assert room.state == "signing"
    agreement = latest_agreement(room.case.pk)
    assert agreement
    assert [line.zh for line in agreement.lines] == ["商家在协议生效后 7 天内退还货款 900 元。"]
    assert not Answer.objects.exists()
    assert room.history[-2:] == ["proposal_answered", "proposal_met"]
    assert room.broken_chain() is None


def test_what_one_side_said_looks_the_same_to_everybody_else(room: Scene) -> None:
    """Yes and no leave the same traces: a record that is its maker's alone, and sealed bytes of one length."""
    traces = []
    for answer in ("yes", "no"):
        room.act("mediator", "propose_terms", terms=[LESS])
        room.act("clerk", "answer_proposal", answer=answer)
        with connection.cursor() as cursor:
            cursor.execute("SELECT length(answer) FROM negotiation_answer")
            sealed = cursor.fetchall()
        seen = {who: [row.fact for row in shown(room, who)][-1] for who in PEOPLE}
        own = [row for row in shown(room, "clerk") if row.fact == "proposal_answered"][-1]
        traces.append((sealed, seen, dict(own.data), dict(own.content)))
        room.act("mediator", "withdraw_proposal")
    assert traces[0] == traces[1]
    assert {who for who, fact in traces[0][1].items() if fact == "proposal_answered"} == {"clerk"}


def shown(room: Scene, who: str) -> list[object]:
    return list(view_case(room.actor(who), room.case.ref, room.now).records)


@pytest.mark.parametrize("end", ["terminate", "withdraw", "propose_agreement"])
def test_what_was_open_when_the_talks_end_stays_unsaid(room: Scene, end: str) -> None:
    bid(room, LEAST, MOST)
    inputs = {
        "terminate": {"ground": "no_agreement", "reasons": "双方对金额始终谈不拢，无法达成一致。"},
        "propose_agreement": {"terms": [REFUND]},
    }
    room.act("consumer" if end == "withdraw" else "mediator", end, **inputs.get(end, {}))
    assert not Bid.objects.exists()
    assert open_bidding(room.case.pk) is None


def test_erasing_takes_the_words_of_proposals(room: Scene) -> None:
    room.act("mediator", "propose_terms", terms=[LESS], note="各让一步")
    room.act("consumer", "withdraw")
    erase_case(case_id=room.case.pk, now=room.now)
    proposal = last_proposal(room.case.pk)
    assert proposal
    assert (proposal.lines, proposal.note, proposal.total) == ((), "", Decimal("900.00"))


def test_a_losing_figure_appears_nowhere_but_in_the_sealed_column(
    room: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """Typed on the page, it is in no page, no answer of the API, no case file, no log and no other column."""
    caplog.set_level(logging.DEBUG)
    room.act("mediator", "open_bidding", gap="100.00", kind="refund")
    address = f"/cases/{number(room.case)}/moves/bid/"
    for who, figure in (("consumer", LEAST), ("clerk", MOST)):
        assert sit_down(room.people[who]).post(address, {"figure": figure}).status_code == 302
    assert {row.role: Decimal(row.figure) for row in Bid.objects.all()} == {
        Role.COMPLAINANT: Decimal(LEAST),
        Role.RESPONDENT: Decimal(MOST),
    }
    for place, text in (*(one for who in PEOPLE for one in surfaces(room, who)), *columns()):
        assert not [figure for figure in PLANTED if figure in text], place
    assert not [figure for figure in PLANTED if figure in caplog.text]
