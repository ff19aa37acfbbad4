"""Judicial confirmation as the sides meet it: the thirty days on both pages, the application, the ways on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from hejie.agreements.models import Promise
from hejie.cases.actions import advance
from hejie.cases.queries import case_by_id
from hejie.exchange.models import Confirmation
from hejie.messaging.models import Message
from hejie.people.access import SYSTEM
from hejie.rules.clock import shanghai_date
from tests.apps.agreements.scene import REFUND, Scene
from tests.apps.documents.paper_text import paper_text
from tests.apps.exchange.court import lay_application, running_court
from tests.web.conftest import words
from tests.web.desks import MEDIATED, MOST_QUERIES, PLAYED, act, browser_of, number, queries_of


def agree(scene: Scene) -> None:
    """Signed before now: a court that looks at the clock does not rule on a day that is still to come."""
    scene.now -= timedelta(hours=1)
    scene.mediate()
    scene.act("clerk", "make_offer", terms=[REFUND])
    scene.act("consumer", "accept_offer")
    scene.sign("consumer", "clerk", "mediator")


mediated = MEDIATED.fixture()
agreed = PLAYED.then(agree).fixture()


def card(browser: Client, path: str) -> str:
    """What the card of the court says."""
    text = words(browser.get(path))
    return text[text.index("司法确认") :] if "司法确认" in text else ""


def test_both_sides_see_the_thirty_days_and_apply_from_their_pages(agreed: Scene) -> None:
    ref = number(agreed)
    consumer, clerk, mediator = (browser_of(agreed.people[who]) for who in ("consumer", "clerk", "mediator"))
    pages = {consumer: f"/cases/{ref}/", clerk: f"/desk/cases/{ref}/", mediator: f"/rooms/{ref}/"}
    for browser, path in pages.items():
        assert "双方可以一起请法院确认" in card(browser, path)
        assert "《中华人民共和国民事诉讼法》第二百零五条" in card(browser, path)
    form = words(consumer.get(f"/cases/{ref}/moves/propose_confirmation/"))
    assert "云溪区人民法院（调解组织所在地）" in form
    assert act(consumer, agreed, "propose_confirmation", court="basic-990102").status_code == 302
    for browser, path in pages.items():
        assert "等另一方同意一起申请" in card(browser, path)
    assert "同意，双方一起申请司法确认" in card(clerk, pages[clerk])
    assert "同意，双方一起申请司法确认" not in card(consumer, pages[consumer])
    assert act(clerk, agreed, "apply_confirmation").status_code == 302
    assert "材料正在送去法院" in card(consumer, pages[consumer])
    assert "为什么是这家法院" in card(clerk, pages[clerk])
    assert queries_of(consumer, pages[consumer])[1] <= MOST_QUERIES


def test_the_ways_on_and_their_papers_are_for_the_sides_alone(agreed: Scene) -> None:
    ref = number(agreed)
    consumer, clerk, mediator = (browser_of(agreed.people[who]) for who in ("consumer", "clerk", "mediator"))
    shown = words(consumer.get(f"/cases/{ref}/ways/"))
    assert [title in shown for title in ("双方一起申请司法确认", "向法院起诉", "申请仲裁", "举报违法行为")] == [
        True
    ] * 4
    assert "向法院起诉" not in words(clerk.get(f"/cases/{ref}/ways/"))
    assert "林晓" in paper_text(consumer.get(f"/cases/{ref}/ways/arbitration.pdf").content)
    assert clerk.get(f"/cases/{ref}/ways/claim.pdf").status_code == 404
    assert mediator.get(f"/cases/{ref}/ways/").status_code == 404
    assert consumer.get(f"/cases/{ref}/ways/enforcement.zip").headers["Location"] == f"/cases/{ref}/ways/"


def test_what_could_not_be_settled_ends_with_a_way_on(mediated: Scene) -> None:
    mediated.act("clerk", "decline_mediation")
    ref, consumer = number(mediated), browser_of(mediated.people["consumer"])
    assert f'href="/cases/{ref}/ways/"' in consumer.get(f"/cases/{ref}/").content.decode()
    shown = words(consumer.get(f"/cases/{ref}/ways/"))
    assert shown.index("向法院起诉") < shown.index("申请仲裁")
    assert "申请司法确认" not in shown
    text = paper_text(consumer.get(f"/cases/{ref}/ways/claim.pdf").content)
    assert "判令被告退还货款1,299元" in text
    assert mediated.history[-1] == "mediation_declined"  # looking at drafts leaves no trace


def test_a_broken_promise_of_a_confirmed_agreement_gives_the_package_to_whoever_waits(agreed: Scene) -> None:
    ref = number(agreed)
    agreed.act("consumer", "propose_confirmation", court="basic-990102")
    agreed.act("clerk", "apply_confirmation")
    on = shanghai_date(agreed.now).isoformat()
    ruling = {"result": "confirmed", "number": "（2026）云0102民特3号", "on": on, "text": "调解协议有效。"}
    advance(case_id=agreed.case.pk, move="note_court_ruling", actor=SYSTEM, inputs=ruling, now=agreed.now)
    consumer, clerk = browser_of(agreed.people["consumer"]), browser_of(agreed.people["clerk"])
    for_nothing_but_enforcement(consumer, ref, "对方到时没办，就申请强制执行")
    Promise.objects.update(due_on=shanghai_date(agreed.now) - timedelta(days=1))
    for_nothing_but_enforcement(consumer, ref, "下载材料")
    shown = card(consumer, f"/cases/{ref}/")
    assert "法院裁定协议有效" in shown
    assert "下载申请强制执行的材料" in shown
    assert "下载申请强制执行的材料" not in card(clerk, f"/desk/cases/{ref}/")
    answer = consumer.get(f"/cases/{ref}/ways/enforcement.zip")
    pack = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "1-强制执行申请书.pdf" in pack.namelist()
    assert "调解协议有效" in pack.read("4-司法确认裁定.txt").decode()
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert clerk.get(f"/cases/{ref}/ways/enforcement.zip").status_code == 302
    assert case_by_id(agreed.case.pk).state == "performing"
    assert Confirmation.objects.get().stage == "confirmed"
    act(consumer, agreed, "close_unperformed")
    for_nothing_but_enforcement(consumer, ref, "下载材料")


def for_nothing_but_enforcement(consumer: Client, ref: str, way: str) -> None:
    """A court's ruling is enforced: neither the ways on nor the page of the case offer to sue or to arbitrate anew."""
    shown = words(consumer.get(f"/cases/{ref}/ways/"))
    assert way in shown
    assert ("这些草稿只有您看得到" in shown) is (way == "下载材料")
    assert "《中华人民共和国民事诉讼法》第二百零六条" in shown
    assert [other in shown for other in ("向法院起诉", "申请仲裁", "一起申请司法确认")] == [False] * 3
    for paper in ("claim", "arbitration"):
        assert consumer.get(f"/cases/{ref}/ways/{paper}.pdf").headers["Location"] == f"/cases/{ref}/ways/"
    assert "直接申请强制执行" in words(consumer.get(f"/cases/{ref}/ways/"))
    page = words(consumer.get(f"/cases/{ref}/"))
    assert [said in page for said in ("凭协议起诉", "可以凭它起诉", "看起诉状草稿")] == [False] * 3


