"""What follows from what happens in a case: who is told what, which papers are numbered, which duties end how."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hejie.base import events
from hejie.cases.models import Case, Deadline, Invitation, Party
from hejie.cases.papers import note_paper
from hejie.cases.sweep import sweep_deadlines
from hejie.documents.models import Paper
from hejie.jobs import tasks
from hejie.messaging.models import Message
from hejie.reactions import react
from hejie.rules.clock import SHANGHAI
from tests.stage import DIRECT, REFUND, SETTLED, Stage, Story, broken_chain

direct = DIRECT.fixture()
settled = SETTLED.fixture()


def case_of(story: Story) -> Case:
    return Case.objects.get(ref=story.ref)


def told(story: Story, who: str) -> list[str]:
    """The templates of what one of the cast was told in the house, in order."""
    person = story.stage.world.cast[who].pk
    rows = Message.objects.filter(case_id=case_of(story).pk, person=person, medium="inapp").order_by("id")
    return list(rows.values_list("template", flat=True))


def test_reactions_are_laid_once_in_every_process() -> None:
    assert events._subscribers.count(react) == 1


def test_a_direct_case_is_told_to_both_sides_all_the_way(direct: Story) -> None:
    direct.do("clerk", "say", text="您好")
    direct.settle()
    direct.sign("clerk", "consumer")
    direct.do("consumer", "confirm_promise", promise="0")
    assert told(direct, "clerk") == [
        "case_for_trader", "offer_accepted", "agreement_ready", "agreement_made", "promise_kept", "case_closed",
    ]  # fmt: skip
    assert told(direct, "consumer") == [
        "case_filed", "message_posted", "offer_made", "agreement_ready", "signed", "agreement_made", "case_closed",
    ]  # fmt: skip
    texts = [message.text or "" for message in Message.objects.filter(case_id=case_of(direct).pk)]
    assert all(text and "{" not in text for text in texts)


def test_a_trader_without_an_account_gets_a_link_that_opens_the_case(stage: Stage) -> None:
    story = stage.file(trader="xiaoman", how="direct")
    [sms] = Message.objects.filter(case_id=case_of(story).pk, template="invitation")
    assert "不用注册" in (sms.text or "")
    [code] = re.findall(r"/i/([0-9A-Z-]+)/", sms.text or "")
    assert Invitation.objects.count() == 1
    stage.client.post(f"/i/{code}/")
    assert Party.objects.get(case__ref=story.ref, side="respondent").reached_at is not None


def test_the_respondent_of_a_report_is_told_nothing(stage: Stage) -> None:
    trader = stage.world.traders["qinghe"].pk
    body = {"kind": "report", "category": "food", "problem": "food_safety", "story": "后厨地面积水，砧板生熟不分。"}
    answer = stage.post("consumer", "/cases", {**body, "happened_on": "2026-11-01", "trader_id": str(trader)})
    story = Story(stage, answer.json["ref"])
    assert (told(story, "consumer"), told(story, "clerk")) == (["moved_on"], [])
    assert told(story, "county_officer") == ["office_to_do"]
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(("move", "kind"), [("accept", "acceptance_decision"), ("refuse", "refusal_decision")])
def test_a_decision_numbers_its_paper_at_once_and_a_job_prints_it(story: Story, move: str, kind: str) -> None:
    grounds = story.schema("county_officer", "refuse")["properties"]["ground"]["enum"]
    inputs = {"ground": grounds[-1], "reasons": "发票抬头是公司，不是为生活消费需要购买。"} if move == "refuse" else {}
    story.do("county_officer", move, **inputs)
    [paper] = Paper.objects.filter(subject=case_of(story).pk)
    assert (paper.kind, paper.state, bool(paper.number)) == (kind, "issued", True)
    [job] = ProcrastinateJob.objects.filter(task_name="hejie.finish_paper")
    tasks.finish_paper(**job.args)
    tasks.finish_paper(**job.args)
    paper.refresh_from_db()
    records = story.stage.get("consumer", f"/cases/{story.ref}/records").json["items"]
    [issued] = [one for one in records if one["fact"] == "paper_issued"]
    assert issued["data"]["files"] == [
        {"name": f"{paper.number}.pdf", "sha256": paper.sha256, "size": issued["data"]["files"][0]["size"]}
    ]
    assert broken_chain(case_of(story)) is None
    again = note_paper(paper_id=paper.pk, now=timezone.now())
    assert again is not None
    assert again.seq == issued["seq"]


def test_a_settlement_is_numbered_by_the_platform_and_not_in_the_series_of_an_office(settled: Story) -> None:
    settled.sign("clerk", "consumer")
    [job] = ProcrastinateJob.objects.filter(task_name="hejie.finish_agreement")
    tasks.finish_agreement(**job.args)
    [paper] = Paper.objects.filter(subject=case_of(settled).pk)
    assert paper.number.startswith("和解")
    assert (paper.office_name, paper.content["seal"]) == ("和解在线消费纠纷平台", False)


def test_a_withdrawal_drops_the_duties_that_were_running(story: Story) -> None:
    story.do("consumer", "withdraw")
    [row] = Deadline.objects.filter(case__ref=story.ref)
    assert (row.rule, row.closed_as) == ("acceptance", "dropped")
    assert told(story, "county_officer") == ["office_to_do", "office_to_do"]


def test_a_withdrawal_after_the_last_day_does_not_make_lateness_undone(story: Story) -> None:
    Deadline.objects.filter(case__ref=story.ref).update(due_on=timezone.localdate() - timedelta(days=1))
    story.do("consumer", "withdraw")
    assert Deadline.objects.get(case__ref=story.ref).closed_as == "late"


def test_a_missed_duty_of_the_office_is_told_to_its_head(story: Story) -> None:
    sweep_deadlines(timezone.now() + timedelta(days=30))
    assert told(story, "county_officer")[-1] == "deadline_missed"
    assert told(story, "county_head") == ["deadline_missed"]


def test_talks_whose_time_runs_out_during_signing_end_and_the_authority_begins_anew(settled: Story) -> None:
    later = timezone.now() + timedelta(days=40)
    assert (sweep_deadlines(later), sweep_deadlines(later)) == (1, 0)
    assert settled.seen_by("consumer")["state"] == "negotiation_ended"
    assert told(settled, "consumer")[-1] == "moved_on"
    settled.do("consumer", "turn_to_authority")
    settled.mediate()
    settled.settle()
    settled.sign("clerk", "consumer", "mediator")
    assert settled.seen_by("consumer")["state"] == "performing"


def test_reminders_go_out_once(story: Story) -> None:
    due = Deadline.objects.get(case__ref=story.ref).due_on
    eve = datetime.combine(due - timedelta(days=1), time(10), SHANGHAI)
    for _ in range(3):
        sweep_deadlines(eve)
    assert told(story, "county_officer").count("deadline_near") == 1


def test_an_offer_is_quoted_in_the_message(direct: Story) -> None:
    direct.do("clerk", "make_offer", terms=[REFUND])
    text = Message.objects.filter(template="offer_made").first()
    assert text is not None
    assert "退还货款 1,299 元" in (text.text or "")
