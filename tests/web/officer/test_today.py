"""The day on a page: what must move, closing it, the offices below, supervision; and how little is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hejie.base.ids import show_case_number
from hejie.cases.models import Case, Deadline
from hejie.oversight.days import matters_of
from hejie.oversight.models import DayClosing, LeftOver
from tests.apps.agreements.scene import Scene
from tests.web.conftest import words
from tests.web.desks import MOST_QUERIES, PLAYED, browser_of, number, queries_of


def receive_three(scene: Scene) -> None:
    """Three complaints received just now, one of them two days late."""
    late = scene.file("authority")
    for _ in range(2):
        scene.file("authority")
    two_days_ago = timezone.localdate() - timedelta(days=2)
    Deadline.objects.filter(case=late).update(due_on=two_days_ago)
    Case.objects.filter(pk=late.pk).update(next_due_on=two_days_ago)


scene = PLAYED.then(receive_three).fixture()


def page(scene: Scene, who: str, path: str) -> str:
    return words(browser_of(scene.people[who]).get(path))


def test_what_must_move_today_stands_by_time_left(scene: Scene) -> None:
    shown = page(scene, "officer", "/office/today/")
    assert "今日清零" in shown
    assert "其中逾期 1" in shown
    assert "受理决定" in shown
    assert "超过" in shown


@pytest.mark.parametrize(
    "path", ["/office/today/", "/office/today/closing/", "/office/today/below/", "/office/supervision/"]
)
def test_pages_of_the_day_ask_little(scene: Scene, path: str) -> None:
    scene.act("director", "supervise", asked="请说明进展", reason="群众来电", by_date=timezone.localdate().isoformat())
    response, count = queries_of(browser_of(scene.people["officer"]), path)
    assert response.status_code == 200
    assert count <= MOST_QUERIES


def test_the_box_beside_the_worklist_counts_what_lies_in_ones_own_cases(scene: Scene) -> None:
    officer, late = scene.people["officer"], Case.objects.get(next_due_on__lt=timezone.localdate())
    assert "您名下今天没有要办的 全部门还剩" in page(scene, "officer", "/office/today/mine/")
    Case.objects.filter(pk=late.pk).update(officer=officer)
    left = sum(one.case_id == late.pk for one in matters_of(scene.county, timezone.now()))
    assert f"今日清零 0 / {left} 还有 {left} 件须在今天 24:00 前处理，其中 1 件已逾期" in page(
        scene, "officer", "/office/today/mine/"
    )
    scene.case = late
    scene.act("officer", "accept")
    assert "今日清零 2 / 2 您名下今天要办的都办了" in page(scene, "officer", "/office/today/mine/"), (
        "contact and decision"
    )
    assert 'hx-get="/office/today/mine/"' in browser_of(officer).get("/office/").content.decode()


def test_the_office_above_sees_the_offices_below_and_not_the_other_way(scene: Scene) -> None:
    director, left = browser_of(scene.people["director"]), matters_of(scene.county, timezone.now())
    shown = words(director.get("/office/today/below/"))
    assert "云溪区局" in shown
    assert f"0 / {len(left)} " in shown, "the late one, and on a working day whoever waits for the first word"
    assert "没结" in shown
    assert "其中逾期 1" in words(director.get(f"/office/today/?office={scene.county.pk}"))
    assert browser_of(scene.people["officer"]).get(f"/office/today/?office={scene.city.pk}").status_code == 404
    assert director.get("/office/today/?office=nonsense").status_code == 404


def test_nobody_else_gets_in(scene: Scene) -> None:
    for path in ("/office/today/", "/office/today/closing/", "/office/today/below/", "/office/supervision/"):
        for client in (Client(), *(browser_of(scene.people[who]) for who in ("consumer", "clerk", "mediator"))):
            assert client.get(path).status_code == 404


def test_the_day_closes_only_with_a_word_on_everything_left(scene: Scene) -> None:
    head = browser_of(scene.people["head"])
    left = matters_of(scene.county, timezone.now())
    keys = [one.key for one in left]
    officer = str(scene.people["officer"].pk)
    half = {f"person-{key}": officer for key in keys} | {f"reason-{key}": "" for key in keys}
    again = head.post("/office/today/closing/", half)
    assert again.status_code == 422
    for one in left:
        said = f"{show_case_number(one.ref)} {one.label.zh}：请写明为什么今天没办"
        assert said in words(again), "which case is meant"
        assert f'<a href="#reason-{one.key}">' in again.content.decode(), "and the way to its row"
    assert f'value="{officer}" selected' in again.content.decode(), "what was chosen is kept"
    assert not DayClosing.objects.exists()

    said = half | {f"reason-{key}": "商家明天才送材料来" for key in keys}
    assert head.post("/office/today/closing/", said).status_code == 302
    assert LeftOver.objects.count() == len(keys)
    assert "今天的账由方局结了" in page(scene, "officer", "/office/today/")


def test_one_word_is_laid_into_several_and_each_of_them_is_named(scene: Scene) -> None:
    Deadline.objects.filter(case__office=scene.county).update(due_on=timezone.localdate())
    Case.objects.filter(office=scene.county).update(next_due_on=timezone.localdate())
    head, officer = browser_of(scene.people["head"]), str(scene.people["officer"].pk)
    first, *others = [one.key for one in matters_of(scene.county, timezone.now())]
    typed = {f"person-{key}": "" for key in (first, *others)} | {f"reason-{first}": "等鉴定报告"}

    nothing = head.post("/office/today/closing/", typed | {"fill": "chosen", "person": officer})
    assert (nothing.status_code, "请先在下面选几件" in words(nothing)) == (422, True)
    assert 'value="等鉴定报告"' in nothing.content.decode(), "what was typed is kept"
    said = {"fill": "empty", "person": officer, "reason": "系统今天停了半天"}
    filled = head.post("/office/today/closing/", typed | said)
    assert f"填到 {len(others)} 件里了，还没结账" in words(filled)
    assert filled.content.decode().count('value="系统今天停了半天"') == len(others)
    assert not DayClosing.objects.exists(), "laying in closes nothing"

    chosen = head.post("/office/today/closing/", typed | said | {"fill": "chosen", "chosen": [others[0]]})
    assert chosen.content.decode().count('value="系统今天停了半天"') == 1
    everything = {f"person-{key}": officer for key in (first, *others)}
    reasons = {f"reason-{key}": "系统今天停了半天" for key in others} | {f"reason-{first}": "等鉴定报告"}
    assert head.post("/office/today/closing/", everything | reasons).status_code == 302
    kept = sorted(one.reason for one in LeftOver.objects.all())
    assert kept == sorted(["等鉴定报告", *["系统今天停了半天"] * len(others)])


def test_notices_stand_where_they_are_answered_and_where_they_were_sent(scene: Scene) -> None:
    by_date = (timezone.localdate() + timedelta(days=10)).isoformat()
    scene.act("director", "supervise", asked="请说明进展", reason="群众来电", by_date=by_date)
    assert "等本部门答复" in page(scene, "officer", "/office/supervision/")
    assert "本部门发出的" in page(scene, "director", "/office/supervision/")
    assert number(scene) in page(scene, "director", "/office/supervision/")
    scene.act("officer", "note_contact", how="phone", note="说了会在三天内答复")
    assert "1 / 1" in page(scene, "director", "/office/supervision/")


def test_very_many_are_left_by_groups_with_a_person_and_a_reason_each(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hejie.oversight.days.MOST", 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    Deadline.objects.filter(case__office=scene.county).update(due_on=yesterday)
    Case.objects.filter(office=scene.county).update(next_due_on=yesterday)
    head, left = browser_of(scene.people["head"]), matters_of(scene.county, timezone.now(), None)
    groups = {one.group for one in left}
    assert len(groups) < len(left)
    assert "件 · 承办人" in words(head.get("/office/today/closing/"))
    again = head.post("/office/today/closing/", {})
    assert again.status_code == 422
    assert f"{left[0].label.zh}（{left[0].officer or '—'}）：请选谁接着办" in words(again)
    assert not DayClosing.objects.exists(), "never silently"
    officer = str(scene.people["officer"].pk)
    said = {f"person-{one}": officer for one in groups} | {f"reason-{one}": "系统今天停了半天" for one in groups}
    assert head.post("/office/today/closing/", said).status_code == 302
    rows = [(str(one.person_id), one.reason) for one in LeftOver.objects.all()]
    assert rows == [(officer, "系统今天停了半天")] * len(left)
