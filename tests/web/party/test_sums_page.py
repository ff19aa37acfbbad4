"""Sums by law on a page: asked, worked out with article and steps, and taken into an offer. And the same by the API."""

from __future__ import annotations

import html
import re

from django.test import Client
from django.utils import timezone

from hejie.cases.models import Case, CaseRecord
from hejie.people.actions import issue_token
from hejie.rules.sums import CLAIMS
from tests.apps.agreements.scene import SCENE, Scene
from tests.web.at_desk import number, sit_down
from tests.web.desks import mediate

scene = SCENE.then(mediate).fixture()


def words(content: bytes) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", content.decode())))


def test_a_sum_is_asked_worked_out_and_taken_into_an_offer(scene: Scene) -> None:
    page, clerk = f"/cases/{number(scene.case)}/sums/", sit_down(scene.people["clerk"])
    overview = words(clerk.get(page).content)
    assert [one.label.zh for one in CLAIMS.values() if one.label.zh not in overview] == []
    assert 'value="1299.00"' in clerk.get(f"{page}?claim=fraud_threefold").content.decode()
    before = CaseRecord.objects.count()
    found = clerk.get(f"{page}?claim=fraud_threefold&go=1&price=99&fraud=on")
    shown = words(found.content)
    assert "可以要求 ¥500.00" in shown
    assert "99 × 3 = 297 元" in shown
    assert "《中华人民共和国消费者权益保护法》第五十五条第一款" in shown
    assert "经营者有欺诈行为 ： 是" in shown.replace("行为：", "行为 ：")
    address = re.search(r'href="(/cases/[^"]*make_offer[^"]*)"', found.content.decode())
    assert address
    form = clerk.get(html.unescape(address[1])).content.decode()
    assert 'value="500.00"' in form
    assert '<option value="compensation" selected' in form
    assert CaseRecord.objects.count() == before, "nothing of it is kept"


def test_where_there_is_no_formula_it_says_why_and_what_is_wrong_is_said_at_its_field(scene: Scene) -> None:
    page, consumer = f"/cases/{number(scene.case)}/sums/", sit_down(scene.people["consumer"])
    none = words(consumer.get(f"{page}?claim=fraud_threefold&go=1&price=99").content)
    assert "没有公式可以算 没有欺诈的，不适用三倍赔偿" in none
    wrong = consumer.get(f"{page}?claim=fraud_threefold&go=1&price=many&fraud=on")
    assert (wrong.status_code, 'value="many"' in wrong.content.decode()) == (422, True)
    mediator = sit_down(scene.people["mediator"])
    prepared = mediator.get(f"{page}?claim=instalments&go=1&total=1000&parts=3").content.decode()
    assert re.search(r"moves/propose_(terms|agreement)/\?terms-0-kind=compensation&amp;terms-0-amount=333.33", prepared)
    for address in ("/cases/{}/", "/rooms/{}/"):
        client = consumer if address.startswith("/cases") else mediator
        assert f'href="{page}"' in client.get(address.format(number(scene.case))).content.decode()


def test_the_same_by_the_api_and_the_triggers_for_those_who_handle_the_case(scene: Scene) -> None:
    def api(who: str, path: str) -> tuple[int, dict[str, object]]:
        token = issue_token(person=scene.people[who], name="test", now=timezone.now())
        found = Client(headers={"Authorization": f"Bearer {token}"}).get(f"/api/v1{path}")
        return found.status_code, found.json()

    status, listed = api("consumer", "/sums")
    assert (status, len(listed["items"])) == (200, len(CLAIMS))  # type: ignore[arg-type]
    _, worked = api("consumer", "/sums/food_tenfold?price=50&by=producer&unsafe=true")
    assert (worked["amount"], worked["remedy"]) == ("1000.00", "compensation")
    assert api("consumer", "/sums/food_tenfold?price=fifty")[0] == 422
    assert api("consumer", "/sums/luck")[0] == 404
    Case.objects.filter(pk=scene.case.pk).update(amount="60000.00")
    path = f"/cases/{number(scene.case)}/triggers"
    found = {who: api(who, path) for who in ("mediator", "officer", "consumer", "clerk", "director")}
    assert {who: status for who, (status, _) in found.items()} == {
        "mediator": 200,
        "officer": 200,
        "consumer": 404,
        "clerk": 404,
        "director": 404,
    }
    assert [one["trigger"] for one in found["officer"][1]["items"]] == ["large_claim"]  # type: ignore[attr-defined]
