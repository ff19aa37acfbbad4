"""The roster: what the head keeps of each mediator, and what of it the officer reads when somebody is assigned."""

from __future__ import annotations

import re

from django.test import Client

from hejie.mediation.delegation import bodies_of
from hejie.mediation.roster import mediator_at
from hejie.people.actions import appoint, register_person, set_totp
from hejie.people.models import Person
from hejie.rules.clock import shanghai_date
from hejie.traders.actions import add_clerk, register_trader
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, SECRET, browser_of, number, queries_of

ROSTER = "/office/mediators/"


def mediators_of_the_county(scene: Scene, *names: str) -> list[Person]:
    people = []
    for n, name in enumerate(names):
        person = register_person(now=scene.now, name=name, phone=f"1390000020{n}", phone_verified=True)
        appoint(person=person, role="mediator", authority=scene.county, now=scene.now)
        set_totp(person=person, secret=SECRET)
        people.append(person)
    return people


def page_of(person: Person) -> str:
    return f"{ROSTER}{person.pk}/"


def test_what_the_head_writes_stands_on_the_roster_and_in_the_reasons(scene: Scene) -> None:
    wen, ji = mediators_of_the_county(scene, "温和", "季平")
    head, today = browser_of(scene.people["head"]), shanghai_date(scene.now)
    assert "上班时间" in words(head.get(ROSTER))
    senior = {"act": "profile", "grade": "senior", "languages": ["en", "elvish"], "hours": ["mon-am"]}
    assert head.post(page_of(wen), {**senior, "skills": ["appliances", "astrology"]}).status_code == 302
    head.post(page_of(ji), {"act": "profile", "grade": "trainee", "mentor": str(wen.pk)})
    head.post(page_of(ji), {"act": "leave", "first_on": f"{today}", "last_on": f"{today}"})
    page = words(head.get(ROSTER))
    for said in ("高级", "英语", "周一上午", "温和带教", "休假中"):
        assert said in page
    known = mediator_at(scene.county, wen.pk)
    assert known
    assert (list(known.languages), list(known.hours)) == (["en"], ["mon-am"])
    scene.file("authority", category="appliances")
    scene.act("officer", "accept")
    officer, why = browser_of(scene.people["officer"]), f"/office/cases/{number(scene)}/mediators/"
    assert f'href="{why}"' in officer.get(f"/office/cases/{number(scene)}/").content.decode()
    assert f'href="{why}"' in officer.get(f"/office/cases/{number(scene)}/pane/").content.decode()
    reasons = words(officer.get(why))
    assert reasons.index("温和") < reasons.index("季平")
    assert "熟悉" in reasons


def test_nobody_is_guided_by_a_trainee(scene: Scene) -> None:
    wen, ji = mediators_of_the_county(scene, "温和", "季平")
    head = browser_of(scene.people["head"])
    for guided, mentor in ((wen, ""), (ji, str(wen.pk))):
        typed = {"act": "profile", "grade": "trainee", "mentor": mentor, "languages": ["en"]}
        answer = head.post(page_of(guided), typed)
    assert answer.status_code == 422
    assert "请另选一位" in words(answer)
    assert [one.chosen for one in answer.context["languages"] if one.value == "en"] == [True], "what was typed stays"
    assert head.post(page_of(ji), {"act": "profile", "grade": ""}).status_code == 422


def test_a_declared_tie_keeps_somebody_off_and_the_officer_reads_which_and_by_what_rule(scene: Scene) -> None:
    wen, ji, own = mediators_of_the_county(scene, "温和", "季平", "常宁")
    scene.file("authority")
    scene.act("officer", "accept")
    trader = scene.case.trader
    assert trader
    head, mediator = browser_of(scene.people["head"]), browser_of(wen)
    head.post(page_of(ji), {"act": "tie", "relation": "kin", "phone": "138-0000-0916"})
    mediator.post("/rooms/ties/", {"act": "tie", "relation": "employer", "trader": trader.name})
    mediator.post("/rooms/ties/", {"act": "tie", "relation": "employer", "trader": trader.name})
    add_clerk(trader=trader, person=own, now=scene.now)
    officer = browser_of(scene.people["officer"])
    response, count = queries_of(officer, f"/office/cases/{number(scene)}/mediators/")
    page = words(response)
    assert count <= MOST_QUERIES
    for said in ("本人申报：近亲属", "本人申报：本人或近亲属在那里任职", "是商家的客服人员", "第二十一条第二款"):
        assert said in page
    assert "138****0916" in words(head.get(page_of(ji)))
    assert "13800000916" not in words(head.get(page_of(ji)))
    [tie] = mediator.get("/rooms/ties/").context["ties"]
    mediator.post("/rooms/ties/", {"act": "tie_over", "tie": str(tie.id)})
    assert not mediator.get("/rooms/ties/").context["ties"]
    assert [one.name for one in officer.get(response.request["PATH_INFO"]).context["may"]][:1] == ["温和"]


