"""What a head writes about the people of the office comes back as the reason of a suggestion."""

from __future__ import annotations

from datetime import timedelta

from hejie.cases.models import Case
from hejie.dispatch.assignment import suggest_officers
from hejie.rules.catalogue import CATEGORIES
from hejie.rules.clock import shanghai_date
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, browser_of, queries_of


def said_of_officer(scene: Scene) -> str:
    case = Case.objects.select_related("office", "trader").get(pk=scene.case.pk)
    officer = scene.people["officer"]
    return next(one.said.zh for one in suggest_officers(case, scene.now) if one.person_id == officer.pk)


def test_what_somebody_knows_and_their_leave_are_the_reasons_of_a_suggestion(scene: Scene) -> None:
    head, officer = browser_of(scene.people["head"]), scene.people["officer"]
    page, today = f"/office/people/{officer.pk}/", shanghai_date(scene.now)
    scene.file("authority", category="appliances")
    assert page in head.get("/office/people/").content.decode()
    head.post(page, {"act": "profile", "skills": ["appliances", "astrology"], "grid": ["not-here"]})
    known = CATEGORIES["appliances"].zh
    assert f"熟悉{known}" in said_of_officer(scene)
    assert known in words(head.get("/office/people/"))

    head.post(page, {"act": "leave", "first_on": f"{today}", "last_on": f"{today + timedelta(days=3)}"})
    assert "休假中" in said_of_officer(scene)
    shown = head.get(page)
    assert "回来了" in words(shown)
    [leave] = shown.context["one"].leaves
    head.post(page, {"act": "back", "leave": str(leave.pk)})
    assert "休假中" not in said_of_officer(scene)


def test_a_leave_that_cannot_be_is_asked_for_again(scene: Scene) -> None:
    head, page = browser_of(scene.people["head"]), f"/office/people/{scene.people['officer'].pk}/"
    today = shanghai_date(scene.now)
    wrong = {
        "请填第一天": ("", f"{today}"),
        "不早于第一天": (f"{today}", f"{today - timedelta(days=1)}"),
        "一次不超过一年": (f"{today}", f"{today + timedelta(days=800)}"),
        "已经过去了": (f"{today - timedelta(days=9)}", f"{today - timedelta(days=2)}"),
    }
    for said, (first, last) in wrong.items():
        answer = head.post(page, {"act": "leave", "first_on": first, "last_on": last})
        assert answer.status_code == 422
        assert said in words(answer)
        assert not answer.context["one"].leaves


def test_the_page_is_for_the_head_about_the_own_people(scene: Scene) -> None:
    page = f"/office/people/{scene.people['officer'].pk}/"
    response, count = queries_of(browser_of(scene.people["head"]), page)
    assert (response.status_code, count <= MOST_QUERIES) == (200, True)
    assert browser_of(scene.people["head"]).get(f"/office/people/{scene.people['consumer'].pk}/").status_code == 404
    for who in ("officer", "director", "consumer"):
        assert browser_of(scene.people[who]).get(page).status_code == 404
