"""What time does: reminders once each, then the head, then the office above; the same for the first contact."""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.cases.actions import Filing, Side, open_case
from hejie.cases.models import CaseRecord, Deadline, DeadlineStep
from hejie.cases.sweep import sweep_deadlines
from hejie.messaging.models import Message
from hejie.oversight.contacts import contact_report, escalate_contacts
from hejie.oversight.followups import ask_how_it_went
from hejie.oversight.ledger import escalate_missed, rebuild
from hejie.oversight.models import Done, FirstContact
from hejie.people.access import ANONYMOUS
from hejie.people.actions import appoint, register_person
from hejie.places.models import Authority
from tests.apps.agreements.scene import SCENE, Scene

A_DAY = timedelta(days=1)


def appoint_head(scene: Scene) -> None:
    scene.people["head"] = register_person(now=scene.now, name="方局", phone="13800000921", phone_verified=True)
    appoint(person=scene.people["head"], role="head", authority=scene.county, now=scene.now)


scene = SCENE.then(appoint_head).fixture()


def told(scene: Scene, template: str) -> list[str]:
    people = {person.pk: who for who, person in scene.people.items()}
    rows = Message.objects.filter(template=template, medium="inapp").values_list("person_id", flat=True)
    return sorted(people[one] for one in rows)


def pass_time(now: datetime) -> None:
    """Twice, as a worker that was killed and came back."""
    for _ in range(2):
        sweep_deadlines(now)
        escalate_missed(now)


def test_steps_before_and_after_a_last_day_are_taken_once_each(scene: Scene) -> None:
    """Acceptance: received on Thursday 19 November, seven working days, so due on Monday the 30th."""
    scene.file("authority")
    for days in range(20):
        pass_time(scene.now + days * A_DAY)
    steps = dict(DeadlineStep.objects.values_list("stage", "due_on"))
    assert set(steps) == {"soon", "today", "missed", "escalated"}
    assert told(scene, "deadline_near") == ["officer"]
    assert told(scene, "deadline_today") == ["head", "officer"]
    assert told(scene, "deadline_missed") == ["head", "officer"]
    assert told(scene, "deadline_escalated") == ["director"]
    hidden = CaseRecord.objects.get(fact="deadline_escalated")
    assert (hidden.at.date().isoformat(), "complainant" in hidden.visible_to) == ("2026-12-03", False)


def test_what_is_done_in_between_goes_no_further_up(scene: Scene) -> None:
    scene.file("authority")
    late = scene.now + 12 * A_DAY
    pass_time(late)
    scene.now = late
    scene.act("officer", "accept")
    pass_time(late + 5 * A_DAY)
    assert told(scene, "deadline_escalated") == []
    assert Done.objects.get(rule="acceptance").was_late


def test_nobody_spoke_in_time_the_head_hears_then_the_office_above(scene: Scene) -> None:
    scene.file("authority")
    minutes = timedelta(minutes=1)
    assert escalate_contacts(scene.now + 29 * minutes) == 0
    assert escalate_contacts(scene.now + 31 * minutes) == 1
    assert escalate_contacts(scene.now + 32 * minutes) == 0, "once"
    assert told(scene, "contact_late") == ["head", "officer"]
    assert escalate_contacts(scene.now + 62 * minutes) == 1
    assert told(scene, "contact_late") == ["director", "head", "officer"]
    assert {"contact_missed", "contact_escalated"} <= set(scene.history)
    assert scene.broken_chain() is None


def test_the_report_counts_what_had_to_be_made_by_now(scene: Scene) -> None:
    begun = scene.now
    for _ in range(3):
        scene.file("authority")
    scene.act("officer", "note_contact", how="phone", note="说了会在三天内答复")
    county = Authority.objects.filter(pk=scene.county.pk)
    [early] = contact_report(county, begun, scene.now)
    assert (early.in_time.numerator, early.in_time.denominator, early.waiting) == (1, 1, 0)
    [later] = contact_report(county, begun, scene.now + A_DAY)
    assert (later.in_time.numerator, later.in_time.denominator, later.waiting) == (1, 3, 2)
    assert later.in_time.is_small


def test_a_report_without_a_name_has_no_first_contact(scene: Scene) -> None:
    filing = Filing(
        kind="report",
        how="authority",
        complainant=Side(name=""),
        respondent=Side(name="青禾电器有限公司"),
        office_id=scene.county.pk,
        title="虚假宣传",
        story="页面写的功效没有依据。",
        category="goods",
        problem="false_advertising",
    )
    open_case(filing=filing, actor=ANONYMOUS, now=scene.now)
    assert not FirstContact.objects.exists()


def test_the_message_goes_out_once_a_day_after_the_end(scene: Scene) -> None:
    scene.file("authority")
    scene.act("officer", "refuse", ground="no_consumer_dispute", reasons="发票抬头是公司，用于公司办公。")
    assert ask_how_it_went(scene.now) == 0
    assert ask_how_it_went(scene.now + A_DAY) == 2
    assert ask_how_it_went(scene.now + A_DAY) == 0
    assert told(scene, "followup_asked") == ["clerk", "consumer"]


def test_duties_done_can_be_written_again_from_the_deadlines(scene: Scene) -> None:
    scene.file("authority")
    scene.act("officer", "accept")
    before = list(Done.objects.values_list("deadline", "office", "rule", "due_on", "done_at", "was_late"))
    Done.objects.all().delete()
    assert rebuild([scene.county.pk], scene.now - A_DAY) == 1
    assert list(Done.objects.values_list("deadline", "office", "rule", "due_on", "done_at", "was_late")) == before
    assert Deadline.objects.filter(closed_as="met").count() == 1
