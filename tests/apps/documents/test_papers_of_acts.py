"""Each act of a case issues its paper; who may not read it finds nothing of it, and how it went out is on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from pytest_django import Settings

from hejie.cases.models import Case, CaseRecord, Deadline
from hejie.cases.papers import finished_at
from hejie.demo.cast import id_number
from hejie.documents.models import Delivery, Paper
from hejie.intake.actions import Answers, file_case
from hejie.oversight.models import Concentration
from tests.apps.documents.acts import case_of, everything, kinds, paper, print_all, seen
from tests.stage import Stage, Story, broken_chain, yesterday

REPORT = {"kind": "report", "category": "food", "problem": "food_safety", "story": "后厨地面积水，砧板生熟不分。"}
LAW = {"basis_law": "中华人民共和国食品安全法", "basis_article": "第一百一十五条第一款"}
ORDER = {
    "found": "后厨生熟砧板混用，地面积水",
    "breached": "《中华人民共和国食品安全法》第三十三条",
    "measures": "分开使用并标明砧板\n清理积水",
}


def report(stage: Stage) -> Story:
    trader = str(stage.world.traders["qinghe"].pk)
    body = {**REPORT, "happened_on": yesterday(), "trader_id": trader}
    return Story(stage, stage.post("consumer", "/cases", body).json["ref"])


def entered(stage: Stage, kind: str, channel: str, **fields: Any) -> Case:
    answers = Answers(
        kind=kind,
        how="authority",
        channel=channel,
        phone="13800000916",
        trader_id=stage.world.traders["qinghe"].pk,
        fields={
            "category": "appliances",
            "problem": "quality",
            "story": "除湿机买来九天水箱就漏水。",
            "read_back": True,
            "happened_on": yesterday(),
            **fields,
        },
    )
    return file_case(answers=answers, actor=stage.world.actors["county_officer"], now=timezone.now())


COMPLAINT = {
    "name": "林知遥",
    "id_number": id_number(date(1990, 3, 8), 916),
    "address": "青禾区示范路 8 号",
    "goods": "除湿机",
    "wanted": [{"kind": "refund", "amount": "1299.00"}],
}


def test_what_came_by_telephone_gets_the_registration_form_and_what_came_by_web_none(stage: Stage) -> None:
    case = entered(stage, "complaint", "hotline", **COMPLAINT)
    form = Paper.objects.get(subject=case.pk)
    assert form.kind == "registration_form"
    said = form.content["data"]
    assert said["complainant"]["name"] == "林知遥"
    assert said["claims"] == "退款 1,299 元"
    assert said["officer"] == stage.world.cast["county_officer"].name
    assert kinds(stage.file()) == []


def test_both_forms_name_the_paper_whose_number_they_print(stage: Stage) -> None:
    card = Paper.objects.get(subject=entered(stage, "complaint", "hotline", **COMPLAINT).pk).content["data"]
    assert card["complainant"]["id_type"] == "居民身份证"
    foreign = {**COMPLAINT, "name": "Anna Lind", "id_kind": "passport", "id_number": "C01X00T47"}
    form = Paper.objects.get(subject=entered(stage, "complaint", "hotline", **foreign).pk).content["data"]
    assert (form["complainant"]["id_type"], form["complainant"]["id_number"]) == ("护照", "******T47")
    own = {key: foreign[key] for key in ("name", "id_kind", "id_number", "address")}
    report = Paper.objects.get(subject=entered(stage, "report", "hotline", **own).pk).content["data"]
    assert report["reporter"]["id_number"] == "护照 ******T47"


def test_a_report_at_the_counter_gets_its_own_form_without_a_name_too(stage: Stage) -> None:
    form = Paper.objects.get(subject=entered(stage, "report", "hotline").pk)
    assert form.kind == "report_registration_form"
    assert form.content["data"]["reporter"]["name"] == "匿名举报人"


def test_who_somebody_is_and_what_offices_write_to_each_other_is_not_for_the_trader(stage: Stage) -> None:
    case = entered(stage, "complaint", "hotline", **COMPLAINT)
    story = Story(stage, case.ref)
    story.do("county_officer", "return_case", reason="被投诉人的经营地不在本区。")
    story.do("city_officer", "dispatch", office=str(stage.world.offices["qinghe"].pk))
    by_date = (timezone.localdate() + timedelta(days=3)).isoformat()
    story.do("city_officer", "supervise", asked="请说明受理情况。", reason="临近期限", by_date=by_date)
    between = {"return_notice", "dispatch_notice", "supervision_notice"}
    assert set(kinds(story)) == between | {"registration_form"}
    for _printed in range(2):  # before the file is made, and after
        assert between <= set(seen(stage, story, "county_officer"))
        assert seen(stage, story, "clerk") == []
        assert not between & set(everything(stage, story, "clerk").split())
        print_all()
    hidden = paper(story, "supervision_notice")
    assert hidden.number not in everything(stage, story, "clerk")
    assert stage.get("clerk", f"/cases/{story.ref}/papers/{hidden.pk}.pdf").status == 404
    assert stage.get("county_officer", f"/cases/{story.ref}/papers/{hidden.pk}.pdf").status == 200


def test_papers_name_the_office_that_acts_and_the_one_addressed(stage: Stage) -> None:
    story = stage.file()
    story.do("county_officer", "return_case", reason="被投诉人的经营地不在本区。")
    returned = paper(story, "return_notice")
    county, city = stage.world.offices["qinghe"], stage.world.offices["yunting"]
    assert (returned.office_name, returned.content["data"]["addressee"]) == (county.name, city.name)
    story.do("city_officer", "dispatch", office=str(county.pk))
    sent = paper(story, "dispatch_notice")
    assert (sent.office_name, sent.content["data"]["addressee"]) == (city.name, county.name)
    assert sent.content["data"]["matter"] == "投诉"


def test_the_result_of_a_report_is_told_only_with_the_law_that_asks_for_it(stage: Stage) -> None:
    story = report(stage)
    story.do("county_head", "open_case", reasons="现场检查发现涉嫌违法。")
    story.do("county_head", "decide_case", result="penalty", summary="处以罚款。")
    refused = story.try_to("county_officer", "tell_result", text="查证属实，已处罚。")
    assert refused.status == 422
    assert {one["field"] for one in refused.json["problems"]} == {"basis_law", "basis_article"}
    story.do("county_officer", "tell_result", text="查证属实，已处罚。", **LAW)
    print_all()
    said = paper(story, "report_result_notice").content["data"]
    assert (said["basis_law"], said["basis_article"]) == tuple(LAW.values())
    assert seen(stage, story, "consumer") == ["report_result_notice"]
    assert stage.get("clerk", f"/cases/{story.ref}/papers").status == 404


def test_an_order_to_the_reported_trader_goes_by_hand_and_names_no_reporter(stage: Stage) -> None:
    story = report(stage)
    by_date = (timezone.localdate() + timedelta(days=10)).isoformat()
    story.do("county_head", "order_correction", by_date=by_date, **ORDER)
    print_all()
    order = paper(story, "rectification_order")
    assert stage.world.cast["consumer"].name not in str(order.content)
    assert order.content["data"]["measures"] == ORDER["measures"].splitlines()
    assert seen(stage, story, "consumer") == []
    assert not Delivery.objects.filter(paper=order).exists()
    inputs = {"paper": str(order.pk), "to": "respondent", "how": "by_hand", "proof": "店长王某签收"}
    story.do("county_officer", "record_delivery", on=timezone.localdate().isoformat(), outcome="delivered", **inputs)
    [way] = stage.get("county_officer", f"/cases/{story.ref}/papers").json["items"][0]["deliveries"]
    assert (way["addressee"], way["state"], way["proof"]) == ("respondent", "delivered", "店长王某签收")
    assert broken_chain(case_of(story)) is None


def test_papers_of_a_demonstrations_past_bear_the_day_of_their_act(stage: Stage, settings: Settings) -> None:
    case = entered(stage, "complaint", "hotline", **COMPLAINT)
    form, filed = Paper.objects.get(subject=case.pk), CaseRecord.objects.get(case=case).at
    later = filed + timedelta(days=40)
    assert finished_at(case.pk, form.issued_at, later) == filed
    assert finished_at(case.pk, form.issued_at, filed + timedelta(minutes=1)) == filed + timedelta(minutes=1)
    settings.DEMO = False
    assert finished_at(case.pk, form.issued_at, later) == later


def test_a_trader_is_called_to_a_talk_by_a_notice_that_the_complainant_does_not_get(stage: Stage) -> None:
    story = stage.file()
    on = (timezone.localdate() + timedelta(days=7)).isoformat()
    call = {"on": on, "at": "14:30", "place": "青禾区局二楼会议室", "topics": "漏水的原因\n怎样减少投诉"}
    assert story.try_to("county_officer", "call_talk", reason="三个月内同类投诉九件。", **call).status == 403
    story.do("county_head", "call_talk", reason="三个月内同类投诉九件。", **call)
    print_all()
    notice = paper(story, "talk_notice")
    printed = notice.content["data"]
    assert (printed["topics"], printed["at"]) == (["漏水的原因", "怎样减少投诉"], f"{on}T14:30")
    assert "talk_notice" in seen(stage, story, "clerk")
    assert "talk_notice" in seen(stage, story, "county_officer")
    assert "talk_notice" not in seen(stage, story, "consumer")
    assert {row.addressee for row in Delivery.objects.filter(paper=notice)} == {"respondent"}
    assert str(Deadline.objects.get(case=case_of(story), rule="talk_feedback").due_on) == on
    again = story.try_to("county_head", "call_talk", reason="三个月内同类投诉九件。", **call)
    assert again.json["code"] == "need:no_open_talk"

    concentration = concentrated(story)
    said = {"present": "负责人赵某", "minutes": "密封条是一批次的问题。", "promised": "换密封条", "by_date": on}
    story.do("county_officer", "record_talk", outcome="held", **said)
    [talk] = concentration.talks.all()
    [promise] = talk.promises.all()
    assert (talk.place, talk.minutes, promise.what) == (call["place"], said["minutes"], "换密封条")
    assert Deadline.objects.get(case=case_of(story), rule="talk_feedback").closed_as == "met"
    history = stage.get("consumer", f"/cases/{story.ref}/records").json["items"]
    assert {"talk_called", "talk_recorded"}.isdisjoint(one["fact"] for one in history)
    assert broken_chain(case_of(story)) is None


def concentrated(story: Story) -> Concentration:
    """The trader stands on the list of the office that has the case."""
    case, now = case_of(story), timezone.now()
    since = timezone.localdate() - timedelta(days=90)
    return Concentration.objects.create(
        trader=case.trader, office=case.office, since=since, complaints=9, found_at=now, counted_at=now
    )
