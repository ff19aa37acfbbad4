"""Which cases have the tokens of a search: the newest first, a page at a time, whatever number of cases there are.

A word of half of all cases stands in many of the newest; a rare one in so few that all of them are read. What lies
between is looked for in as long a stretch of time as is likely to fill the page, and in the same query in a longer one
where it does not (docs/decisions/0156 and 0163).
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
FREQUENT = 0.1  # tokens of more cases than this part are compared in the row: their list in the index is too long
OFTEN = 0.3  # the same where no stretch of time leaves few rows
PAGES = 1.25  # that a stretch of time has to promise
NOT_FULL = "(SELECT count(*) FROM {}) < %(limit)s"
UNKNOWN = 0.1  # supposed of tokens of which no share is kept: this part of the least that is kept, in any scope
Window = Sequence[int]  # a stretch of time: a case has any of its tokens; none is ever


@dataclass(frozen=True, slots=True)
class Sought:
    """Sets of tokens of which a case has one whole, and the scopes of which it has any; None for everything."""

    ways: Sequence[Sequence[int]]
    scopes: Sequence[int] | None


def candidates(sought: Sought, before: UUID, limit: int) -> Iterator[Sequence[UUID]]:
    """Ids that have the tokens, newest first, in portions of `limit`, and what is left at the end.

    Each stretch of time begins where the one before ended.
    """
    asked, waiting = _Asked(sought, shares(), limit), list[UUID]()
    for windows in asked.windows(tokens.filed_on(before)):
        while ids := asked.ids(windows, before):
            waiting, before = [*waiting, *ids], ids[-1]
            while len(waiting) >= limit:
                yield waiting[:limit]
                waiting = waiting[limit:]
            if len(ids) < limit:
                break
    if waiting:
        yield waiting


class _Asked:
    """What is sought, and how the index is asked for it."""

    def __init__(self, sought: Sought, known: Shares, limit: int) -> None:
        self._sought, self._known, self._limit = sought, known, limit
        self._scoped = 1.0 if sought.scopes is None else known.scope.of_any(sought.scopes)
        pairs = [self._of_two_words(way) for way in sought.ways]
        self._narrows = self._scoped * min(other for _, other in pairs) <= FREQUENT
        self._is_unknown = not any(map(self._is_known, sought.ways))
        self._few = FEW if self._narrows else FEW / self._scoped**0.5  # as far as a stretch of time would cost more
        self._is_alone = self._is_unknown and all(other == 1.0 for _, other in pairs)
        # Of what is unknown too long a stretch costs less than one that does not fill the page: the root is in between.
        parts = [UNKNOWN * other**0.5 if self._is_unknown else self._scoped * other for _, other in pairs]
        self._share = sum(least * part for (least, _), part in zip(pairs, parts, strict=True))
        is_likely = self._share * NEWEST >= limit or not known.cases
        self._walks, self._read = NEWEST if is_likely else 0, 0
        self._tries = self._has_all = False

    def windows(self, until: date) -> Iterator[Sequence[Window]]:
        """The stretches of time to ask for in one query, one after the other, until the page is full or all was read.

        Of tokens without a share a short one, and whether there are few at all: a name is in few cases, a word in many.
        Where a frequent word stands beside them, it is a word: a short one, a longer one and ever.
        """
        left: list[Window] = [()] if self._at_most() <= self._few else list(tokens.windows(until))
        there = self._known.cases * self._share
        self._tries = self._is_alone and len(left) > 1
        while left and not self._has_all:
            promising = [one for one in left if not one or there * self._part(one) >= PAGES * self._limit]
            chosen = self._chosen(promising)
            self._read = 0
            yield chosen
            left = promising[promising.index(chosen[-1]) + 1 :]
            there = (self._read + 1) / self._part(chosen[-1])
            self._tries = False

    def _chosen(self, promising: Sequence[Window]) -> Sequence[Window]:
        if self._tries:
            return promising[:1]
        return [*promising[:-1][:4:3], promising[-1]] if self._is_unknown and not self._is_alone else promising[:2]

    def ids(self, windows: Sequence[Window], before: UUID) -> Sequence[UUID]:
        """One query: the newest cases one by one, the first time; where they do not fill the page, the index."""
        sought = self._sought
        values: dict[str, Any] = {"before": before, "limit": self._limit, "walks": self._walks, "few": int(self._few)}
        values |= {"scopes": _array(sought.scopes or ())}
        values |= {f"window_{n}": _array(window) for n, window in enumerate(windows)}
        values |= {f"way_{n}": _array(way) for n, way in enumerate(sought.ways)}
        values |= {f"rare_{n}": _array(self._rare(way, FREQUENT)) for n, way in enumerate(sought.ways)}
        values |= {f"less_{n}": _array(self._rare(way, OFTEN)) for n, way in enumerate(sought.ways)}
        with connection.cursor() as cursor:
            cursor.execute(self._statement(windows), values)
            ids, read = cursor.fetchone()
        if self._tries:
            self._has_all, read = read <= self._few, len(ids)
        self._walks, self._read = 0, max(self._read, read)
        return ids

    def _statement(self, windows: Sequence[Window]) -> str:
        """Each part is asked only where those before it did not fill the page. No value is in it."""
        parts = {"newest": self._newest()} if self._walks else {}
        for n, window in enumerate(windows):
            conditions = [NOT_FULL.format(name) for name in parts]
            conditions += [f"scope && %(window_{n})s::int[]"] if window else []
            parts[f"part_{n}"] = self._indexed(conditions, *(("rare", FREQUENT) if window else ("less", OFTEN)))
        counted = list(parts)[-1]
        found = " UNION ".join(f"SELECT case_id FROM {name}" for name in parts)  # noqa: S608
        if self._tries:
            counted, parts["tried"] = "tried", self._tried(NOT_FULL.format(counted))
            found += f" UNION SELECT case_id FROM tried WHERE (SELECT count(*) FROM tried) <= %(few)s AND {self._mine}"  # noqa: S608
        return f"""
            WITH {", ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items())}
            SELECT ARRAY({found} ORDER BY case_id DESC LIMIT %(limit)s), (SELECT count(*) FROM {counted})
        """  # noqa: S608

    def _tried(self, condition: str) -> str:
        """What has the tokens, whenever it was filed: one more than a few at most, so that a word is soon given up."""
        mine = [self._mine] if self._narrows else []
        found = "SELECT case_id, scope FROM search_caseindex WHERE case_id < %(before)s AND "
        each = ([*self._words(n, "rare", FREQUENT), condition, *mine] for n, _ in enumerate(self._sought.ways))
        return f"SELECT * FROM ({' UNION ALL '.join(found + ' AND '.join(one) for one in each)}) one LIMIT %(few)s + 1"  # noqa: S608

    def _newest(self) -> str:
        has = " OR ".join(f"words @> %(way_{n})s::int[]" for n, _ in enumerate(self._sought.ways))
        newest = "SELECT * FROM search_caseindex WHERE case_id < %(before)s ORDER BY case_id DESC LIMIT %(walks)s"
        return f"SELECT case_id FROM ({newest}) one WHERE ({has}) AND {self._mine} LIMIT %(limit)s"  # noqa: S608

    def _indexed(self, conditions: Sequence[str], by: str, most: float) -> str:
        """With `IS TRUE` a condition is compared in the row, and none for the index."""
        mine = self._mine if self._narrows else f"({self._mine}) IS TRUE"
        found = "SELECT case_id FROM search_caseindex WHERE case_id < %(before)s AND "
        each = [[*self._words(n, by, most), *conditions, mine] for n, _ in enumerate(self._sought.ways)]
        return " UNION ".join(found + " AND ".join(one) for one in each)

    @property
    def _mine(self) -> str:
        return "true" if self._sought.scopes is None else "scope && %(scopes)s::int[]"

    def _words(self, n: int, by: str, most: float) -> list[str]:
        way = self._sought.ways[n]
        rare = self._rare(way, most)
        by_index = [f"words @> %({by}_{n})s::int[]"] if rare else []
        return by_index if rare == list(way) else [*by_index, f"(words @> %(way_{n})s::int[]) IS TRUE"]

    def _rare(self, way: Sequence[int], most: float) -> list[int]:
        """The tokens to ask the index for: those that are not frequent; else the least frequent, or the scope alone."""
        share = self._known.words.of
        found = [one for one in way if share(one) <= most]
        return found or ([] if self._narrows else [min(way, key=share)])

    # How many there may be

    def _part(self, window: Window) -> float:
        return self._known.scope.of_any(window) if window else 1.0

    def _at_most(self) -> float:
        """How many cases the index gives at most, over all time."""
        each = sum(min(map(self._known.words.of, way)) for way in self._sought.ways)
        return self._known.cases * min(each, 1.0) * (self._scoped if self._narrows else 1.0)

    def _of_two_words(self, way: Sequence[int]) -> tuple[float, float]:
        """The share of the least frequent token, and of one that is of another word: those of one are about equal."""
        each = sorted(map(self._known.words.of, way))
        other = next((share for share in each if share >= 2 * each[0]), 1.0)
        return each[0], other

    def _is_known(self, way: Sequence[int]) -> bool:
        """Of tokens that are not frequent no share is kept: there may be far fewer."""
        return self._known.words.known.keys() >= set(way)


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL writes it: converted one by one they cost more than the query."""
    return "{" + ",".join(map(str, numbers)) + "}"
