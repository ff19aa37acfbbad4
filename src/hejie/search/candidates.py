"""Which cases have the tokens of a search: the newest first, a page at a time, whatever number of cases there are.

A word of half of all cases stands in many of the newest; a rare one in so few that all of them are read. What lies
between is looked for in as long a stretch of time as is likely to fill the page, and in the same query in a longer one
where it does not (docs/decisions/0156, 0163 and 0175).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from hejie.search import tokens
from hejie.search.shares import Shares, shares

NEWEST = 300  # cases looked at one by one before the index is asked
FEW = 500  # cases that are read at once, whenever they were filed
FREQUENT = 0.3  # tokens of more cases than this part are compared in the row: their list in the index is too long
PAGES = 1.25  # that a stretch of time has to promise
NOT_FULL = "(SELECT count(*) FROM {}) < %(limit)s"
Window = Sequence[int]  # a stretch of time: a case has any of its tokens; none is ever


@dataclass(frozen=True, slots=True)
class Sought:
    """Sets of tokens of which a case has one whole, and the scopes of which it has any; None for everything."""

    ways: Sequence[Sequence[int]]
    scopes: Sequence[int] | None


def candidates(sought: Sought, before: UUID, limit: int) -> Iterator[Sequence[UUID]]:
    """Ids that have the tokens, newest first, in portions of `limit`, and what is left of a stretch that filled one.

    Each stretch of time begins where the one before ended.
    """
    asked, waiting = _Asked(sought, shares(), limit), list[UUID]()
    for windows in asked.windows(tokens.filed_on(before)):
        while ids := asked.ids(windows, before):
            waiting, before, is_full = [*waiting, *ids], ids[-1], len(ids) >= limit
            while len(waiting) >= (1 if is_full else limit):
                yield waiting[:limit]
                waiting = waiting[limit:]
            if not is_full:
                break
    if waiting:
        yield waiting


class _Asked:
    """What is sought, and how the index is asked for it."""

    def __init__(self, sought: Sought, known: Shares, limit: int) -> None:
        self._sought, self._known, self._limit = sought, known, limit
        self._scoped = 1.0 if sought.scopes is None else known.scope.of_any(sought.scopes)
        self._telling = [self._of_two_words(way) for way in sought.ways]
        pairs = [self._shares(way) for way in self._telling]
        self._narrows = self._scoped * min(other for _, other in pairs) <= FREQUENT and not self._is_rare()
        self._by_index = [self._asked_by_index(*way) for way in zip(sought.ways, self._telling, strict=True)]
        self._share = self._scoped * sum(least * other for least, other in pairs)
        is_likely = self._share * NEWEST >= limit or not known.cases
        self._walks, self._read = NEWEST if is_likely else 0, 0

    def windows(self, until: date) -> Iterator[Sequence[Window]]:
        """The stretches of time to ask for in one query, one after the other, until the page is full."""
        few = FEW if self._narrows else FEW / self._scoped**0.5  # as far as a stretch of time would cost more
        left: list[Window] = [()] if self._at_most() <= few else list(tokens.windows(until))
        there = self._known.cases * self._share
        while left:
            promising = [one for one in left if not one or there * self._part(one) >= PAGES * self._limit]
            chosen, left = promising[:2], promising[2:]
            self._read = 0
            yield chosen
            there = (self._read + 1) / self._part(chosen[-1])

    def ids(self, windows: Sequence[Window], before: UUID) -> Sequence[UUID]:
        """One query: the newest cases one by one, the first time; where they do not fill the page, the index.

        As many as two pages, where a stretch of time has them: some of the first may not have the words.
        """
        sought = self._sought
        values: dict[str, Any] = {"before": before, "limit": self._limit, "most": 2 * self._limit, "walks": self._walks}
        values |= {"scopes": _array(sought.scopes or ())}
        values |= {f"window_{n}": _array(window) for n, window in enumerate(windows)}
        values |= {f"way_{n}": _array(way) for n, way in enumerate(sought.ways)}
        values |= {f"by_{n}": _array(some) for n, some in enumerate(self._by_index)}
        with connection.cursor() as cursor:
            cursor.execute(self._statement(windows), values)
            ids, read = cursor.fetchone()
        self._walks, self._read = 0, max(self._read, read)
        return ids

    def _statement(self, windows: Sequence[Window]) -> str:
        """Each part is asked only where those before it did not fill the page. No value is in it."""
        parts = {"newest": self._newest()} if self._walks else {}
        for n, window in enumerate(windows):
            conditions = [NOT_FULL.format(name) for name in parts]
            conditions += [f"scope && %(window_{n})s::int[]"] if window else []
            parts[f"part_{n}"] = self._indexed(conditions)
        found = " UNION ".join(f"SELECT case_id FROM {name}" for name in parts)  # noqa: S608
        return f"""
            WITH {", ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items())}
            SELECT ARRAY({found} ORDER BY case_id DESC LIMIT %(most)s), (SELECT count(*) FROM {list(parts)[-1]})
        """  # noqa: S608

    def _newest(self) -> str:
        has = " OR ".join(f"words @> %(way_{n})s::int[]" for n, _ in enumerate(self._sought.ways))
        newest = "SELECT * FROM search_caseindex WHERE case_id < %(before)s ORDER BY case_id DESC LIMIT %(walks)s"
        return f"SELECT case_id FROM ({newest}) one WHERE ({has}) AND {self._mine} LIMIT %(limit)s"  # noqa: S608

    def _indexed(self, conditions: Sequence[str]) -> str:
        """With `IS TRUE` a condition is compared in the row, and none for the index. It begins with the rarest."""
        mine = self._mine if self._narrows else f"({self._mine}) IS TRUE"
        found = "SELECT case_id FROM search_caseindex WHERE case_id < %(before)s AND "
        each = [[*self._words(n), mine, *conditions] for n, _ in enumerate(self._sought.ways)]
        return " UNION ".join(found + " AND ".join(one) for one in each)

    @property
    def _mine(self) -> str:
        return "true" if self._sought.scopes is None else "scope && %(scopes)s::int[]"

    def _words(self, n: int) -> list[str]:
        by_index = [f"words @> %(by_{n})s::int[]"] if self._by_index[n] else []
        is_all = len(self._by_index[n]) == len(self._sought.ways[n])
        return by_index if is_all else [*by_index, f"(words @> %(way_{n})s::int[]) IS TRUE"]

    def _asked_by_index(self, way: Sequence[int], telling: Sequence[int]) -> Sequence[int]:
        """The tokens to ask the index for: one of each word, rare ones all; else the least frequent or the scope."""
        words = self._known.words
        rare = [one for one in way if one not in words.known]
        found = {*rare, *(one for one in telling if words.of(one) <= FREQUENT)}
        return sorted(found) or ([] if self._narrows else telling[:1])

    # How many there may be

    def _part(self, window: Window) -> float:
        return self._known.scope.of_any(window) if window else 1.0

    def _at_most(self) -> float:
        """How many cases the index gives at most, over all time."""
        return self._known.cases * self._least() * (self._scoped if self._narrows else 1.0)

    def _least(self) -> float:
        """The share of cases that have the least frequent token of a way."""
        return min(sum(least for least, _ in map(self._shares, self._telling)), 1.0)

    def _is_rare(self) -> bool:
        """Whether the words leave so few cases that the list of a larger scope would take longer."""
        return self._least() < self._scoped and self._known.cases * self._least() <= FEW

    def _of_two_words(self, way: Sequence[int]) -> list[int]:
        """The least frequent token, and the next one of another word, if any: those of one word are about equal."""
        share = self._known.words.of
        least, *others = sorted(way, key=share)
        return [least, *[one for one in others if share(one) >= 2 * share(least)][:1]]

    def _shares(self, telling: Sequence[int]) -> tuple[float, float]:
        least, other = [*map(self._known.words.of, telling), 1.0][:2]
        return least, other


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL writes it: converted one by one they cost more than the query."""
    return "{" + ",".join(map(str, numbers)) + "}"
