"""Asking and answering on pages, without script: the mediator's room, the officer's case, the page of who is asked."""

from __future__ import annotations

import html
import re

from django.test import Client
from django.utils import timezone

from hejie.cases.models import Case
from hejie.knowledge.models import Reading
from hejie.mediation.roster import set_mediator
from hejie.people.actions import appoint
from tests.apps.agreements.scene import Scene
from tests.apps.panels.consulting import CALL, call, ids, opinion
from tests.web.at_desk import number, sit_down
from tests.web.desks import MOST_QUERIES, queries_of

STAFF_PAGES = {"mediator": "/rooms/{}/", "officer": "/office/cases/{}/"}


def words(client: Client, address: str) -> str:
    """What the page says, without its marks."""
    found = client.get(address)
    assert found.status_code == 200, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", found.content.decode())))


def browser(scene: Scene, who: str) -> Client:
    return sit_down(scene.people[who])


def test_a_panel_goes_from_the_room_to_its_members_and_back(scene: Scene) -> None:
    ref, mediator = number(scene.case), browser(scene, "mediator")
    Case.objects.filter(pk=scene.case.pk).update(amount="60000.00")
    page = mediator.get(f"/rooms/{ref}/").content.decode()
    assert f'href="/cases/{ref}/moves/call_panel/"' in page
    assert "这件达到会商条件" in page
    form = words(mediator, f"/cases/{ref}/moves/call_panel/")
    assert "法律适用疑难：没有现成的办案指引" in form
    assert "乔真（蓝田市局，调解员，高级调解员）" in form
    typed = {**CALL, "members": ids(scene, "legal", "senior"), "chair": ids(scene, "senior")[0]}
    refused = mediator.post(f"/cases/{ref}/moves/call_panel/", typed)
    assert (refused.status_code, CALL["question"] in refused.content.decode()) == (422, True)
    typed["members"] = ids(scene, "legal", "colleague", "senior")
    done = mediator.post(f"/cases/{ref}/moves/call_panel/", typed)
    assert done.headers["Location"] == f"/rooms/{ref}/#consult"
    assert "这件达到会商条件" not in words(mediator, f"/rooms/{ref}/"), "it is being done"

    legal = browser(scene, "legal")
    assert "等您给会商意见" in words(legal, "/panels/")
    assert "店里说过了三天不退" in words(legal, f"/panels/{ref}/")
    legal.post(f"/panels/{ref}/", {"move": "give_opinion", "stance": "disagree", "reasons": "折旧应当扣，合同里写了"})
    empty = legal.post(f"/panels/{ref}/", {"move": "give_opinion", "reasons": "改了主意"})
    assert (empty.status_code, "改了主意" in empty.content.decode()) == (422, True)
    opinion(scene, "colleague", "agree")
    senior = browser(scene, "senior")
    senior.post(f"/panels/{ref}/", {"move": "give_opinion", "stance": "agree", "reasons": "说明书没有写折旧"})
    senior.post(f"/panels/{ref}/", {"move": "resolve_panel", "resolution": "按实付价款退。"})
    reading = {"move": "agree_reading", "title": "小家电退款", "text": "按实付价款退，不扣折旧。", "names_nobody": "on"}
    senior.post(f"/panels/{ref}/", reading)
    for who, address in STAFF_PAGES.items():
        page = words(browser(scene, who), address.format(ref))
        assert "按实付价款退。 同意 2，不同意 1，没表态 0" in page
        assert "马立 的不同意见： 折旧应当扣，合同里写了" in page
        assert f"已定为办案指引：指引〔{timezone.localdate().year}〕1 号" in page


def test_the_next_case_of_the_kind_shows_what_was_agreed(scene: Scene) -> None:
    call(scene, "legal", "colleague", by="officer", chair="senior")
    for who in ("legal", "colleague", "senior"):
        opinion(scene, who, "agree")
    senior, first = browser(scene, "senior"), number(scene.case)
    senior.post(f"/panels/{first}/", {"move": "resolve_panel", "resolution": "按实付价款退。"})
    text = "按实付价款退，不扣折旧。"
    senior.post(f"/panels/{first}/", {"move": "agree_reading", "title": "小家电", "text": text, "names_nobody": "on"})
    scene.mediate()
    Case.objects.filter(pk=scene.case.pk).update(amount="60000.00")
    for who, address in STAFF_PAGES.items():
        page = words(browser(scene, who), address.format(number(scene.case)))
        assert text in page
        assert "金额较大：要求 60,000 元，达到 50,000 元" in page
    for who in ("consumer", "clerk"):
        home = "/cases/{}/" if who == "consumer" else "/desk/cases/{}/"
        assert text not in words(browser(scene, who), home.format(number(scene.case)))

    [reading] = Reading.objects.all()
    officer = browser(scene, "officer")
    assert "小家电" in words(officer, "/office/readings/?q=折旧")
    assert "没有找到指引" in words(officer, "/office/readings/?q=预付卡")
    own = f"/office/readings/{reading.pk}/"
    assert officer.post(own, {"why": "新司法解释"}).status_code == 404
    appoint(person=scene.people["director"], role="head", authority=scene.county, now=scene.now)
    head = browser(scene, "director")
    assert head.post(own, {"why": ""}).status_code == 422
    head.post(own, {"why": "新司法解释"})
    assert "起废止，新案件不再照着看" in words(officer, own)
    assert "小家电" not in words(officer, "/office/readings/")
    assert "已废止" in words(officer, "/office/readings/?all=1")
    assert text not in words(officer, f"/office/cases/{number(scene.case)}/")


def test_who_was_not_asked_finds_nothing(scene: Scene) -> None:
    call(scene, "legal", "senior")
    ref = number(scene.case)
    for who in ("consumer", "clerk", "colleague", "mediator"):
        expected = 200 if who == "mediator" else 404
        assert browser(scene, who).get(f"/panels/{ref}/").status_code == expected, who
    legal = browser(scene, "legal")
    for address in (f"/cases/{ref}/", f"/rooms/{ref}/", f"/cases/{ref}/file.zip", f"/rooms/{ref}/in/"):
        assert legal.get(address).status_code == 404, address
    assert legal.post(f"/panels/{ref}/", {"move": "say", "text": "您好"}).status_code == 302
    assert "您好" not in words(browser(scene, "mediator"), f"/rooms/{ref}/")


def test_a_mentor_reads_what_a_trainee_mediates_before_anybody_asks(scene: Scene) -> None:
    """The dispute and nobody's name or number; no form, for nothing was asked."""
    ref = number(scene.case)
    known = {"languages": [], "hours": [], "by_id": None, "now": scene.now}
    set_mediator(person=scene.people["mediator"], grade="trainee", mentor=scene.people["senior"], **known)
    assert "您带教的调解员在调解" in words(browser(scene, "senior"), "/panels/")
    page = words(browser(scene, "senior"), f"/panels/{ref}/")
    assert "还没有人问" in page
    assert scene.case.story in page
    assert "林晓" not in page
    assert "现在没有等您办的" in page


def test_the_pages_of_a_panel_take_few_queries(scene: Scene) -> None:
    scene.act("mediator", "ask_help", whom=ids(scene, "legal"), question="旧货算不算三包？")
    call(scene, "legal", "senior", "colleague")
    ref = number(scene.case)
    for who, address in (*STAFF_PAGES.items(), ("legal", "/panels/{}/"), ("legal", "/panels/")):
        _, asked = queries_of(browser(scene, who), address.format(ref))
        assert asked <= MOST_QUERIES, (who, address, asked)
