"""How a message is put together: who, what, by when, what silence means, and the short link, in both languages."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from hejie.rules.model import Text

Value: TypeAlias = str | int | date | Text

# Every placeholder a text may use. Dates may be given as `date`, words in both languages as `Text`.
PLACEHOLDERS: Mapping[str, str] = {
    "ref": "case number in fours",
    "trader": "the trader's short name",
    "consumer": "how the consumer is addressed between parties, e.g. 林女士",
    "who": "what somebody is to the consumer, e.g. 委托代理人",
    "title": "the matter in a few words",
    "office": "the handling office",
    "mediator": "the mediator's name",
    "terms": "an offer in one line, e.g. 退款 1,299 元",
    "promise": "one promise in one line",
    "task": "what is to be done",
    "due": "the last day",
    "silence": "what happens when nobody answers",
    "reason": "ground and reason in one line",
    "state": "where the case stands now",
    "next": "what happens next there",
    "body": "to whom mediation is delegated",
    "hour": "time of day",
    "place": "where to come",
    "phone": "a phone, masked",
    "calendar": "short address of the meeting, with its file for calendars",
    "paper": "title of a paper",
    "number": "number of a paper",
    "code": "six digits",
    "minutes": "how long the code is good for",
    "link": "short address of the page",
}
SIGNATURE = Text("【和解】", "[Hejie] ")
BETWEEN_LANGUAGES = "\x1e"  # the record separator of ASCII: nobody can type it, see `base.text`
WEEKDAYS = "一二三四五六日"
ENGLISH_DAY = "%a %-d %b %Y"


@dataclass(frozen=True, slots=True)
class Template:
    """One message. `media`: where it goes when the recipient can be reached there.

    Texts that are secret (codes) are not kept once sent.
    """

    title: Text
    text: Text
    media: tuple[str, ...] = ("inapp", "sms")
    is_secret: bool = False

    @property
    def placeholders(self) -> frozenset[str]:
        return placeholders(self.text.zh) | placeholders(self.text.en)

    def render(self, values: Mapping[str, Value], language: str) -> str:
        """The finished text. Raises ValueError when a value is missing."""
        if missing := self.placeholders - values.keys():
            raise ValueError(f"message without {', '.join(sorted(missing))}")
        is_english = language.startswith("en")
        said = {name: say(values[name], is_english=is_english) for name in self.placeholders}
        return (self.text.en if is_english else self.text.zh).format_map(said)

    def render_both(self, values: Mapping[str, Value]) -> str:
        """Both languages as one text, for `read_in`: whoever reads a notice may have changed the language since."""
        return BETWEEN_LANGUAGES.join(self.render(values, language) for language in ("zh", "en"))


def read_in(text: str, language: str) -> str:
    """A text in one language; what was written in one alone is read as it is."""
    chinese, is_both, english = text.partition(BETWEEN_LANGUAGES)
    return english if is_both and language.startswith("en") else chinese


@cache
def placeholders(text: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def say(value: Value, *, is_english: bool) -> str:
    """A value as it stands in a message: dates with year and weekday, since nobody knows when it will be read again."""
    if isinstance(value, date):
        chinese = f"{value.year}年{value.month}月{value.day}日（周{WEEKDAYS[value.weekday()]}）"
        return value.strftime(ENGLISH_DAY) if is_english else chinese
    if isinstance(value, Text):
        return value.en if is_english else value.zh
    return str(value)


def outside(text: str, language: str) -> str:
    """A text as it leaves the house: with the sender's name in front, as text messages must have it."""
    return (SIGNATURE.en if language.startswith("en") else SIGNATURE.zh) + text
