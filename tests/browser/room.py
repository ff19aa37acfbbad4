"""Five people of one dispute in the mediation room, each with a browser, and what they do there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.somebody import Somebody

# What a strict network lets through: nothing but a relay by TCP; or nothing at all, and no camera either.
RELAY_ONLY = """
const Plain = RTCPeerConnection;
window.kinds = [];
window.RTCPeerConnection = function (options) {
  return new Plain({ ...options, iceTransportPolicy: "relay" });
};
"""
WITHOUT_VIDEO = """
navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("blocked", "NotAllowedError"));
const Plain = RTCPeerConnection;
window.RTCPeerConnection = function () { return new Plain({ iceServers: [], iceTransportPolicy: "relay" }); };
"""
# Waits until so many pictures are bright and each has grown by frames; looks every quarter of a second, for a minute.
# Answers with what every picture is like at the end.
MOVING = """async (number) => {
  const first = new Map();
  const told = (seat) => {
    const video = seat.querySelector("video");
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 24 });
    const pen = canvas.getContext("2d");
    pen.drawImage(video, 0, 0, 32, 24);
    const isBright = pen.getImageData(0, 0, 32, 24).data.some((value, place) => place % 4 < 3 && value > 40);
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    if (!first.has(video)) first.set(video, frames);
    return { seat: seat.innerText, isMoving: isBright && frames > first.get(video) + 2, isBright, frames };
  };
  const all = () => [...document.querySelectorAll(".hj-seat")].map(told);
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((go) => setTimeout(go, 250)))
    if (all().filter((one) => one.isMoving).length === number) break;
  return all();
}"""

# Waits until a box of the draft holds these words, for a minute at most. Answers with what the boxes hold at the end.
HOLDS = """async (words) => {
  const held = () => [...document.querySelectorAll("#draft-clauses textarea")].map((box) => box.value);
  const holds = () => held().some((text) => text.includes(words));
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((go) => setTimeout(go, 250)))
    if (holds()) break;
  return held();
}"""
# Words that do not fit into the box they stand in, where nobody can scroll to the rest of them.
CUT_OFF = """() => [...document.querySelectorAll("main *, dialog[open] *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.closest(".sr-only, video, canvas, svg, select, textarea"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const words = range.getBoundingClientRect();
    for (let box = one; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const frame = box.getBoundingClientRect();
      if (frame.width <= 1 || frame.height <= 1) return false; // for those who listen alone
      const isClipped = (how) => how === "hidden" || how === "clip";
      if (isClipped(overflowX) && (words.right > frame.right + 1 || words.left < frame.left - 1)) return true;
      if (isClipped(overflowY) && (words.bottom > frame.bottom + 1 || words.top < frame.top - 1)) return true;
    }
    return words.right > innerWidth + 1;
  })
  .map((one) => `cut off: ${one.innerText.slice(0, 40)}`)"""


def disputes_of(consumer: Somebody, clerk: Somebody, mediator: Somebody) -> list[str]:
    """The consumer's disputes with the clerk's shop that this mediator mediates."""
    consumer.go("/my/")
    rows = consumer.page.locator("li, tr").filter(has_text="调解中").all_inner_texts()
    numbers = dict.fromkeys(re.findall(r"\d{4}-\d{4}-\d{4}", "".join(rows)))
    return [
        one
        for one in numbers
        if clerk.page.request.get(f"/desk/cases/{one}/").ok and mediator.page.request.get(f"/rooms/{one}/").ok
    ]


@dataclass(frozen=True)
class InRoom:
    """Somebody in the room of a case."""

    who: Somebody
    name: str
    number: str

    @property
    def page(self) -> Page:
        return self.who.page

    def comes(self) -> None:
        self.page.goto(f"/rooms/{self.number}/in/")

    def look(self) -> None:
        """The page as it stands: nothing for axe to find, nothing too small for a thumb, nothing cut off."""
        self.who.look()
        cut_off = self.page.evaluate(CUT_OFF)
        assert not cut_off, f"{self.name}: {cut_off}"

    def opens(self) -> None:
        """The mediator begins a session and goes in."""
        self.comes()
        self.page.get_by_role("link", name="开始调解会").click()
        self.who.look()
        self.page.locator("#room-dialog form button").last.click()
        self.knocks()
        expect(self.page.locator("#inside .hj-seats")).to_be_visible()
        self.who.look()

    def receives(self, who: Somebody, side: str, name: str) -> InRoom:
        """Somebody without an account, by a link of the mediator's."""
        link = self.invites(side, name)
        one = InRoom(who, name, self.number)
        one.who.go(link)
        one.page.locator("main form button").click()
        one.knocks()
        self.lets_in(name)
        return one

    def knocks(self) -> None:
        form = self.page.locator("[data-part=entry]")
        expect(form).to_be_visible()
        form.locator("[name=name]").fill(self.name)
        form.locator("[name=rules_read]").check()
        form.locator("button").click()

    def looks_at(self, part: str) -> None:
        """On a phone one part is shown at a time."""
        tab = self.page.locator(f"[data-show={part}]")
        if tab.is_visible():
            tab.click()

    def says(self, words: str) -> None:
        self.looks_at("talk")
        self.page.locator("#room-text").fill(words)
        self.page.locator("[data-part=talk] form button").click()
        expect(self.page.locator("#room-text")).to_have_value("")

    def hears(self, words: str) -> None:
        self.looks_at("talk")
        expect(self.page.locator("[data-lines]")).to_contain_text(words)

    def lets_in(self, name: str) -> None:
        row = self.page.locator("[data-part=people] li", has_text=name)
        row.get_by_role("button", name=f"请进来 {name}", exact=True).click()
        self.answers(identity="asked")
        self.hears(f"{name} 进来了")

    def answers(self, **inputs: str) -> None:
        """The dialog that an act opened."""
        box = self.page.locator("#room-dialog form")
        for name, value in inputs.items():
            one = box.locator(f"[name={name}]")
            if one.evaluate("one => one.tagName") == "SELECT":
                one.select_option(value)
            else:
                one.fill(value)
        box.locator("button").last.click()

    def invites(self, side: str, name: str) -> str:
        """A link for somebody; the mediator's page shows it."""
        self.unfolds("更多")
        self.page.locator("[data-part=more]").get_by_role("button", name="发进门链接").click()
        self.answers(side=side, name=name)
        link = self.page.locator("[data-part=people] li", has_text=name).locator("input")
        return link.input_value()

    def unfolds(self, name: str) -> None:
        fold = self.page.locator("details:not([open]) > summary", has_text=name)
        if fold.count():
            fold.first.click()

    def speaks_with(self, circle: str) -> None:
        self.page.locator(f"[data-circle={circle}]").click()
        expect(self.page.locator(f"[data-circle={circle}]")).to_have_attribute("aria-pressed", "true")

    def raises_a_hand(self) -> None:
        self.looks_at("pictures")
        self.page.get_by_role("button", name="举手").click()
        self.page.get_by_role("button", name="放下手").click()

    def lays_on_the_table(self, path: Path) -> None:
        self.looks_at("talk")
        self.page.locator("input[data-part=laying]").set_input_files(path)
        self.hears(path.name)

    def on_the_table(self, name: str) -> str:
        """The address of a file that lies there, as this reader's page links it."""
        link = self.page.locator("[data-lines] a", has_text=name)
        return str(link.evaluate("link => link.href"))

    def writes_a_clause(self, words: str) -> None:
        """A clause of one's own, to be saved by its button while others do the same."""
        self.looks_at("case")
        self.page.locator("#text-new").fill(words)

    def saves_the_draft(self) -> None:
        self.page.locator("#draft-form").get_by_role("button", name="保存草稿").last.click()

    def reads_in_the_draft(self, words: str) -> None:
        self.looks_at("case")
        held = self.page.evaluate(HOLDS, words)
        assert any(words in text for text in held), f"{self.name} does not read “{words}” in {held}"

    def agrees_to_the_draft(self) -> None:
        self.looks_at("case")
        self.page.get_by_role("button", name=re.compile("^同意第")).click()
        expect(self.page.get_by_role("button", name="收回我的同意")).to_be_visible()

    def signs(self, phone: str) -> None:
        """In the dialog, without leaving the room: a code to the phone, and the name drawn by hand."""
        self.looks_at("case")
        self.page.locator("[data-case]").get_by_role("link", name=re.compile("签名")).first.click()
        box = self.page.locator("#room-dialog")
        box.get_by_role("button", name="给我发验证码").click()
        expect(box.get_by_label("短信验证码")).to_be_visible()
        box.get_by_label("短信验证码").fill(self.who.demo.code(phone))
        self.who.draws_the_name()
        box.get_by_role("button", name="签名，同意这份协议").click()
        expect(box).to_be_hidden()

    def ends_the_session(self) -> None:
        self.page.get_by_role("link", name="结束调解会").click()
        box = self.page.locator("#room-dialog")
        box.get_by_text("谈成了").click()
        box.get_by_role("button", name="结束调解会").click()
        expect(self.page.get_by_role("heading", name="现在没有开着的调解会")).to_be_visible()

    def lays_the_minutes(self, more: str) -> None:
        """They are drawn up from what happened; the mediator adds to them and lays them before both sides."""
        self.unfolds("改好再交双方核对")
        words = self.page.locator("#minutes").get_by_label("调解会记录")
        expect(words).to_have_value(re.compile("第 1 次调解会"))
        words.fill(f"{words.input_value()}\n{more}")
        self.page.get_by_role("button", name="把调解会记录交双方核对").click()
        self.who.sees(more)

    def confirms_the_minutes(self) -> None:
        self.page.get_by_role("button", name="核对无误，确认").click()
        self.who.sees(re.compile("已确认"))

    def objects_to_the_minutes(self, words: str) -> None:
        """In the dialog, where the minutes are read."""
        self.page.get_by_role("link", name="有不对的地方").click()
        box = self.page.locator("#room-dialog")
        box.locator("[name=text]").fill(words)
        box.get_by_role("button", name="提出异议，并告诉调解员").click()
        expect(box).to_be_hidden()

    def rejoins(self) -> None:
        """The network goes and the page is opened again: let in before, nobody has to be asked."""
        self.who.context.set_offline(True)
        expect(self.page.locator("[data-part=net]")).to_have_attribute("data-state", "offline", timeout=40_000)
        self.who.context.set_offline(False)
        self.page.reload()

    def sees_moving_pictures_of(self, number: int) -> None:
        """So many pictures, one's own included: bright, with ever more frames."""
        self.looks_at("pictures")
        seats = self.page.evaluate(MOVING, number)
        assert [seat["isMoving"] for seat in seats] == [True] * number, f"{self.name} sees {seats}"
