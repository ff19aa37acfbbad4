"""Five people in the mediation room, by video and by text: let in, a caucus, one draft, signed by all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from hejie.demo.cast import BY_KEY
from tests.browser.by_keys import ByKeys
from tests.browser.conftest import ARGUMENTS, WAITS, Enter
from tests.browser.looking import DESK, PHONE, ROOT, shoot
from tests.browser.papers import is_genuine, paper_of
from tests.browser.room import RELAY_ONLY, WITHOUT_VIDEO, InRoom, disputes_of
from tests.browser.running import Platform
from tests.browser.somebody import Somebody

pytestmark = pytest.mark.browser
CAMERA = ("--use-fake-device-for-media-stream=fps=5", "--use-fake-ui-for-media-stream")
HELPERS = (("support", "法务小何"), ("observer", "旁听的人"))
SECRET = "只对调解员说：底线是六百元。"
ADVICE = "只给调解员看：这类案子一般退七成。"


@pytest.fixture(scope="module")
def browser(site: Platform, chromium: str) -> Iterator[Browser]:
    """As everybody's, with a camera that shows a test picture."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=WAITS)
        found = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *CAMERA])
        yield found
        found.close()


@pytest.mark.parametrize("way", ["video", "text"])
def test_five_people_settle_in_the_room(enter: Enter, site: Platform, turn: str | None, photo: Path, way: str) -> None:
    """By text the clerk has the keyboard alone, and the consumer large type."""
    strict = WITHOUT_VIDEO if way == "text" else ""
    relayed = strict or (RELAY_ONLY if turn else "")
    consumer = somebody(enter, relayed, viewport=PHONE)
    clerk, mediator = somebody(enter, strict), somebody(enter, strict)
    if way == "text":
        consumer.context.add_cookies([{"name": "hejie_mode", "value": "elder", "url": site.url}])
    consumer.signs_in_by_phone(BY_KEY["consumer"].phone)
    clerk.signs_in_with_password("clerk")
    mediator.signs_in_with_password("mediator")
    number = disputes_of(consumer, clerk, mediator)[0 if way == "video" else -1]
    host = InRoom(mediator, "苏调解", number)
    kind = ByKeys if way == "text" else InRoom
    sides = [InRoom(consumer, "林女士", number), kind(clerk, "程经理", number)]
    host.opens()
    for one in sides:
        one.comes()
        one.look()
        one.knocks()
        waits_in_the_lobby(one)
        host.lets_in(one.name)
    helpers = [host.receives(somebody(enter, strict), side, name) for side, name in HELPERS]
    everyone = [host, *sides, *helpers]
    host.says("大家好，我们开始。")
    for one in everyone:
        one.hears("大家好，我们开始。")
        if way == "video":
            one.sees_moving_pictures_of(len(everyone))
        else:
            expect(one.page.locator("[data-part=net]")).to_have_attribute("data-state", "bad", timeout=40_000)
    all_look(everyone[:3])
    one_is_dropped_and_comes_back(sides[1], everyone, way)
    sides[1].raises_a_hand()
    alone_with_the_consumer(host, sides, helpers)
    sides[1].lays_on_the_table(photo)
    sides[0].hears(photo.name)
    all_look(sides)
    three_write_at_once(host, sides)
    all_look(sides)
    all_sign(host, sides)
    the_session_ends(host, sides)
    consumer.go(f"/cases/{number}/")
    is_genuine(enter(), paper_of(consumer, number, "调解"))


MESH = ROOT / "src/hejie/web/static/js/room_mesh.js"
IN_SIGHT = """async ([source, me]) => {
  const { inSight } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const sides = ["observer", "support", "respondent", "complainant", "mediator", "observer", "support", "complainant"];
  const guests = sides.map((side, n) => ({ id: `g${n}`, side, place: "main", by_phone: n === 7 }));
  guests.push({ id: "g8", side: "complainant", place: "caucus" }, { id: "g9", side: "respondent", place: "main" });
  return inSight({ guests, me: { guest: me, place: "main" } }, new Set(guests.map((one) => one.id)));
}"""


def test_six_see_each_other_those_who_decide_first(browser: Browser) -> None:
    """Every browser comes to the same six, whoever asks; whoever is on the telephone or in a caucus takes no place."""
    page = browser.new_page()
    for me in ("g4", "g0", "g5"):
        assert page.evaluate(IN_SIGHT, [MESH.read_text(), me]) == ["g4", "g3", "g2", "g9", "g1", "g6"]
    page.close()


