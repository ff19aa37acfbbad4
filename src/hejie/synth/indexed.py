"""The search index of invented cases: tokens as `search.matching` takes them, kept for whoever comes again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from hejie.search import tokens
from hejie.synth.people import Consumer, Shop
from hejie.synth.words import Matter, title


class Tokens:
    """Tokens of matters, people, shops and places under one key. `paths`: offices from the nation down, by office."""

    def __init__(self, key: bytes, paths: Mapping[str, Sequence[str]]) -> None:
        self._key = key
        self._paths = {office: tuple(path) for office, path in paths.items()}
        self._matters: dict[str, dict[Matter, frozenset[int]]] = {"complaint": {}, "report": {}, "enquiry": {}}
        self._names: dict[Consumer, frozenset[int]] = {}
        self._phones: dict[Consumer, frozenset[int]] = {}
        self._shops: dict[Shop, frozenset[int]] = {}
        self._ids: dict[tuple[str, str], int] = {}
        self._offices: dict[tuple[str, bool], frozenset[int]] = {}
        self._days: dict[date, frozenset[int]] = {}

    def of_matter(self, kind: str, matter: Matter) -> frozenset[int]:
        """Of the title, the story, and of a complaint the goods."""
        kept = self._matters[kind]
        if matter not in kept:
            texts = [title(kind, matter), matter.story, matter.goods if kind == "complaint" else ""]
            kept[matter] = self._pairs(texts)
        return kept[matter]

    def of_name(self, who: Consumer) -> frozenset[int]:
        if who not in self._names:
            self._names[who] = self._pairs([who.name])
        return self._names[who]

    def of_phone(self, who: Consumer) -> frozenset[int]:
        if who not in self._phones:
            last = who.phone[-tokens.LAST_DIGITS :]
            self._phones[who] = frozenset((self._one("phone", who.phone), self._one("last digits", last)))
        return self._phones[who]

    def of_shop(self, shop: Shop) -> frozenset[int]:
        if shop not in self._shops:
            self._shops[shop] = self._pairs([shop.name, shop.short_name])
        return self._shops[shop]

    def of_order(self, number: str) -> int:
        return self._one("order", _letters(number[:3]) + number[3:])

    def of_id(self, purpose: str, row_id: str) -> int:
        key = (purpose, row_id)
        if key not in self._ids:
            self._ids[key] = self._one(purpose, row_id)
        return self._ids[key]

    def of_office(self, office: str, *, enquiries: bool) -> frozenset[int]:
        """Of the offices up to the nation."""
        key = (office, enquiries)
        if key not in self._offices:
            path = self._paths[office]
            more = {tokens.of_office(one, enquiries=True) for one in path} if enquiries else set()
            self._offices[key] = frozenset(more.union(map(tokens.of_office, path)))
        return self._offices[key]

    def of_day(self, day: date) -> frozenset[int]:
        if day not in self._days:
            self._days[day] = frozenset(tokens.days_of(day))
        return self._days[day]

    def _pairs(self, texts: Iterable[str]) -> frozenset[int]:
        found = (pair for text in texts for pair in tokens.pairs(tokens.comparable(text)))
        return frozenset([self._one("pair", pair) for pair in found])

    def _one(self, purpose: str, value: str) -> int:
        return tokens.keyed_token(self._key, purpose, value)


@cache
def _letters(text: str) -> str:
    """What comes before the digits of an order number, as `tokens.comparable` reads it."""
    return tokens.comparable(text)


def array(found: Iterable[int]) -> str:
    """Tokens in order, as COPY reads them."""
    return "{" + ",".join(map(str, sorted(found))) + "}"
