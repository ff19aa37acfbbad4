"""Five people of one dispute in the mediation room, each with a browser, and what they do there."""

from __future__ import annotations

from dataclasses import dataclass

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
# Waits until so many pictures are bright and each has grown by frames, looked at every quarter of a second.
MOVING = """async (number) => {
  const seen = new Map();
  const grew = (video) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 24 });
    const pen = canvas.getContext("2d");
    pen.drawImage(video, 0, 0, 32, 24);
    const isBright = pen.getImageData(0, 0, 32, 24).data.some((value, place) => place % 4 < 3 && value > 40);
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    if (!seen.has(video)) seen.set(video, frames);
    return isBright && frames > seen.get(video) + 2;
  };
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((go) => setTimeout(go, 250)))
    if ([...document.querySelectorAll(".hj-seat video")].filter(grew).length === number) return number;
  return [...seen].filter(([video, frames]) => video.getVideoPlaybackQuality().totalVideoFrames > frames).length;
}"""


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
        row.get_by_role("button", name="请进来", exact=True).click()
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

    def sees_moving_pictures_of(self, number: int) -> None:
        """So many pictures, one's own included: bright, with ever more frames."""
        self.looks_at("pictures")
        assert self.page.evaluate(MOVING, number) == number