def test_a_tie_needs_a_relation_and_one_other(scene: Scene) -> None:
    [wen] = mediators_of_the_county(scene, "温和")
    for n, name in enumerate(("望川云帆网络有限公司", "望川云帆餐饮有限公司")):
        register_trader(now=scene.now, name=name, kind="company", region_code="990102", contact_phone=f"1390000030{n}")
    mediator = browser_of(wen)
    wrong = {
        "请选是什么关系": {"relation": ""},
        "只填一项": {"relation": "kin"},
        "手机号不对": {"relation": "kin", "phone": "12"},
        "没有找到这个商家": {"relation": "stake", "trader": "没有这家公司"},
        "请选一家": {"relation": "stake", "trader": "望川云帆"},
    }
    for said, typed in wrong.items():
        answer = mediator.post("/rooms/ties/", {"act": "tie", **typed})
        assert (answer.status_code, said in words(answer)) == (422, True), said
        wrong_one = re.search(r'id="(\w+)" name="\1"[^>]* aria-describedby="\1-problem"', answer.content.decode())
        assert wrong_one, "it stands beside its field"
        assert all(value in answer.content.decode() for value in typed.values()), "what was typed is kept"
    first = answer.context["hits"][0]
    mediator.post("/rooms/ties/", {"act": "tie", "relation": "stake", "trader_id": str(first.id)})
    assert [one.about.zh for one in mediator.get("/rooms/ties/").context["ties"]] == [first.name]


def test_a_body_of_a_platform_is_listed_with_the_platform(scene: Scene) -> None:
    scene.file("authority")
    assert scene.case.trader
    head: Client = browser_of(scene.people["head"])
    asked = {"name": "平台调解室", "road": "enterprise"}
    assert "请填商家的名称" in words(head.post("/office/bodies/", asked))
    head.post("/office/bodies/", {**asked, "trader": scene.case.trader.name})
    assert [one.trader for one in bodies_of(scene.county)] == [scene.case.trader.name]
    assert "只调解它自己和平台内商家的纠纷" in words(head.get("/office/bodies/"))


def test_what_is_wrong_with_a_body_stands_beside_its_field_and_nothing_typed_is_lost(scene: Scene) -> None:
    head: Client = browser_of(scene.people["head"])
    head.post("/office/bodies/", {"name": "柳湾消费者协会", "road": "association"})
    [body] = bodies_of(scene.county)
    cases: tuple[tuple[str, dict[str, str]], ...] = (
        ("name", {"name": "", "contact": "0990-0000100", "road": "peoples"}),
        ("contact", {"name": "街道调委会", "contact": "9" * 101, "road": "peoples"}),
        ("trader", {"name": "平台调解室", "trader": "没有这家公司", "road": "enterprise"}),
        (f"who-{body.id}", {"body": str(body.id), "who": "没有这个人", "team": "decision"}),
    )
    for control, typed in cases:
        answer = head.post("/office/bodies/", typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'<p class="err" id="{control}-problem">' in page
        assert f'aria-describedby="{control}-problem"' in page
        kept = re.findall(r' value="([^"]*)"(?:[^>]* selected)?', page)
        assert set(typed.values()) <= {*kept, ""}, control
    assert len(bodies_of(scene.county)) == 1


def test_the_roster_is_for_the_head_about_the_own_people(scene: Scene) -> None:
    [wen] = mediators_of_the_county(scene, "温和")
    for page in (ROSTER, page_of(wen)):
        response, count = queries_of(browser_of(scene.people["head"]), page)
        assert (response.status_code, count <= MOST_QUERIES) == (200, True), count
        for who in ("officer", "mediator", "consumer"):
            assert browser_of(scene.people[who]).get(page).status_code == 404
    assert browser_of(scene.people["head"]).get(page_of(scene.people["consumer"])).status_code == 404
    for who in ("head", "consumer", "clerk"):
        assert browser_of(scene.people[who]).get("/rooms/ties/").status_code == 404
