"""Rewards of reporters, the list of minor breaches, and enquiries answered from the guides in the time promised."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from hejie.cases import deadlines
from hejie.cases.beside import Reward
from hejie.cases.models import Case, Deadline
from hejie.knowledge.queries import guides, listed
from hejie.knowledge.records import LENIENT, NEGATIVE
from hejie.messaging.models import Message
from hejie.places.actions import set_setting
from tests.stage import Stage, Story
from tests.web.at_desk import keep_signed_in

REPORT = {"kind": "report", "category": "food", "problem": "food_safety", "story": "后厨地面积水，砧板生熟不分。"}
ENQUIRY = {"kind": "enquiry", "category": "clothing", "story": "网上买的衣服不合身，还能退吗？吊牌剪了。"}
REASONS = "举报内容与查实的完全相符。"


def filed(stage: Stage, body: dict[str, str], **more: object) -> Story:
    trader = str(stage.world.traders["qinghe"].pk)
    report = {"trader_id": trader, "happened_on": "2026-11-01"}
    given = report if body["kind"] == "report" else {"region_code": "990101"}
    answer = stage.post("consumer", "/cases", {**body, **given, **more})
    assert answer.status == 201, answer.json
    return Story(stage, answer.json["ref"])


def penalised(stage: Stage) -> Story:
    story = filed(stage, REPORT)
    story.do("county_head", "open_case", reasons="现场检查发现涉嫌违法。")
    story.do("county_head", "decide_case", result="penalty", summary="没收违法所得，罚款二十万元。")
    return story


def told(story: Story, who: str) -> list[str]:
    person = story.stage.world.cast[who].pk
    rows = Message.objects.filter(case_id=Case.objects.get(ref=story.ref).pk, person=person, medium="inapp")
    return list(rows.order_by("id").values_list("template", flat=True))


def test_a_reporter_is_rewarded_by_grade_and_decision(stage: Stage) -> None:
    story = penalised(stage)
    story.do("consumer", "claim_reward", reason="拍了后厨的照片和进货单。")
    assert Case.objects.get(ref=story.ref).closed_at is None  # it stands in the worklists again
    story.do("county_officer", "grade_reward", scope="safety", grade="first", fine="200000.00", reasons=REASONS)
    assert "reward_graded" not in str(stage.get("consumer", f"/cases/{story.ref}/records").json["items"][-1]["fact"])
    refused = story.try_to("county_head", "decide_reward", amount="4000.00", reasons=REASONS)
    assert [one["field"] for one in refused.json["problems"]] == ["amount"]
    story.do("county_head", "decide_reward", amount="10000.00", reasons=REASONS)
    story.do("county_officer", "pay_reward", paid_on=timezone.localdate().isoformat(), how="银行转账")
    reward = Reward.objects.get(case__ref=story.ref)
    assert (reward.standard, reward.granted) == (Decimal("10000.00"), Decimal("10000.00"))
    assert Case.objects.get(ref=story.ref).state == "rewarded"
    assert told(story, "consumer")[-1] == "moved_on"
    assert told(story, "clerk") == []


def test_a_reward_that_is_not_granted_is_claimed_once(stage: Stage) -> None:
    story = penalised(stage)
    story.do("consumer", "claim_reward", reason="拍了后厨的照片和进货单。")
    story.do("county_officer", "grade_reward", scope="safety", grade="third", reasons=REASONS)
    story.do("county_head", "decide_reward", reasons="举报以前已经掌握。")
    assert Case.objects.get(ref=story.ref).state == "decided"
    again = story.try_to("consumer", "claim_reward", reason="请再看看。")
    assert again.json["code"] == "need:not_claimed_yet"


def test_nobody_is_rewarded_where_no_penalty_was_decided(stage: Stage) -> None:
    story = filed(stage, REPORT)
    story.do("county_head", "open_case", reasons="现场检查发现涉嫌违法。")
    story.do("county_head", "decide_case", result="no_penalty", summary="轻微，已改正。")
    assert story.try_to("consumer", "claim_reward", reason="拍了照片。").json["code"] == "need:penalty_decided"


def test_a_decision_not_to_open_a_case_cites_an_entry_of_the_list(stage: Stage) -> None:
    story = filed(stage, REPORT)
    offered = story.schema("county_head", "not_open_case")["properties"]["lenient"]["enum"]
    assert offered == [entry.key for entry in listed(LENIENT)]
    assert not {entry.key for entry in listed(NEGATIVE)} & set(offered)
    story.do("county_head", "not_open_case", ground="minor", lenient="food_label", reasons="标签瑕疵，已当场改正。")
    assert Case.objects.get(ref=story.ref).state == "not_opened"


def test_an_enquiry_is_answered_with_a_guide_that_the_enquirer_sees(stage: Stage) -> None:
    story = filed(stage, ENQUIRY)
    guide = guides()[0]
    story.do("county_officer", "answer", text="吊牌完好才能七天退。", guide=guide.key)
    keep_signed_in(stage.client, stage.world.cast["consumer"])
    page = stage.client.get(f"/cases/{story.ref}/", follow=True).content.decode()
    assert "吊牌完好才能七天退。" in page
    assert guide.title.zh in page


def test_an_enquiry_is_due_when_the_office_promised_as_it_stood_then(stage: Stage) -> None:
    before = Deadline.objects.get(case__ref=filed(stage, ENQUIRY).ref)
    by = stage.world.cast["county_head"].pk
    office = stage.world.offices["qinghe"]
    set_setting(office=office, key="enquiry_promise_days", value=2, by_id=by, now=timezone.now())
    after = Deadline.objects.get(case__ref=filed(stage, ENQUIRY).ref)
    assert (before.days, after.days) == (5, 2)
    assert after.due_on < before.due_on
    assert deadlines.derive(before, timezone.localdate()).due_on == before.due_on


def test_no_office_promises_away_what_a_law_sets(stage: Stage) -> None:
    story = stage.file()
    assert Deadline.objects.get(case__ref=story.ref, rule="acceptance").days is None
