"""Duties of the law that cross several apps: who is told on paper, what may not happen before its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hejie.agreements.models import Agreement
from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.cases.sweep import sweep_deadlines
from hejie.documents.models import Paper
from hejie.mediation.models import Consent
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
