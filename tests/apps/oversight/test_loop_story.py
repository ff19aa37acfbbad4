"""The closed loop as stories: urged and supervised, contacted, followed up, put right; and what the sides never see."""

from __future__ import annotations

from datetime import timedelta

from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.cases.queries import view_case
from hejie.messaging.models import Message
from hejie.oversight.models import Done, FirstContact, FollowUp, Rectification, Supervision
from hejie.people.actions import appoint, register_person
from tests.apps.agreements.scene import SCENE, Scene

SOON, LATER = "2026-11-24", "2026-11-30"


def appoint_more(scene: Scene) -> None:
    """A county with two officers and a head, a city above it."""
    for who, role, phone in (("head", "head", "13800000921"), ("colleague", "officer", "13800000922")):
        scene.people[who] = register_person(now=scene.now, name=who, phone=phone, phone_verified=True)
        appoint(person=scene.people[who], role=role, authority=scene.county, now=scene.now)


scene = SCENE.then(appoint_more).fixture()


def end(scene: Scene) -> None:
    """A complaint that was refused: over, handled by the officer."""
    scene.file("authority")
    scene.act("officer", "refuse", ground="no_consumer_dispute", reasons="发票抬头是公司，用于公司办公，不是生活消费。")


def told(scene: Scene, who: str, template: str) -> int:
    return Message.objects.filter(person=scene.people[who], template=template).count()


def facts_seen_by(scene: Scene, who: str) -> list[str]:
    return [one.fact for one in view_case(scene.actor(who), scene.case.ref, scene.now).records]


def test_a_supervision_is_asked_answered_asked_again_and_accepted_by_who_asked(scene: Scene) -> None:
    scene.file("authority")
    scene.act("director", "supervise", asked="请说明为什么还没联系", reason="群众再次来电", by_date=SOON)
    notice = Supervision.objects.get(case=scene.case)
    assert (notice.asked_by, notice.office, str(notice.due_on)) == (scene.city, scene.county, SOON)
    assert told(scene, "officer", "supervised") == 1
    assert (
        scene.refusal("head", "supervise", asked="也请说明", reason="再问一次", by_date=SOON).code
        == "need:no_open_supervision"
    )

    scene.act("officer", "answer_supervision", answer="今天上午已联系双方")
    assert Deadline.objects.get(case=scene.case, rule="supervision_answer").closed_as == "met"
    assert told(scene, "director", "supervision_answered") == 1
    assert scene.refusal("head", "close_supervision", note="认可").code == "need:supervision_is_answered"

    scene.act("director", "supervise_again", note="没说结果", by_date=LATER)
    scene.act("officer", "answer_supervision", answer="双方约好周五调解")
    scene.act("director", "close_supervision", note="认可")
    notice.refresh_from_db()
    assert (notice.state, notice.times, str(notice.due_on)) == ("closed", 2, LATER)
    assert scene.broken_chain() is None


def test_another_office_above_does_not_conclude_it(scene: Scene) -> None:
    scene.file("authority")
    scene.act("director", "supervise", asked="请说明为什么还没联系", reason="群众再次来电", by_date=SOON)
    scene.act("officer", "answer_supervision", answer="今天上午已联系双方")
    national = register_person(now=scene.now, name="总局", phone="13800000930", phone_verified=True)
    appoint(person=national, role="officer", authority=scene.city.parent, now=scene.now)
    scene.people["national"] = national
    assert scene.refusal("national", "close_supervision", note="认可").code == "need:asker"


def test_what_passes_between_the_offices_is_not_for_the_sides(scene: Scene) -> None:
    scene.file("authority")
    scene.act("head", "urge", reason="今天要联系来件人")
    scene.act("director", "supervise", asked="请说明为什么还没联系", reason="群众再次来电", by_date="2026-11-19")
    Deadline.objects.filter(rule="supervision_answer").update(due_on="2026-11-18")
    from hejie.cases.sweep import sweep_deadlines

    sweep_deadlines(scene.now)
    inside = {"case_urged", "supervision_ordered", "deadline_missed"}
    assert inside <= set(facts_seen_by(scene, "officer"))
    assert inside <= set(facts_seen_by(scene, "director"))
    for side in ("consumer", "clerk"):
        assert inside.isdisjoint(facts_seen_by(scene, side))
        shown = view_case(scene.actor(side), scene.case.ref, scene.now)
        assert "supervision_answer" not in {one.rule for one in shown.deadlines}
    assert Case.objects.get(pk=scene.case.pk).next_due_rule == "acceptance"


