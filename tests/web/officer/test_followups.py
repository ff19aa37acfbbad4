"""The call list and the traders with concentrated complaints, as pages."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hejie.oversight.concentrated import find_concentrated
from hejie.oversight.models import Concentration, FollowUp, Talk, TalkPromise
from hejie.people.actions import register_person
from hejie.places.models import OfficeSetting
from hejie.web.officer.followups import PERIOD
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, PLAYED, browser_of, number, queries_of


def refuse_five(scene: Scene) -> None:
    """Five refused complaints, ready to be called about."""
    for _ in range(5):
        scene.file("authority")
        scene.act("officer", "refuse", ground="no_consumer_dispute", reasons="发票抬头是公司，用于公司办公。")
    FollowUp.objects.update(call_from=timezone.localdate())


scene = PLAYED.then(refuse_five).fixture()


def page(scene: Scene, who: str, path: str) -> str:
    return words(browser_of(scene.people[who]).get(path))


def test_who_handled_it_sees_the_case_and_no_phone(scene: Scene) -> None:
    assert "13800000916" in page(scene, "head", "/office/followups/")
    own = page(scene, "officer", "/office/followups/")
    assert "您办过，请同事打" in own
    assert "13800000916" not in own


def test_the_list_asks_little(scene: Scene) -> None:
    response, count = queries_of(browser_of(scene.people["head"]), "/office/followups/")
    assert response.status_code == 200
    assert len(response.context["lines"]) == 10
    assert response.context["since"] == timezone.localdate() - PERIOD, "the day in China, after midnight too"
    assert count <= MOST_QUERIES


def test_a_call_is_recorded_from_the_list_and_leaves_it(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    line = next(one for one in head.get("/office/followups/").context["lines"] if one.ref == number(scene))
    form = words(head.get(line.reached))
    assert "满意吗" in form
    side = line.call.side.value
    path = line.reached.partition("?")[0]
    assert head.post(path, {"side": side, "satisfaction": "dissatisfied", "solved": "not_solved"}).status_code == 302
    after = head.get("/office/followups/")
    assert len(after.context["lines"]) == 9
    assert "要打回去核实" in words(after)
    figures = after.context["figures"]
    assert (figures.covered.numerator, figures.covered.denominator, figures.satisfied.percent) == (1, 10, 0.0)
    assert figures.satisfied.is_small


def test_not_reached_counts_nowhere_as_satisfied(scene: Scene) -> None:
    FollowUp.objects.filter(side="respondent").update(result="not_reached", done_at=timezone.now())
    FollowUp.objects.filter(side="complainant", case=scene.case).update(
        result="reached", satisfaction="satisfied", solved=True, done_at=timezone.now()
    )
    figures = browser_of(scene.people["head"]).get("/office/followups/").context["figures"]
    assert (figures.reached.numerator, figures.reached.denominator) == (1, 6)
    assert (figures.satisfied.numerator, figures.satisfied.denominator) == (1, 1)
    assert (figures.not_reached, figures.waiting) == (5, 4)


def test_a_trader_with_many_complaints_is_talked_to_and_held_to_its_word(scene: Scene) -> None:
    assert find_concentrated(scene.now) == 0, "five complaints are below the threshold"
    OfficeSetting.objects.create(
        office=scene.county,
        key="concentrated_complaints",
        value=4,
        changed_at=scene.now,
        changed_by=scene.people["head"].pk,
    )
    assert find_concentrated(scene.now) == 1
    assert find_concentrated(scene.now) == 1
    row = Concentration.objects.get()
    head, at = browser_of(scene.people["head"]), "/office/traders/"
    assert "青禾电器有限公司" in words(head.get(at))
    assert "5 件投诉" in words(head.get(at))
    assert head.post(at, {"row": row.pk, "act": "name", "person": str(scene.people["officer"].pk)}).status_code == 302
    talk = {
        "row": row.pk,
        "act": "talk",
        "held_on": "",
        "place": "局二楼会议室",
        "present": "店长",
        "minutes": "谈了退换货",
    }
    wrong = head.post(at, talk)
    assert wrong.status_code == 422
    assert "谈了退换货" in words(wrong), "what was typed is kept"
    due = (timezone.localdate() + timedelta(days=10)).isoformat()
    said = talk | {"held_on": timezone.localdate().isoformat(), "what-0": "三天内回复每个投诉", "due-0": due}
    assert head.post(at, said).status_code == 302
    assert Talk.objects.get().minutes == "谈了退换货"
    promise = TalkPromise.objects.get()
    check = {"row": row.pk, "act": "check", "promise": str(promise.pk), "kept": "no", "note": "抽查两件没有回复"}
    assert head.post(at, check).status_code == 302
    assert "没兑现" in words(head.get(at))
    _, count = queries_of(head, at)
    assert count <= MOST_QUERIES
    assert head.post(at, {"row": row.pk, "act": "end"}).status_code == 302
    assert "没有投诉集中的商家" in words(head.get(at))


def test_another_office_does_not_act_on_it(scene: Scene) -> None:
    row = Concentration.objects.create(
        trader=scene.case.trader, office=scene.city, since=timezone.localdate(), complaints=12,
        found_at=scene.now, counted_at=scene.now,
    )  # fmt: skip
    officer = browser_of(scene.people["officer"])
    assert officer.post("/office/traders/", {"row": row.pk, "act": "end"}).status_code == 404
    assert officer.post("/office/traders/", {"row": "x", "act": "end"}).status_code == 404
    outsider = register_person(now=scene.now, name="外人", phone="13800000955", phone_verified=True)
    assert browser_of(outsider).get("/office/traders/").status_code == 404
