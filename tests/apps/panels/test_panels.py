"""Help inside a case: a question put and answered; a panel called, heard, resolved; what it agreed serves the next."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.cases.access import NotFound
from hejie.cases.models import Case
from hejie.cases.queries import view_case
from hejie.knowledge.models import Reading
from hejie.knowledge.readings import find_readings, readings_for, withdraw_reading
from hejie.mediation.roster import set_mediator
from hejie.mediation.ties import declare_tie, end_tie
from hejie.messaging.models import Message
from hejie.panels.access import adviser_for
from hejie.panels.people import advisers
from hejie.panels.queries import awaiting, consulted
from hejie.panels.triggers import counted
from hejie.people.actions import appoint
from hejie.rules.model import Role
from tests.apps.agreements.scene import Scene
from tests.apps.panels.consulting import CALL, advise, call, ids, opinion, refused

READING = {"title": "已拆封小家电的退款", "text": "按实付价款退，不扣折旧，也不收手续费。", "names_nobody": True}


def told(scene: Scene, template: str) -> set[str]:
    sent = Message.objects.filter(template=template, medium="inapp").select_related("person")
    return {one.person.name or "" for one in sent if one.person}


def test_a_question_reaches_whom_it_is_put_to_and_comes_back(scene: Scene) -> None:
    scene.act("mediator", "ask_help", whom=ids(scene, "legal", "senior"), question="旧货算不算三包？")
    assert told(scene, "advice_asked") == {"马立", "乔真"}
    assert [one.what.zh for one in awaiting(scene.actor("legal"))] == ["等您答复的问题"]
    again = scene.refusal("officer", "ask_help", whom=ids(scene, "legal"), question="再问一遍")
    assert again.code == "inputs", "the first question is still open"
    with pytest.raises(NotFound):
        advise(scene, "colleague", "answer_help", answer="没有人问我")
    advise(scene, "legal", "answer_help", answer="三包从开发票那天算。")
    assert refused(scene, "legal", "answer_help", answer="再答一遍").code == "need:help_asked"
    assert awaiting(scene.actor("legal")) == []
    assert told(scene, "advice_given") == {"何平", "周正"}
    answered, waiting = sorted(consulted(scene.case.pk).helps, key=lambda one: one.answer, reverse=True)
    assert (answered.by, answered.to, answered.answer) == ("何平", "马立", "三包从开发票那天算。")
    assert (waiting.to, waiting.question, waiting.answer) == ("乔真", "旧货算不算三包？", "")


def test_a_mentor_follows_what_a_trainee_mediates_and_nobody_elses(scene: Scene) -> None:
    """Told when it begins, let in to read it as an adviser, listed; no longer once the trainee has left it."""
    learns = {"languages": [], "hours": [], "by_id": None, "now": scene.now}
    for who, mentor in (("colleague", "senior"), ("senior", None)):
        known = scene.people[mentor] if mentor else None
        set_mediator(person=scene.people[who], grade="trainee" if mentor else "senior", mentor=known, **learns)
    appoint(person=scene.people["colleague"], role="mediator", authority=scene.county, now=scene.now)
    with pytest.raises(NotFound):
        adviser_for(scene.actor("senior"), scene.case.ref, scene.now)
    assert awaiting(scene.actor("senior")) == []
    scene.act("officer", "assign_mediator", mediator=ids(scene, "colleague")[0])
    assert told(scene, "trainee_assigned") == {"乔真"}
    assert [one.what.zh for one in awaiting(scene.actor("senior"))] == ["您带教的调解员在调解"]
    actor, case = adviser_for(scene.actor("senior"), scene.case.ref, scene.now)
    assert Role.ADVISER in view_case(actor, case.ref, scene.now).roles
    scene.act("colleague", "ask_help", whom=ids(scene, "senior"), question="旧货算不算三包？")
    assert [one.what.zh for one in awaiting(scene.actor("senior"))] == ["等您答复的问题"], "one line a case"
    advise(scene, "senior", "answer_help", answer="三包从开发票那天算。")
    tie = declare_tie(person=scene.people["senior"], relation="stake", trader=scene.case.trader, now=scene.now)
    with pytest.raises(NotFound):
        adviser_for(scene.actor("senior"), scene.case.ref, scene.now)
    end_tie(tie=tie, now=scene.now)
    scene.act("officer", "assign_mediator", mediator=ids(scene, "mediator")[0])
    assert awaiting(scene.actor("senior")) == []


def test_only_who_has_no_stake_is_asked(scene: Scene) -> None:
    def names(key: str) -> set[str]:
        return {said.zh.split("（")[0] for said in scene.facts.options[key].values()}

    assert names("helpers") == {"马立", "乔真"}, "legal support and senior mediators"
    assert names("panel_people") == {"马立", "乔真", "吴明", "周正", "宋岳", "何平"}
    scene.act("mediator", "ask_help", whom=ids(scene, "legal"), question="旧货算不算三包？")
    declare_tie(person=scene.people["legal"], relation="kin", phone="13800000916", now=scene.now)
    declare_tie(person=scene.people["senior"], relation="stake", trader=scene.case.trader, now=scene.now)
    assert names("panel_people") == {"吴明", "周正", "宋岳", "何平"}
    with pytest.raises(NotFound):  # asked before the relation came up
        advise(scene, "legal", "answer_help", answer="三包从开发票那天算。")
    declare_tie(person=scene.people["officer"], relation="friend", phone="13800000916", now=scene.now)
    chosen = {"members": ids(scene, "colleague", "director", "mediator"), **CALL}
    assert scene.refusal("officer", "call_panel", **chosen).code == "need:no_conflict"


def test_a_panel_hears_its_members_counts_and_keeps_the_dissent(scene: Scene) -> None:
    few = scene.refusal("officer", "call_panel", **CALL, members=ids(scene, "senior", "legal"))
    assert [(one.field, one.text.zh) for one in few.problems] == [("members", "请至少选 3 项。")]
    call(scene, "legal", "colleague", by="officer", chair="senior")
    assert told(scene, "advice_asked") == {"马立", "吴明", "乔真"}
    assert scene.refusal("mediator", "call_panel", **CALL, members=ids(scene, "legal", "senior", "mediator")).code == (
        "need:no_panel_open"
    )
    opinion(scene, "legal", "disagree", "合同没有写清楚")
    opinion(scene, "legal", "agree", "看了补充协议，改了主意")
    opinion(scene, "colleague", "disagree", "折旧应当扣")
    assert refused(scene, "senior", "resolve_panel", resolution="按实付价退").code == "need:panel_heard"
    opinion(scene, "senior", "agree")
    assert refused(scene, "legal", "resolve_panel", resolution="我来写").code == "need:in_the_chair"
    advise(scene, "senior", "resolve_panel", resolution="按实付价款退。")
    assert refused(scene, "legal", "give_opinion", stance="disagree", reasons="又改主意").code == "need:panel_open"
    assert refused(scene, "senior", "resolve_panel", resolution="再写一遍").code == "need:panel_open"
    [panel] = consulted(scene.case.pk).panels
    assert (panel.state, panel.resolution, panel.count.agree, panel.count.disagree) == (
        "resolved",
        "按实付价款退。",
        2,
        1,
    )
    assert [(one.name, one.reasons) for one in panel.dissenters] == [("吴明", "折旧应当扣")]
    assert {one.name: one.reasons for one in panel.opinions}["马立"] == "看了补充协议，改了主意"
    assert scene.broken_chain() is None
    assert told(scene, "advice_given") == {"何平", "周正"}


def test_what_was_agreed_is_shown_in_the_next_case_until_it_is_withdrawn(scene: Scene) -> None:
    call(scene, "legal", "colleague", by="officer", chair="senior")
    for who in ("legal", "colleague", "senior"):
        opinion(scene, who, "agree")
    assert refused(scene, "senior", "agree_reading", **READING).code == "need:resolution_to_agree_on"
    advise(scene, "senior", "resolve_panel", resolution="按实付价款退。")
    for words in ("林晓的电饭煲按实付价款退，不扣折旧。", "打 138 0000 0916 问清楚，再按价款退。"):
        assert refused(scene, "senior", "agree_reading", **{**READING, "text": words}).problems[0].field == "text"
    assert refused(scene, "legal", "agree_reading", **READING).code == "need:resolution_to_agree_on"
    advise(scene, "senior", "agree_reading", **READING)
    assert refused(scene, "senior", "agree_reading", **READING).code == "need:resolution_to_agree_on"
    first = Reading.objects.get()
    assert readings_for(scene.case) == [], "it is of this case"
    scene.file("authority")
    assert [(one.number.zh, one.title) for one in readings_for(scene.case)] == [
        (f"指引〔{scene.now.year}〕1 号", "已拆封小家电的退款")
    ]
    assert [one.id for one in find_readings(topic="小家电 折旧")] == [first.pk]
    assert find_readings(topic="小家电", problem="price") == []
    by = scene.people["director"].pk
    assert withdraw_reading(reading_id=first.pk, by_id=by, now=scene.now, why="新司法解释")
    assert not withdraw_reading(reading_id=first.pk, by_id=by, now=scene.now)
    assert (readings_for(scene.case), find_readings(topic="小家电")) == ([], [])
    assert [one.withdrawn_on is not None for one in find_readings(topic="小家电", in_force=False)] == [True]


def test_triggers_that_hold_by_figures_say_the_figure(scene: Scene) -> None:
    assert [one.key for one in counted(scene.case)] == []
    Case.objects.filter(pk=scene.case.pk).update(amount="60000.00")
    scene.case.refresh_from_db()
    assert "要求 60,000 元，达到 50,000 元" in counted(scene.case)[0].why.zh
    first = scene.case
    for _ in range(2):
        scene.file("authority")
        Case.objects.filter(pk=scene.case.pk).update(state="ended", closed_at=scene.now)
    with CaptureQueriesContext(connection) as asked:
        found = {one.key: one.why.zh for one in counted(first)}
    assert len(asked) == 1
    assert found.keys() == {"large_claim", "repeated_failure"}
    assert "2 次调解不成" in found["repeated_failure"]
    for _ in range(9):
        scene.file("authority", title="电饭煲")
    assert "10 人为同一件事" in {one.key: one.why.zh for one in counted(first)}["group"]
    scene.case = first
    options = scene.facts.options["panel_triggers"]
    assert [*options] == ["injury", "large_claim", "group", "novel_law", "media", "repeated_failure"]
    call(scene, "legal", "senior", triggers=["large_claim", "group"])
    [panel] = consulted(first.pk).panels
    assert [one.zh.split("：")[0] for one in panel.triggers] == ["金额较大", "群体性纠纷"]


def test_an_adviser_may_advise_and_nothing_else(scene: Scene) -> None:
    call(scene, "legal", "senior")
    actor, case = adviser_for(scene.actor("legal"), scene.case.ref, scene.now)
    view = view_case(actor, case.ref, scene.now)
    assert view.roles == {Role.ADVISER}
    assert {move.key for move in view.moves} == {"give_opinion"}
    assert not {"panel_called", "identity_provided"} & {one.fact for one in view.records}
    for who in ("consumer", "clerk", "colleague"):
        with pytest.raises(NotFound):
            adviser_for(scene.actor(who), scene.case.ref, scene.now)
    scene.act("officer", "cancel_panel", reason="双方已经谈成了")
    assert refused(scene, "legal", "give_opinion", stance="agree", reasons="来晚了一步").code == "need:panel_open"
    Case.objects.filter(pk=case.pk).update(closed_at=scene.now)
    with pytest.raises(NotFound):
        adviser_for(scene.actor("legal"), scene.case.ref, scene.now)


def test_who_may_be_asked_is_one_query(scene: Scene) -> None:
    case = Case.objects.select_related("office", "trader").get(pk=scene.case.pk)
    with CaptureQueriesContext(connection) as asked:
        first = [one.said.zh for one in advisers(case, scene.now)][:2]
    assert len([one for one in asked if "people_person" in one["sql"]]) == 1
    assert first == ["马立（云溪区消费者协会，法律支持组）", "乔真（蓝田市局，调解员，高级调解员）"]
