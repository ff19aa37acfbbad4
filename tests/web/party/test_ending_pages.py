"""How it ends, as the sides see it: an oral agreement, the minutes, promises day by day, the ways on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hejie.agreements.promises import sweep_promises
from hejie.cases.models import Case
from hejie.rooms.minutes import draft
from hejie.rules import machine
from tests.apps.agreements.scene import REFUND, RETURN, Scene
from tests.apps.agreements.test_roads import agree_by_word, delegate
from tests.web.conftest import words
from tests.web.desks import act, browser_of, number


def test_each_side_reads_the_oral_agreement_and_says_yes_on_its_own_page(scene: Scene) -> None:
    delegate(scene, "association")
    agree_by_word(scene)
    ref = number(scene)
    pages = {"consumer": f"/cases/{ref}/", "clerk": f"/desk/cases/{ref}/", "mediator": f"/rooms/{ref}/"}
    browsers = {who: browser_of(scene.people[who]) for who in pages}
    for who, path in pages.items():
        shown = words(browsers[who].get(path))
        assert "调解员记下的口头协议" in shown
        assert "退还货款 1,299 元" in shown
        assert ("同意，就按记下的办" in shown) is (who != "mediator")
        assert ("记下电话里说的" in shown) is (who == "mediator")
    assert act(browsers["consumer"], scene, "confirm_oral").status_code == 302
    assert "还没回答" in words(browsers["mediator"].get(pages["mediator"]))
    assert act(browsers["clerk"], scene, "confirm_oral").status_code == 302
    assert scene.state == "performing"


def test_the_mediator_lays_the_drafted_minutes_and_the_sides_confirm_or_object(scene: Scene) -> None:
    scene.mediate()
    scene.act("mediator", "open_session")
    scene.act("mediator", "end_session", outcome="again")
    ref = number(scene)
    mediator, consumer, clerk = (browser_of(scene.people[who]) for who in ("mediator", "consumer", "clerk"))
    drafted = draft(scene.case)
    assert drafted.splitlines()[0] == "第 1 次调解会"
    assert "结果：还要再谈一次" in mediator.get(f"/rooms/{ref}/").content.decode()
    assert drafted.splitlines()[1] in mediator.get(f"/cases/{ref}/moves/lay_minutes/").content.decode()
    assert 'id="minutes-title"' not in consumer.get(f"/cases/{ref}/").content.decode()
    act(mediator, scene, "lay_minutes", text=drafted)
    assert "核对无误，确认" in words(consumer.get(f"/cases/{ref}/"))
    act(consumer, scene, "confirm_minutes")
    act(clerk, scene, "object_minutes", text="开始的时间不对，是十点半。")
    page = words(mediator.get(f"/rooms/{ref}/"))
    assert "说有不对的地方" in page
    assert "开始的时间不对，是十点半。" in page
    act(mediator, scene, "lay_minutes", text=drafted + "\n开始时间更正为十点半。")
    assert "核对无误，确认" in words(consumer.get(f"/cases/{ref}/"))  # a new text is confirmed anew


def test_a_promise_is_shown_with_its_standing_its_parts_and_the_next_legal_step(scene: Scene) -> None:
    scene.now -= timedelta(days=20)
    scene.mediate()
    scene.act("mediator", "propose_agreement", terms=[REFUND])
    scene.sign("consumer", "clerk", "mediator")
    scene.act("consumer", "confirm_part", promise="0", amount="300.00")
    consumer, path = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/"
    sweep_promises(now=scene.now + timedelta(days=9))
    assert "接下来：可以请对方履行，或选择下一步" in words(consumer.get("/notices/"))
    trader = words(browser_of(scene.people["clerk"]).get("/notices/"))
    assert "接下来：请您尽快办好，对方可以选择下一步" in trader
    assert "可以请对方履行" not in trader
    shown = words(consumer.get(path))
    assert "没有履行" in shown
    assert "已收到 300 元，还差 999 元" in shown
    assert "只收到一部分" in shown
    assert "协议生效还没满 30 天，可以一起请法院确认" in shown
    assert "《中华人民共和国民事诉讼法》第二百零五条" in shown


def test_whoever_missed_their_own_day_is_told_so_and_offered_no_way_against_the_other(scene: Scene) -> None:
    scene.now -= timedelta(days=20)
    scene.mediate()
    scene.act("mediator", "propose_agreement", terms=[RETURN])
    scene.sign("consumer", "clerk", "mediator")
    pages = {
        who: words(browser_of(scene.people[who]).get(f"/{home}/{number(scene)}/"))
        for who, home in (("consumer", "cases"), ("clerk", "desk/cases"))
    }
    assert "约定的日子过了，您还没办，请尽快办好" in pages["consumer"]
    assert "对方没履行，结束案件" not in pages["consumer"]
    assert "请对方点“收到了”" in pages["consumer"]
    assert "您先不用做什么" not in pages["consumer"]
    assert "对方没按约定办，请选下一步" in pages["clerk"]
    assert "对方没履行，结束案件" in pages["clerk"]


UNSETTLED = {"unperformed", "refused", "withdrawn", "ended", "redirected"}
ENDED = [key for key, state in machine.edition("cn_order121").procedures["complaint"].states.items() if state.final]


@pytest.mark.parametrize("how", ["direct", "authority"])
def test_every_end_leads_to_the_ways_on(scene: Scene, how: str) -> None:
    scene.file(how)
    consumer, path = browser_of(scene.people["consumer"]), f"/cases/{number(scene)}/"
    for state in [*ENDED, "terminated"]:
        Case.objects.filter(pk=scene.case.pk).update(state=state, closed_at=scene.now)
        page = consumer.get(path).content.decode()
        assert f'href="{path}ways/"' in page, state
        now = page.partition('id="way"')[0]
        assert (f'href="{path}ways/"' in now) is (state in UNSETTLED), f"{state}: what comes next comes first"
        on = consumer.get(f"{path}ways/")
        assert "向商家所在地（云溪区人民法院）" in words(on), state
        assert f'href="/file/?kind=report&amp;trader={scene.case.trader_id}"' in on.content.decode(), state