def all_look(everyone: list[InRoom]) -> None:
    for one in everyone:
        one.look()


def somebody(enter: Enter, script: str, viewport: tuple[int, int] | None = None) -> Somebody:
    size = {"viewport": {"width": viewport[0], "height": viewport[1]}} if viewport else {}
    found = enter(**size)
    if script:
        found.context.add_init_script(script)
    return found


def waits_in_the_lobby(one: InRoom) -> None:
    expect(one.page.get_by_role("heading", name="已经告诉调解员您到了")).to_be_focused()
    one.look()


def one_is_dropped_and_comes_back(dropped: InRoom, everyone: list[InRoom], way: str) -> None:
    dropped.rejoins()
    dropped.says("我回来了，网断了一下。")
    for one in everyone:
        one.hears("我回来了，网断了一下。")
        if way == "video":
            one.sees_moving_pictures_of(len(everyone))


def alone_with_the_consumer(host: InRoom, sides: list[InRoom], helpers: list[InRoom]) -> None:
    """Nobody else sees a word of it, whatever their page holds; nor do the sides see what staff tell each other."""
    consumer, clerk = sides
    support, observer = helpers
    host.speaks_with("complainant")
    expect(consumer.page.locator("[data-part=alone]")).to_be_visible()
    expect(clerk.page.locator("[data-part=aside]")).to_be_visible()
    all_look([consumer, clerk, host])
    consumer.says(SECRET)
    host.hears(SECRET)
    host.speaks_with("main")
    expect(consumer.page.locator("[data-part=alone]")).to_be_hidden()
    support.page.locator("#room-to").select_option("staff")
    support.says(ADVICE)
    host.hears(ADVICE)
    support_looks_on_a_phone_and_at_a_desk(support)
    host.says("我们接着一起谈。")
    for one in (consumer, clerk, observer):
        one.hears("我们接着一起谈。")
        assert ADVICE not in one.page.content()
    for one in (clerk, support, observer):
        assert SECRET not in one.page.content()
    shoot(consumer.page, "consumer-room")
    shoot(host.page, "room")


def support_looks_on_a_phone_and_at_a_desk(support: InRoom) -> None:
    """Legal support reads what all read, writes to staff, and neither lets in, nor changes the circle, nor settles."""
    for width, height in (PHONE, DESK):
        support.page.set_viewport_size({"width": width, "height": height})
        for view in support.page.locator("[data-show]:visible").all():
            view.click()
            support.look()
    support.look()
    expect(
        support.page.locator(".hj-room__case, p[data-case], [data-part=circles]:visible, [data-part=more] button")
    ).to_have_count(0)


def three_write_at_once(host: InRoom, sides: list[InRoom]) -> None:
    writers = {host: "双方不再就此事另行主张。", sides[0]: "退款退回原支付账户。", sides[1]: "商家派人上门取回旧机。"}
    for writer, words in writers.items():
        writer.writes_a_clause(words)
    for writer in writers:
        writer.saves_the_draft()
    for reader in writers:
        for words in writers.values():
            reader.reads_in_the_draft(words)


def all_sign(host: InRoom, sides: list[InRoom]) -> None:
    for one in sides:
        one.agrees_to_the_draft()
    host.page.locator("summary", has_text="定协议，请双方签名").click()
    host.page.get_by_role("button", name="按这个方案定协议").click()
    for one, key in ((sides[0], "consumer"), (sides[1], "clerk"), (host, "mediator")):
        one.signs(BY_KEY[key].phone)
        one.look()


def the_session_ends(host: InRoom, sides: list[InRoom]) -> None:
    """The page of each says so by itself; then come the minutes, which a side says are wrong before both confirm."""
    host.ends_the_session()
    for one in sides:
        expect(one.page.get_by_role("heading", name="现在没有开着的调解会")).to_be_focused()
    host.lays_the_minutes("双方当面核对了小票。")
    sides[0].who.sees("双方当面核对了小票。")
    sides[0].objects_to_the_minutes("还核对了保修卡。")
    host.who.sees("还核对了保修卡。")
    host.lays_the_minutes("双方还核对了保修卡。")
    for one in sides:
        one.who.sees("双方还核对了保修卡。")
        one.look()
        one.confirms_the_minutes()
    expect(host.page.locator("#minutes li", has_text="已确认")).to_have_count(2)
    all_look([host, *sides])
