"""Who could mediate: in order, with reasons; and who may not, because of a stake in the dispute."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hejie.cases.models import Case, Party
from hejie.dispatch.assignment import add_leave, set_profile
from hejie.mediation.roster import set_mediator
from hejie.mediation.suggestion import Suggested, suggest_mediators
from hejie.mediation.ties import declare_tie, end_tie
from hejie.people.actions import appoint, register_person
from hejie.people.models import Person
from hejie.rules.clock import shanghai_date
from hejie.traders.actions import add_clerk
from hejie.traders.models import Clerk
from tests.apps.agreements.scene import REFUND, SCENE, Scene


def accept_beside_three(scene: Scene) -> None:
    """Three mediators of the county, 甲, 乙 and 丙, beside the one of the city; a complaint that was accepted."""
    for n, name in enumerate("甲乙丙"):
        person = register_person(now=scene.now, name=name, phone=f"1390000010{n}", phone_verified=True)
        appoint(person=person, role="mediator", authority=scene.county, now=scene.now)
        scene.people[name] = person
    scene.file("authority")
    scene.act("officer", "accept")


three = SCENE.then(accept_beside_three).fixture()


def suggested(scene: Scene) -> dict[str, Suggested]:
    case = Case.objects.select_related("office", "trader").get(pk=scene.case.pk)
    return {one.name: one for one in suggest_mediators(case, scene.now)}


def against(scene: Scene, who: str) -> list[str]:
    return [one.key for one in suggested(scene)[who].conflicts]


def reload(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_skill_language_grade_and_leave_order_the_list_and_are_said(three: Scene) -> None:
    Person.objects.filter(pk=three.people["consumer"].pk).update(language="en")
    Case.objects.filter(pk=three.case.pk).update(amount="60000.00")
    set_profile(person=three.people["乙"], skills=["quality"], grid=[], by_id=None, now=three.now)
    hours = ["mon-am", "mon-pm", "tue-am", "wed-am", "thu-am", "fri-am"]
    speaks = {"languages": ["en"], "hours": hours, "mentor": None, "by_id": None, "now": three.now}
    set_mediator(person=three.people["乙"], grade="senior", **speaks)
    set_mediator(person=three.people["丙"], grade="trainee", **{**speaks, "languages": []})
    today = shanghai_date(three.now)
    add_leave(person=three.people["甲"], first_on=today, last_on=today)
    found = suggested(three)
    assert list(found) == ["乙", "丙", "何平", "甲"]
    assert found["乙"].said.zh.startswith("乙（熟悉质量")
    assert "会英语，金额大，高级调解员，最近周" in found["乙"].said.zh
    assert "不会英语，见习，还没有带教，金额大，见习调解员" in found["丙"].said.zh
    assert found["甲"].said.zh.startswith("甲（休假中，")


def test_who_has_fewest_comes_first(three: Scene) -> None:
    three.act("officer", "assign_mediator", mediator=str(three.people["甲"].pk))
    three.file("authority")
    assert list(suggested(three)) == ["乙", "丙", "甲", "何平"]
    assert suggested(three)["甲"].said.zh == "甲（在调 1 件）"


def test_who_is_tied_to_a_side_is_told_apart_and_cannot_be_assigned(three: Scene) -> None:
    trader = three.case.trader
    assert trader
    add_clerk(person=three.people["甲"], trader=trader, now=three.now)
    tie = declare_tie(person=three.people["乙"], relation="kin", phone="138-0000-0916", now=three.now)
    declare_tie(person=three.people["丙"], relation="employer", trader=trader, now=three.now)
    assert [against(three, who) for who in "甲乙丙"] == [["clerk"], ["declared"], ["declared"]]
    assert suggested(three)["乙"].said.zh == "乙（本人申报：近亲属）"
    for who in "甲乙丙":
        refusal = three.refusal("officer", "assign_mediator", mediator=str(three.people[who].pk))
        assert (refusal.code, refusal.problems[0].field) == ("inputs", "mediator")
    end_tie(tie=tie, now=three.now)
    three.act("officer", "assign_mediator", mediator=str(three.people["乙"].pk))


def test_telephone_household_and_former_work_count(three: Scene) -> None:
    trader = three.case.trader
    assert trader
    party = three.case.parties.get(side="complainant")
    party.address = "云溪区长街 1 号"
    party.save()
    Person.objects.filter(pk=three.people["甲"].pk).update(phone_index=party.phone_index, phone_verified_at=None)
    three.people["乙"].address = "云溪区长街 １ 号"
    three.people["乙"].save()
    add_clerk(person=three.people["丙"], trader=trader, now=three.now - timedelta(days=900))
    Clerk.objects.filter(person=three.people["丙"]).update(until=three.now - timedelta(days=800))
    assert [against(three, who) for who in "甲乙丙"] == [["phone"], ["address"], ["former_clerk"]]
    Clerk.objects.filter(person=three.people["丙"]).update(until=three.now - timedelta(days=1200))
    assert against(three, "丙") == []


def test_who_acted_for_the_trader_once_never_mediates_for_it(three: Scene) -> None:
    three.file()
    three.act("clerk", "make_offer", terms=[REFUND])
    trader_case = three.case
    three.file("authority")
    assert trader_case.trader_id == three.case.trader_id
    Clerk.objects.update(since=three.now - timedelta(days=2000), until=three.now - timedelta(days=1900))
    appoint(person=three.people["clerk"], role="mediator", authority=three.county, now=three.now)
    Party.objects.filter(case=three.case).update(person=None)
    assert against(three, "方青") == ["acted_as_clerk"]


def test_whoever_stepped_aside_is_not_suggested_again(three: Scene) -> None:
    three.act("officer", "assign_mediator", mediator=str(three.people["甲"].pk))
    three.act("clerk", "request_recusal", reason="是对方的亲戚")
    three.act("officer", "decide_recusal", granted=True)
    assert against(three, "甲") == ["stepped_aside"]
    assert next(iter(suggested(three))) == "乙"
    three.file("authority")
    assert against(three, "甲") == []


def test_the_list_costs_the_same_however_long_it_is(three: Scene) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        suggested(three)
    for n in range(5):
        person = register_person(now=three.now, name=f"戊{n}", phone=f"1390000020{n}")
        appoint(person=person, role="mediator", authority=three.county, now=three.now)
    with CaptureQueriesContext(connection) as many:
        suggested(three)
    assert len(many) == len(few) <= 12