def test_what_the_court_says_comes_through_the_door_onto_both_pages(agreed: Scene, settings: Settings) -> None:
    ref = number(agreed)
    agreed.act("clerk", "propose_confirmation", court="basic-990102", contact="云溪区青禾路 1 号")
    agreed.act("consumer", "apply_confirmation", contact="云溪区柳河路 8 号")
    lay_application(agreed.case, agreed.now)
    now = timezone.now()
    with running_court(settings, now) as beside:
        assert beside.carry(now) == 1
        while beside.court.say_next(post_to_the_door, now):
            pass
    for who, path in (("consumer", f"/cases/{ref}/"), ("clerk", f"/desk/cases/{ref}/"), ("mediator", f"/rooms/{ref}/")):
        shown = card(browser_of(agreed.people[who]), path)
        assert "法院裁定协议有效" in shown
        assert f"（{shanghai_date(now).year}）云0101民特1号" in shown
    told = Message.objects.filter(template="court_confirmed", medium="inapp").values_list("person", flat=True)
    assert set(told) == {agreed.people["consumer"].pk, agreed.people["clerk"].pk}


def post_to_the_door(body: bytes, headers: Mapping[str, str]) -> int:
    return Client().post("/exchange/court/", body, content_type="application/json", headers=dict(headers)).status_code
