"""A time that suits both, moved, missed; reminders once each (Order 121 Art 20 and 23), as everybody meets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from hejie.cases.models import Case, CaseRecord
from hejie.documents.models import Paper
from hejie.mediation.diary import free_times
from hejie.mediation.meeting_news import remind_meetings
from hejie.mediation.models import Meeting
from hejie.mediation.roster import set_mediator
from hejie.messaging.models import Message
from hejie.places.actions import set_setting
from hejie.rooms.models import Session
from hejie.rules.appointments import moment, written
from tests.stage import MEDIATED, Stage, Story

Fixed = tuple[Story, datetime]
story = MEDIATED.fixture()


def case_of(story: Story) -> Case:
    return Case.objects.get(ref=story.ref)


def meeting_of(story: Story) -> Meeting:
    return Meeting.objects.filter(case__ref=story.ref).latest("pk")


def offered(story: Story, who: str, move: str, field: str) -> list[str]:
    return list(story.schema(who, move)["properties"][field]["items"]["enum"])


def propose(story: Story, count: int = 3, **more: object) -> list[str]:
    """The mediator proposes free times, days ahead whatever the day of the week is."""
    times = offered(story, "mediator", "propose_times", "times")[8 : 8 + count]
    story.do("mediator", "propose_times", times=times, recusal_days=3, **more)
    return times


def fix(story: Story) -> datetime:
    """Both choose the first of three times."""
    times = propose(story)
    for who in ("consumer", "clerk"):
        story.do(who, "choose_times", times=times[:1])
    return moment(times[0])


fixed = MEDIATED.then(lambda story: (story, fix(story))).fixture()


def make_due(story: Story, minutes: int = 20) -> datetime:
    """As if the time fixed had come some minutes ago."""
    at = timezone.now() - timedelta(minutes=minutes)
    meeting = meeting_of(story)
    meeting.fixed_for = meeting.called_for = at
    meeting.remind_day_at = meeting.remind_hour_at = None
    meeting.save()
    return at


def told(story: Story, who: str) -> list[str]:
    person = story.stage.world.cast[who].pk
    rows = Message.objects.filter(case_id=case_of(story).pk, person=person, medium="inapp").order_by("id")
    return list(rows.values_list("template", flat=True))


def facts(story: Story) -> Sequence[str]:
    return list(CaseRecord.objects.filter(case__ref=story.ref).order_by("seq").values_list("fact", flat=True))


def test_a_time_that_suits_both_is_fixed_at_once_and_the_notice_goes_out(story: Story) -> None:
    """On the spot: the notice of Art 20 with time, place and mediator; nobody else has to do anything."""
    times = propose(story, place="青禾区局二楼调解室", bring="小票")
    assert told(story, "consumer")[-1] == told(story, "clerk")[-1] == "times_proposed"
    story.do("consumer", "choose_times", times=times[1:])
    assert meeting_of(story).fixed_for is None
    story.do("clerk", "choose_times", times=times[:2])
    meeting = meeting_of(story)
    assert (meeting.fixed_for, meeting.sequence) == (moment(times[1]), 0)
    called = CaseRecord.objects.filter(case__ref=story.ref, fact="meeting_called").get()
    assert (called.role, called.data["on"] + "T" + called.data["at"]) == ("system", times[1])
    printed = Paper.objects.get(kind="mediation_notice").content["data"]
    assert (printed["at"], printed["place"], printed["mediators"]) == (times[1], "青禾区局二楼调解室", "苏文清")
    assert printed["bring"] == ["小票"]
    for who in ("consumer", "clerk"):
        text = (
            Message.objects.filter(person=story.stage.world.cast[who].pk, template="meeting_called").latest("id").text
        )
        assert text is not None
        assert all(word in text for word in (times[1][11:], "青禾区局二楼调解室", "苏文清", "/t/"))
    assert told(story, "mediator")[-1] == "meeting_to_lead"
    assert "choose_times" not in story.moves("consumer")


def test_a_meeting_online_needs_no_paper_and_its_session_knows_when_it_was_planned(fixed: Fixed) -> None:
    story, at = fixed
    assert not Paper.objects.filter(kind="mediation_notice").exists()
    assert "meeting_online" in told(story, "consumer")
    story.do("mediator", "open_session")  # days ahead: another session than the one arranged
    assert Session.objects.get().planned_for is None
    story.do("mediator", "end_session", outcome="again")
    assert meeting_of(story).fixed_for == at
    due = make_due(story)
    story.do("mediator", "open_session")
    assert Session.objects.get(number=2).planned_for == due
    story.do("mediator", "end_session", outcome="again")
    assert meeting_of(story).outcome == "held"


def test_a_side_to_whom_nothing_suits_names_times_and_the_other_side_may_take_one(story: Story) -> None:
    propose(story, count=2)
    story.do("consumer", "decline_times", note="上班时间来不了")
    assert told(story, "mediator")[-1] == "times_apart"
    own = offered(story, "clerk", "decline_times", "own")[3:5]
    story.do("clerk", "decline_times", own=own)
    assert told(story, "consumer")[-1] == "times_countered"
    assert set(own) < set(offered(story, "consumer", "choose_times", "times"))
    story.do("consumer", "choose_times", times=own[1:])
    assert meeting_of(story).fixed_for == moment(own[1])


def test_either_side_may_move_it_twice_and_the_calendar_entry_stays_one(fixed: Fixed) -> None:
    story, _ = fixed
    first = meeting_of(story)
    for turn in (1, 2):
        own = offered(story, "clerk", "move_meeting", "own")[turn : turn + 2]
        story.do("clerk", "move_meeting", own=own, reason="仓库盘点")
        moved = meeting_of(story)
        assert (moved.pk, moved.fixed_for, moved.sequence) == (first.pk, None, 2 * turn - 1)
        assert told(story, "consumer")[-1] == "meeting_moved"
        story.do("consumer", "choose_times", times=own[:1])
        assert meeting_of(story).fixed_for == moment(own[0])
    assert meeting_of(story).sequence == 4
    own = [written(timezone.now() + timedelta(days=3))]
    refused = story.try_to("clerk", "move_meeting", own=own, reason="又有事")
    assert refused.json["code"] in ("need:moves_left", "inputs")
    assert "move_meeting" not in story.moves("clerk")
    assert "move_meeting" in story.moves("consumer")
    assert facts(story).count("meeting_moved") == 2


def test_no_show_is_recorded_with_its_effect_and_ends_nothing_by_itself(fixed: Fixed) -> None:
    story, _ = fixed
    assert "record_absence" not in story.moves("mediator")
    make_due(story, minutes=20)
    waits = story.schema("mediator", "record_absence")["properties"]["waited"]["enum"]
    assert waits == ["0", "10", "15", "20"]
    story.do("mediator", "record_absence", absent=["respondent"], waited="20", cause="unknown")
    case = case_of(story)
    assert case.state == "mediating"
    meeting = meeting_of(story)
    assert (meeting.outcome, meeting.absent, meeting.cause) == ("missed", ["respondent"], "unknown")
    assert told(story, "clerk")[-1] == "meeting_missed"
    assert told(story, "consumer")[-1] == "meeting_waited"
    record = CaseRecord.objects.get(case=case, fact="meeting_missed")
    assert record.data["absent"] == ["respondent"]
    propose(story)  # the next one is another meeting
    assert meeting_of(story).pk != meeting.pk


def test_what_was_arranged_ends_with_the_mediation_and_with_its_mediator(fixed: Fixed) -> None:
    story, _ = fixed
    story.do("consumer", "request_recusal", reason="调解员是店主的表弟")
    ended = meeting_of(story)
    assert (ended.outcome, ended.remind_day_at, ended.sequence) == ("lapsed", None, 1)
    story.do("county_officer", "decide_recusal", granted=False)
    fix(story)
    story.do("mediator", "terminate", ground="no_agreement", reasons="双方都说谈不成，要求终止调解。")
    assert meeting_of(story).outcome == "lapsed"
    assert remind_meetings(timezone.now() + timedelta(days=30)) == 0


def reminders(story: Story) -> int:
    return Message.objects.filter(case_id=case_of(story).pk, template="meeting_near", medium="inapp").count()


def test_reminders_go_once_a_day_and_an_hour_before(fixed: Fixed) -> None:
    story, at = fixed
    for ahead, sent in ((25, 0), (24, 3), (23.9, 3), (2, 3), (1, 6), (0.5, 6), (-1, 6)):
        for _worker in range(2):
            remind_meetings(at - timedelta(hours=ahead))
        assert reminders(story) == sent, ahead


def test_a_meeting_that_moved_is_not_reminded_of_at_its_old_time(fixed: Fixed) -> None:
    story, at = fixed
    story.do("consumer", "move_meeting", own=offered(story, "consumer", "move_meeting", "own")[4:5], reason="要上班")
    remind_meetings(at - timedelta(hours=1))
    assert reminders(story) == 0
    story.do("mediator", "cancel_meeting", reason="双方已经谈好")
    assert meeting_of(story).outcome == "cancelled"
    assert told(story, "clerk")[-1] == "meeting_cancelled"


def test_an_office_may_do_without_reminders_and_workers_that_slept_remind_of_nothing_past(story: Story) -> None:
    office, now = story.stage.world.offices["qinghe"], timezone.now()
    set_setting(office=office, key="meeting_reminder_hours", value=0, by_id=None, now=now)
    at = fix(story)
    assert meeting_of(story).remind_day_at is None
    remind_meetings(at + timedelta(hours=3))
    assert reminders(story) == 0
    assert meeting_of(story).remind_hour_at is None


def test_a_mediator_is_promised_to_nobody_twice(story: Story) -> None:
    """What is proposed to some is not offered to others; what two named at once only one gets."""
    times = propose(story)
    other = story.stage.file(who="second_consumer")
    other.mediate()
    assert not set(times) & set(offered(other, "mediator", "propose_times", "times"))
    call = {"on": times[0][:10], "at": times[0][11:], "place": "青禾区局二楼调解室", "recusal_days": 3}
    other.do("mediator", "call_meeting", **call)  # by hand, over a mere proposal
    for who in ("consumer", "clerk"):
        story.do(who, "choose_times", times=times[:1])
    assert meeting_of(story).fixed_for is None
    assert told(story, "mediator")[-1] == "times_apart"
    refused = story.try_to("mediator", "call_meeting", **call)
    assert (refused.status, refused.json["code"]) == (409, "time_taken")


def test_free_times_keep_to_the_half_days_of_the_roster(stage: Stage) -> None:
    person, now = stage.world.cast["mediator"], timezone.now()
    set_mediator(
        person=person, grade="mediator", languages=[], hours=["tue-am", "sat-pm"], mentor=None, by_id=None, now=now
    )
    story = stage.file()
    story.mediate()
    found = free_times(Case.objects.get(ref=story.ref).pk, now)
    assert {(at.weekday(), at.hour < 12) for at in found} == {(1, True), (5, False)}
    assert found == sorted(found)
    assert min(found) > now