def test_the_first_contact_runs_from_receipt_to_the_first_word_by_name(scene: Scene) -> None:
    scene.file()
    assert not FirstContact.objects.exists(), "nobody is to speak while the sides negotiate"
    scene.file("authority")
    clock = FirstContact.objects.get(case=scene.case)
    assert clock.due_at == scene.now + timedelta(minutes=30)
    scene.act("head", "urge", reason="今天要联系来件人")
    clock.refresh_from_db()
    assert clock.made_at is None, "a word between the offices is no word to the consumer"
    record = scene.act("officer", "note_contact", how="phone", note="说了会在三天内答复")
    clock.refresh_from_db()
    assert (clock.made_at, clock.made_by) == (record.at, scene.people["officer"])


def test_a_duty_done_is_kept_for_the_office_that_did_it(scene: Scene) -> None:
    scene.file("authority")
    scene.act("officer", "return_case", reason="商家已迁到邻区经营")
    row = Done.objects.get(case=scene.case)
    assert (row.office, row.rule, row.was_late) == (scene.county, "acceptance", False)
    assert FirstContact.objects.get(case=scene.case).dropped_at


def test_both_sides_are_asked_and_not_by_who_handled_the_case(scene: Scene) -> None:
    end(scene)
    assert set(FollowUp.objects.values_list("side", flat=True)) == {"complainant", "respondent"}
    said = {"satisfaction": "satisfied", "solved": "solved"}
    assert scene.refusal("officer", "record_followup", side="complainant", **said).code == "need:by_another"
    scene.act("colleague", "record_followup", side="complainant", comment="很耐心", **said)
    row = FollowUp.objects.get(case=scene.case, side="complainant")
    assert (row.result, row.satisfaction, row.solved, row.person) == (
        "reached",
        "satisfied",
        True,
        scene.people["colleague"],
    )
    assert "followup_recorded" not in facts_seen_by(scene, "clerk"), "what one side says is not for the other"
    assert scene.refusal("colleague", "record_followup", side="complainant", **said).code == "inputs"


def test_three_calls_without_an_answer_are_not_satisfaction(scene: Scene) -> None:
    end(scene)
    for _ in range(3):
        scene.act("colleague", "record_try", side="complainant", note="手机没人接")
    row = FollowUp.objects.get(case=scene.case, side="complainant")
    assert (row.result, row.satisfaction, row.solved, row.tries) == ("not_reached", "", None, 3)


def test_a_rating_answers_the_message(scene: Scene) -> None:
    end(scene)
    scene.act("consumer", "rate", solved="not_solved", score=3)
    row = FollowUp.objects.get(case=scene.case, side="complainant")
    assert (row.channel, row.result, row.satisfaction, row.solved, row.review) == (
        "message",
        "reached",
        "fair",
        False,
        "",
    )


def test_a_bad_review_closes_only_when_another_person_has_checked(scene: Scene) -> None:
    end(scene)
    scene.act("consumer", "rate", solved="not_solved", score=1, comment="没人理我")
    review = Deadline.objects.get(case=scene.case, rule="review_answer")
    row = FollowUp.objects.get(case=scene.case, side="complainant")
    assert (row.review, row.review_due_on) == ("open", review.due_on)
    assert told(scene, "head", "bad_review") == 1
    finding = {"call": "来件人说没人回话", "finding": "确实没有按承诺回话"}
    order = {**finding, "owner": str(scene.people["officer"].pk), "what": "当面说明并致歉", "by_date": LATER}
    assert scene.refusal("officer", "order_rectification", **order).code == "need:by_another"

    scene.act("head", "order_rectification", **order)
    scene.act("officer", "report_rectified", answer="已上门说明并致歉")
    assert scene.refusal("officer", "check_rectification", note="我看过了没问题").code == "need:check_by_another"
    scene.act("head", "rectify_again", note="来件人说还没收到说明", by_date=LATER)
    scene.act("colleague", "report_rectified", answer="今天送去了书面说明")
    assert scene.refusal("colleague", "check_rectification", note="我看过了没问题").code == "need:check_by_another"
    scene.act("head", "check_rectification", note="打电话核对，来件人认可")

    done = Rectification.objects.get(case=scene.case)
    row.refresh_from_db()
    assert (done.state, done.times, done.checked_by, row.review) == ("closed", 2, scene.people["head"], "closed")
    assert scene.history[-1] == "rectification_checked"
    assert scene.broken_chain() is None
    assert CaseRecord.objects.filter(case=scene.case, fact="rectification_checked", visible_to="all").count() == 0
