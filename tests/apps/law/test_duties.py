"""Duties of the law that cross several apps: who is told on paper, what may not happen before its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hejie.agreements.models import Agreement
from hejie.cases.actions import procedure_of
from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.documents.models import Paper
from hejie.mediation.models import Consent
from hejie.oversight.turns import whose_turn
from hejie.rules import machine
from hejie.rules.clock import shanghai_date
from hejie.rules.model import Role
from tests.apps.agreements.scene import REFUND, Scene

REASONS = "通知的日子过了，仍然没有提供身份证明材料。"


def last_paper() -> tuple[str, str, dict[str, Any]]:
    """Kind, number and what is printed of the latest paper."""
    paper = Paper.objects.latest("issued_at")
    assert paper.content is not None
    return paper.kind, paper.number, paper.content["data"]


def test_time_running_out_before_the_signatures_ends_the_negotiation_and_opens_the_way_on(scene: Scene) -> None:
    scene.settle()
    scene.now += timedelta(days=30)
    sweep_deadlines(scene.now)
    assert scene.state == "negotiation_ended"
    assert Agreement.objects.get().state == "void"
    scene.act("consumer", "turn_to_authority")
    assert scene.state == "received"


def test_a_complaint_kept_in_full_has_no_confirmation_left_to_wait_for(scene: Scene) -> None:
    scene.mediate()
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk", "mediator")
    scene.act("consumer", "confirm_promise", promise="0")
    assert scene.state == "closed"
    assert Deadline.objects.get(rule="judicial_confirmation").closed_as == "dropped"


def test_nobody_is_refused_for_want_of_proof_before_the_day_named_for_it(scene: Scene) -> None:
    """Order 121 Art 10(3), 16(5) and (6); the form of April 2026 names a day."""
    scene.file("authority")
    by_date = (scene.now + timedelta(days=4)).date().isoformat()
    scene.act("officer", "request_identity", by_date=by_date, reason="身份证复印件")
    refusal = scene.refusal("officer", "refuse", ground="identity", reasons=REASONS)
    assert (refusal.code, refusal.problems[0].field) == ("inputs", "ground")
    scene.now += timedelta(days=6)
    sweep_deadlines(scene.now)
    assert scene.state == "received"
    scene.act("officer", "refuse", ground="identity", reasons=REASONS)
    assert scene.state == "refused"


def problem_of(scene: Scene, who: str, move: str, **inputs: object) -> str:
    [problem] = scene.refusal(who, move, **inputs).problems
    return f"{problem.field}: {problem.text.zh}"


def test_proof_of_identity_is_asked_for_within_the_seven_working_days(scene: Scene) -> None:
    """Order 121 Art 15 and 0031: no text stops the period for acceptance. Filed on 19 November, due on the 30th."""
    scene.file("authority")
    late = problem_of(scene, "officer", "request_identity", by_date="2026-12-01", reason="身份证复印件")
    assert late == "by_date: 这个日期太晚了，请填 2026-11-30 或以前的日期。"
    scene.act("officer", "request_identity", by_date="2026-11-30", reason="身份证复印件")


MEETING = {"at": "08:00", "place": "云溪区局二楼调解室", "recusal_days": 3}


def test_a_meeting_is_told_before_and_lies_within_the_period_for_mediation(scene: Scene) -> None:
    """Order 121 Art 20 and 23(5): called on 19 November, the sixty days end on 18 January 2027."""
    scene.mediate()
    today = problem_of(scene, "mediator", "call_meeting", on="2026-11-19", **MEETING)
    assert today == "on: 这个日期太早了，请填 2026-11-20 或以后的日期。"
    after = problem_of(scene, "mediator", "call_meeting", on="2027-01-19", **MEETING)
    assert after == "on: 这个日期太晚了，请填 2027-01-18 或以前的日期。"
    scene.act("mediator", "call_meeting", on="2026-11-20", **MEETING)


def test_no_visit_is_older_than_what_it_is_about(scene: Scene) -> None:
    scene.mediate()
    seen = {"place": "店里", "met": "店长王某", "findings": "商品还在柜台", "signature": "nobody"}
    wrong = problem_of(scene, "officer", "record_visit", visited_on="2001-01-01", **seen)
    assert wrong == "visited_on: 这个日期太早了，请填 2026-11-19 或以后的日期。"
    scene.act("officer", "record_visit", visited_on="2026-11-19", **seen)


def test_a_mediation_past_its_days_is_the_offices_to_end(scene: Scene) -> None:
    """Order 121 Art 23(5): an offer that still waits for an answer changes nothing about it."""
    scene.mediate()
    scene.act("clerk", "make_offer", terms=[REFUND])
    sides = Case.objects.all()
    today = shanghai_date(scene.now)
    assert whose_turn(sides, Role.COMPLAINANT, today).exists()
    scene.now += timedelta(days=62)
    sweep_deadlines(scene.now)
    assert machine.turn(procedure_of(scene.case), "mediating", scene.facts) is Role.OFFICER
    today = shanghai_date(scene.now)
    assert not [role for role in (Role.COMPLAINANT, Role.RESPONDENT, Role.MEDIATOR) if whose_turn(sides, role, today)]


def test_taking_part_in_mediation_is_recorded_as_consent(scene: Scene) -> None:
    """Order 121 Art 18: mediation rests on the consent of both; an offer before the mediator is one."""
    scene.mediate()
    assert not Consent.objects.exists()
    scene.act("clerk", "make_offer", terms=[REFUND])
    assert [consent.role for consent in Consent.objects.all()] == ["respondent"]
    scene.act("consumer", "accept_offer")
    assert Consent.objects.count() == 2


def test_talking_directly_is_no_consent_to_mediation(scene: Scene) -> None:
    scene.settle()
    assert not Consent.objects.exists()


def test_the_office_that_dispatches_seals_the_notice_and_names_the_day_of_the_complaint(scene: Scene) -> None:
    scene.file("authority")
    filed_on = scene.now.date().isoformat()
    scene.act("officer", "return_case", reason="商家不在本区，本局没有处理权限")
    scene.now += timedelta(days=1)
    scene.act("director", "dispatch", office=str(scene.county.pk))
    kind, number, printed = last_paper()
    assert (kind, printed["received_on"], printed["addressee"]) == ("dispatch_notice", filed_on, "云溪区局")
    assert number.startswith("蓝市监")


def test_a_side_that_declines_is_told_the_ground_of_its_own_edition(scene: Scene) -> None:
    scene.mediate()
    Case.objects.update(edition="cn_order20")
    scene.act("clerk", "decline_mediation")
    kind, _, printed = last_paper()
    chosen = printed["grounds"][printed["chosen"] - 1]
    assert kind == "termination_decision"
    assert "明确拒绝调解" in chosen


def test_withdrawing_after_acceptance_ends_the_mediation_on_paper(scene: Scene) -> None:
    """Order 121 Art 23(1)(1) and (2): both sides are told of the termination."""
    scene.mediate()
    scene.act("consumer", "withdraw")
    kind, _, printed = last_paper()
    assert (scene.state, kind, printed["chosen"]) == ("withdrawn", "termination_decision", 1)
    assert "青禾电器有限公司" in printed["addressee"]


def test_withdrawing_before_acceptance_needs_no_paper(scene: Scene) -> None:
    scene.file("authority")
    scene.act("consumer", "withdraw")
    assert not Paper.objects.exists()


def test_how_both_sides_were_told_of_a_termination_is_kept(scene: Scene) -> None:
    scene.mediate()
    scene.act("officer", "terminate", ground="no_agreement", reasons="双方明确表示无法达成协议。")
    scene.act("officer", "notify_termination", how="短信和电话")
    record = CaseRecord.objects.get(fact="termination_notified")
    assert (scene.state, record.content.body) == ("ended", {"how": "短信和电话"})
