"""Which cases have the tokens of a search: the newest first, a page at a time, whatever number of cases there are.

A word of half of all cases stands in many of the newest; a rare one in so few that all of them are read. What lies
between is looked for in as long a stretch of time as is likely to fill the page (docs/decisions/0156).
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
FEW = 300  # cases that are read at once, whenever they were filed
EVERY = 2**31 - 1
FREQUENT = 0.3  # tokens of more cases than this part are compared in the row: their list in the index is too long
MOST, COUNTED = 4, 2  # pages that a stretch of time has to promise: by the most there may be, by those found before


@dataclass(frozen=True, slots=True)
class Sought:
    """Sets of tokens of which a case has one whole, and the scopes of which it has any; None for everything."""

    ways: Sequence[Sequence[int]]
    scopes: Sequence[int] | None


def candidates(sought: Sought, before: UUID, limit: int) -> Iterator[Sequence[UUID]]:
    """Ids that have the tokens, newest first, in portions of `limit` or more, and what is left at the end.

    Each stretch of time begins where the one before ended.
    """
    asked, waiting = _Asked(sought, shares(), limit), list[UUID]()
    for window in asked.windows(tokens.filed_on(before)):
        while ids := asked.ids(window, before):
            waiting, before = [*waiting, *ids], ids[-1]
            if len(waiting) >= limit:
                yield waiting
                waiting = []
            if len(ids) < limit:
                break
    if waiting:
        yield waiting


class _Asked:
    """What is sought, and how the index is asked for it."""

    def __init__(self, sought: Sought, known: Shares, limit: int) -> None:
        self._sought, self._known, self._limit = sought, known, limit
        self._narrows = sought.scopes is not None and known.scope.of_any(sought.scopes) <= FREQUENT
        self._walks, self._most, self._read = NEWEST, FEW, 0

    def windows(self, until: date) -> Iterator[Sequence[int]]:
        """The stretches of time to ask for, one after the other until the page is full or all was read."""
        there = self._expected()
        if there <= FEW or self._is_unknown():
            yield ()
            if self._read < FEW:
                return
        self._most, pages = EVERY, MOST
        for window in tokens.windows(until):
            part = self._known.scope.of_any(window) if window else 1.0
            if window and there * part < pages * self._limit:
                continue
            self._read = 0
            yield window
            there, pages = (self._read + 1) / part, COUNTED

    def ids(self, window: Sequence[int], before: UUID) -> Sequence[UUID]:
        """One query: the first time the newest cases one by one; where they do not fill a page, the index."""
        sought = self._sought
        values: dict[str, Any] = {"before": before, "limit": self._limit, "walks": self._walks, "most": self._most}
        values |= {"window": list(window), "scopes": sought.scopes}
        values |= {f"way_{n}": list(way) for n, way in enumerate(sought.ways)}
        values |= {f"rare_{n}": self._rare(way) for n, way in enumerate(sought.ways)}
        with connection.cursor() as cursor:
            cursor.execute(self._statement(is_timed=bool(window)), values)
            ids, read = cursor.fetchone()
        self._walks, self._read = 0, self._read + read
        return ids

    def _statement(self, *, is_timed: bool) -> str:
        """With `IS TRUE` a condition is compared in the row, and none for the index. No value is in it."""
        mine = "true" if self._sought.scopes is None else "scope && %(scopes)s::int[]"
        where = ["(SELECT count(*) FROM newest) < %(limit)s", "case_id < %(before)s"]
        where += ["scope && %(window)s::int[]"] if is_timed else []
        where += [mine if self._narrows else f"({mine}) IS TRUE"]
        has = [f"words @> %(way_{n})s::int[]" for n, _ in enumerate(self._sought.ways)]
        each = [" AND ".join([*self._words(n), *where]) for n, _ in enumerate(has)]
        parts = [f"(SELECT case_id FROM search_caseindex WHERE {one} LIMIT %(most)s)" for one in each]  # noqa: S608
        return f"""
            WITH newest AS MATERIALIZED (
                SELECT case_id FROM (
                    SELECT * FROM search_caseindex WHERE case_id < %(before)s ORDER BY case_id DESC LIMIT %(walks)s
                ) one WHERE ({" OR ".join(has)}) AND {mine} LIMIT %(limit)s
            ), indexed AS MATERIALIZED ({" UNION ".join(parts)})
            SELECT ARRAY(
                SELECT case_id FROM newest
                UNION SELECT case_id FROM indexed WHERE (SELECT count(*) FROM indexed) < %(most)s
                ORDER BY case_id DESC LIMIT %(limit)s
            ), (SELECT count(*) FROM indexed)
        """  # noqa: S608

    def _words(self, n: int) -> list[str]:
        by_index = f"words @> %(rare_{n})s::int[]"
        way = self._sought.ways[n]
        return [by_index] if self._rare(way) == list(way) else [by_index, f"(words @> %(way_{n})s::int[]) IS TRUE"]

    def _rare(self, way: Sequence[int]) -> list[int]:
        """The tokens to ask the index for: those that are not frequent, else the least frequent one."""
        share = self._known.words.of
        return [one for one in way if share(one) <= FREQUENT] or [min(way, key=share)]

    def _expected(self) -> float:
        """How many cases the index gives at most, over all time."""
        sought, known = self._sought, self._known
        each = sum(min(map(known.words.of, way)) for way in sought.ways)
        return known.cases * min(each, 1.0) * (known.scope.of_any(sought.scopes or ()) if self._narrows else 1.0)

    def _is_unknown(self) -> bool:
        """Whether there may be far fewer: of tokens that are not frequent no share is kept."""
        known = self._known.words.known
        return not any(known.keys() >= set(way) for way in self._sought.ways)
