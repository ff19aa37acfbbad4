"""What a decision carries: the role that counts, the clocks that turn, the words of a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hejie.rules import machine
from hejie.rules.model import Decision, Facts, Refusal, Role, Text

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
EVERYONE = frozenset(Role)
SIDES = frozenset({Role.COMPLAINANT, Role.RESPONDENT})
COMPLAINT = machine.edition("cn_order121").procedures["complaint"]
REPORT = machine.edition("cn_order121").procedures["report"]


def decide(state: str, move: str, role: Role, facts: Facts, **inputs: Any) -> Decision | Refusal:
    return machine.decide(COMPLAINT, state, move, frozenset({role}), facts, inputs, NOW)


def allowed(answer: Decision | Refusal) -> Decision:
    assert isinstance(answer, Decision), answer
    return answer


def refused(answer: Decision | Refusal) -> Refusal:
    assert isinstance(answer, Refusal)
    return answer


def test_a_refusal_says_where_the_case_stands_and_names_the_article_in_plain_chinese():
    refusal = refused(decide("closed", "accept", Role.OFFICER, Facts()))

    assert (
        refusal.text.zh
        == "案件现在是“已了结”，不能“受理，并告知投诉人”。依据《市场监督管理投诉举报处理办法》第十五条第一款。"
    )
    assert refusal.text.en.endswith("Article 15(1)).")


def test_a_refusal_says_who_may_act_instead():
    refusal = refused(decide("received", "accept", Role.RESPONDENT, Facts()))

    assert "要由承办人来办" in refusal.text.zh


def test_an_unknown_move_is_refused():
    assert refused(decide("received", "approve", Role.OFFICER, Facts())).code == "unknown_move"


def test_wrong_inputs_are_counted_and_each_is_pointed_at():
    refusal = refused(decide("received", "refuse", Role.OFFICER, Facts(), ground="none", extra="1"))

    assert refusal.text.zh == "还差 3 处没填好。"
    assert [problem.field for problem in refusal.problems] == ["ground", "reasons", "extra"]


def test_someone_without_the_right_learns_nothing_about_the_inputs():
    refusal = refused(decide("received", "refuse", Role.RESPONDENT, Facts(), ground="none"))

    assert (refusal.code, refusal.problems) == ("not_yours", ())


def test_the_date_is_the_date_in_china():
    late_evening_in_utc = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)  # already the 22nd in China
    asked = {"by_date": "2026-11-21", "reason": "核对身份"}

    answer = machine.decide(
        COMPLAINT, "received", "request_identity", frozenset({Role.OFFICER}), Facts(), asked, late_evening_in_utc
    )

    assert refused(answer).code == "inputs"


def test_a_person_with_several_roles_acts_in_the_one_that_fits():
    roles = frozenset({Role.OFFICER, Role.HEAD, Role.MEDIATOR})
    answer = machine.decide(
        REPORT, "received", "extend_check", roles, Facts(kind="report"), {"reason": "案情复杂"}, NOW
    )

    assert allowed(answer).role is Role.HEAD
    assert allowed(answer).extends == ("report_check",)


def test_only_the_last_signature_turns_the_clocks():
    facts = Facts(by_authority=True, signers=SIDES | {Role.MEDIATOR}, codes_sent_to=SIDES | {Role.MEDIATOR})

    first = allowed(decide("signing", "sign", Role.COMPLAINANT, facts, code="123456"))
    last = allowed(decide("signing", "sign", Role.MEDIATOR, replace(facts, signed_by=SIDES), code="123456"))

    assert (first.target, first.stops, first.starts) == ("signing", (), ())
    assert (last.target, last.starts) == ("performing", ("judicial_confirmation",))
    assert "mediation" in last.stops


def test_a_settlement_without_the_authority_has_no_judicial_confirmation():
    facts = Facts(signers=SIDES, signed_by=frozenset({Role.RESPONDENT}), codes_sent_to=SIDES)

    last = allowed(decide("signing", "sign", Role.COMPLAINANT, facts, code="123456"))

    assert (last.target, last.starts) == ("performing", ())
    assert "odr_settlement" in last.stops


def test_testing_pauses_the_mediation_period_and_its_result_resumes_it():
    start = allowed(
        decide("mediating", "start_testing", Role.MEDIATOR, Facts(), body="省质检院", named_by="sides", payer="shared")
    )
    end = allowed(decide("testing", "end_testing", Role.MEDIATOR, Facts(), result="合格"))

    assert start.pauses == end.resumes == ("mediation",)


def test_new_facts_begin_the_check_of_a_report_anew():
    answer = machine.decide(
        REPORT, "received", "add_facts", frozenset({Role.COMPLAINANT}), Facts(), {"text": "又发现一批过期食品"}, NOW
    )

    assert (allowed(answer).drops, allowed(answer).starts) == (("report_check",), ("report_check",))


@pytest.mark.parametrize(
    ("how", "state", "terms"),
    [("direct", "negotiating", ("odr_settlement",)), ("authority", "received", ("acceptance",))],
)
def test_how_a_complaint_begins(how: str, state: str, terms: tuple[str, ...]):
    assert machine.opening(COMPLAINT, how) == (state, terms)


def test_whose_turn_it_is_follows_the_offers_and_the_signatures():
    def turn(state: str, **facts: Any) -> Role | None:
        return machine.turn(COMPLAINT, state, Facts(**facts))

    assert turn("negotiating") is Role.RESPONDENT
    assert turn("negotiating", live_offer_by=Role.RESPONDENT) is Role.COMPLAINANT
    assert turn("mediating") is Role.OFFICER
    assert turn("mediating", mediator_assigned=True) is Role.MEDIATOR
    assert turn("mediating", live_offer_by=Role.COMPLAINANT) is Role.RESPONDENT
    assert turn("signing", signers=SIDES) is Role.COMPLAINANT
    assert turn("signing", signers=SIDES, signed_by=frozenset({Role.COMPLAINANT})) is Role.RESPONDENT
    assert turn("performing", owed_receivers=frozenset({Role.COMPLAINANT})) is Role.RESPONDENT
    assert turn("performing", owed_receivers=SIDES) is Role.COMPLAINANT
    assert turn("performing", promise_receivers=SIDES, owed_receivers=frozenset()) is Role.RESPONDENT  # to confirm
    assert turn("performing", owed_receivers=SIDES, missed_receivers=SIDES) is Role.COMPLAINANT
    trader_waits = frozenset({Role.RESPONDENT})
    assert turn("performing", owed_receivers=SIDES, missed_receivers=trader_waits) is Role.RESPONDENT
    assert turn("closed") is None


def test_open_moves_leave_out_what_cannot_be_done_now():
    def keys(state: str, role: Role, facts: Facts) -> set[str]:
        return {move.key for move in machine.open_moves(COMPLAINT, state, frozenset({role}), facts)}

    assert "accept_offer" not in keys("negotiating", Role.COMPLAINANT, Facts())
    assert "accept_offer" in keys("negotiating", Role.COMPLAINANT, Facts(live_offer_by=Role.RESPONDENT))
    assert "assign_mediator" not in keys("accepted", Role.OFFICER, Facts())
    someone = Facts(options={"mediators": {"m1": Text("周", "Zhou")}})
    assert "assign_mediator" in keys("accepted", Role.OFFICER, someone)
    assert "add_evidence" not in keys("received", Role.COMPLAINANT, Facts(options={"evidence": {}}))
    assert keys("closed", Role.OFFICER, Facts()) == set()


def test_choices_may_differ_by_who_acts():
    facts = Facts(
        promises_open=2,
        promise_receivers=SIDES,
        options={
            "promises": {"p1": Text("退货", "Return"), "p2": Text("退款", "Refund")},
            "promises:complainant": {"p2": Text("退款", "Refund")},
        },
    )

    assert allowed(decide("performing", "confirm_promise", Role.COMPLAINANT, facts, promise="p2")).inputs == {
        "promise": "p2"
    }
    assert refused(decide("performing", "confirm_promise", Role.COMPLAINANT, facts, promise="p1")).code == "inputs"
    assert machine.as_role(COMPLAINT.moves["confirm_promise"], EVERYONE, facts).acting is Role.COMPLAINANT


def test_editions_are_found_oldest_first():
    assert list(machine.editions()) == ["cn_order20", "cn_order121"]
    assert machine.edition("cn_order121").valid_from == date(2026, 4, 15)
    with pytest.raises(KeyError):
        machine.edition("cn_order999")
