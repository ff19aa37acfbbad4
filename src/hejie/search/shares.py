"""How large a part of all cases has a token: what PostgreSQL keeps of the index for its own plans.

It decides in which way the index is asked, never what is found.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection

REMEMBERED_FOR = 600  # seconds
OF_THE_LEAST = 1 / 3  # of the least share that is kept: what is supposed of a token of which none is
KEPT = """
    SELECT attname, greatest(reltuples, 0), most_common_elems::text::int[], most_common_elem_freqs
    FROM pg_class JOIN pg_stats ON tablename = relname AND schemaname = relnamespace::regnamespace::text
    WHERE pg_class.oid = 'search_caseindex'::regclass AND attname IN ('words', 'scope')
"""


@dataclass(frozen=True, slots=True)
class Column:
    """The share of each of the most frequent tokens; of any other what is supposed of it."""

    known: Mapping[int, float] = field(default_factory=dict)
    rest: float = 0.0

    def of(self, token: int) -> float:
        return self.known.get(token, self.rest)

    def of_any(self, tokens: Iterable[int]) -> float:
        """Of the cases that have one of these tokens or more, at most."""
        return min(1.0, sum(map(self.of, tokens)))


@dataclass(frozen=True, slots=True)
class Shares:
    """As it was when the database last looked. Of a table it never looked at, that there are no cases."""

    cases: float = 0.0
    words: Column = Column()
    scope: Column = Column()


def shares() -> Shares:
    """What is known now; one query every ten minutes."""
    return _shares(int(time.monotonic() // REMEMBERED_FOR))


@lru_cache(maxsize=1)
def _shares(period: int) -> Shares:
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        rows = cursor.fetchall()
    columns = {name: _column(elements, frequencies) for name, _, elements, frequencies in rows if elements}
    return Shares(max((cases for _, cases, _, _ in rows), default=0.0), **columns)


def _column(elements: list[int], frequencies: list[float]) -> Column:
    """Behind the frequencies stand the least of them, the greatest, and the part of rows without any."""
    return Column(dict(zip(elements, frequencies, strict=False)), frequencies[len(elements)] * OF_THE_LEAST)
