"""Somebody in the mediation room with the keyboard alone, who sees the focus at every step and hears what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.room import InRoom

MOST_TABS = 90
STANDS_ON = "one => one === document.activeElement"
STANDS_SOMEWHERE = "() => document.activeElement !== document.body && document.activeElement.checkVisibility()"
# What the eye sees of it: an outline around the control, or around the label that stands for it, within the window.
IS_SEEN = """one => {
  const box = one.closest(".sr-only") ? one.closest("label") : one.closest(".hj-choice") ?? one;
  const { outlineStyle, outlineWidth } = getComputedStyle(box);
  const { top, bottom, width, height } = box.getBoundingClientRect();
  const isInView = bottom > 0 && top < innerHeight && width > 0 && height > 0;
  return isInView && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""


@dataclass(frozen=True)
class ByKeys(InRoom):
    """Tab, Shift+Tab, Enter, Space, arrows and letters: nothing else."""

    def knocks(self) -> None:
        expect(self.page.locator("[data-part=entry]")).to_be_visible()
        self._goes_to(self.page.get_by_role("textbox", name="怎么称呼您"))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(self.name)
        self._goes_to(self.page.get_by_role("radio", name=re.compile("^画面和声音")))
        for _ in range(2):
            self.page.keyboard.press("ArrowDown")
        expect(self.page.get_by_role("radio", name=re.compile("^只用文字"))).to_be_checked()
        self._goes_to(self.page.get_by_role("checkbox", name=re.compile("^我看过")))
        self.page.keyboard.press("Space")
        self._presses("进入调解室")

    def says(self, words: str) -> None:
        self._goes_to(self.page.get_by_role("textbox", name="写一句话"))
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#room-text")).to_have_value("")

    def hears(self, words: str) -> None:
        """In the talk; and a polite live region says it to whoever does not look at the page."""
        super().hears(words)
        said_by_oneself = self.page.locator(".hj-msg[data-me]", has_text=words)
        if not said_by_oneself.count():
            expect(self.page.locator("[aria-live=polite][data-part=told]")).to_contain_text(words)

    def raises_a_hand(self) -> None:
        """The way back is under the same finger."""
        self._presses("举手")
        expect(self.page.get_by_role("button", name="放下手")).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("button", name="举手")).to_be_focused()

    def lays_on_the_table(self, path: Path) -> None:
        """The label of the file box shows the focus in its place. The choice is awaited from before the way there."""
        with self.page.expect_file_chooser() as chooser:
            self._goes_to(self.page.locator("input[data-part=laying]"))
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)
        self.hears(path.name)

    def writes_a_clause(self, words: str) -> None:
        self._goes_to(self.page.get_by_role("textbox", name="内容", exact=True))
        self.page.keyboard.type(words)

    def saves_the_draft(self) -> None:
        self._presses("保存草稿，让大家看到")

    def agrees_to_the_draft(self) -> None:
        self._presses(re.compile("^同意第"))
        expect(self.page.get_by_role("button", name="收回我的同意")).to_be_visible()
        self.stands_in("#draft")

    def signs(self, phone: str) -> None:
        """The code alone: a name need not be drawn."""
        box = self._opens(re.compile("签名"))
        self._presses(re.compile("给我发验证码$"))
        expect(box.get_by_label("短信验证码")).to_be_visible()
        self._goes_to(box.get_by_role("textbox", name="短信验证码"))
        self.page.keyboard.type(self.who.demo.code(phone))
        self._presses("签名，同意这份协议")
        expect(box).to_be_hidden()
        self._stands_somewhere()

    def confirms_the_minutes(self) -> None:
        self._presses("核对无误，确认")
        self.stands_in("#minutes")

    def leaves(self) -> None:
        self._presses("离开")

    def _opens(self, name: str | re.Pattern[str]) -> Locator:
        """A link to a form, which comes in the dialog."""
        self._goes_to(self.page.get_by_role("link", name=name).first)
        self.page.keyboard.press("Enter")
        box = self.page.locator("#room-dialog")
        expect(box).to_be_visible()
        return box

    def _presses(self, name: str | re.Pattern[str]) -> None:
        self._goes_to(self.page.get_by_role("button", name=name).first)
        self.page.keyboard.press("Enter")

    def _goes_to(self, control: Locator) -> None:
        """By Tab alone, from wherever the keyboard stands: there is no trap on the way, and one sees where one is."""
        expect(control).to_be_visible()
        for _ in range(MOST_TABS):
            if control.evaluate(STANDS_ON):
                break
            self.page.keyboard.press("Tab")
        expect(control).to_be_focused()
        assert control.evaluate(IS_SEEN), f"the focus is not seen on {control}"

    def stands_in(self, place: str) -> None:
        """What was done has brought the keyboard to where its result is."""
        expect(self.page.locator(f"{place}:focus, {place} :focus").first).to_be_visible()

    def _stands_somewhere(self) -> None:
        self.page.wait_for_function(STANDS_SOMEWHERE)
