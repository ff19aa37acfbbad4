"""What the database weighs, table by table and index by index, in bytes a case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import connection

from hejie.cases.models import Case

LEAST = 1.0  # bytes a case from which a line is worth reading
SIZES = """
    SELECT coalesce(t.relname, c.relname), c.relname, c.relkind = 'i', c.reltuples,
           pg_relation_size(c.oid) + coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0)
    FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = x.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')
    ORDER BY sum(pg_relation_size(c.oid)) OVER (PARTITION BY coalesce(t.relname, c.relname)) DESC, 1, 3, 5 DESC
"""


class Sized(NamedTuple):
    """A table (with what lies beside it) or an index."""

    table: str
    name: str
    is_index: bool
    rows: float
    bytes: int


def lines() -> Iterator[str]:
    """A table of sizes: each table with all its indexes, then its parts."""
    cases = Case.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        found = [Sized(*row) for row in cursor.fetchall()]
    yield f"{'bytes a case':<48}{'all':>9}{'own':>9}{'rows':>7}"
    for table, group in groupby(found, key=attrgetter("table")):
        parts = list(group)
        whole = sum(one.bytes for one in parts) / cases
        if whole >= LEAST:
            own = parts[0]
            yield f"{table:<48}{whole:9.1f}{own.bytes / cases:9.1f}{own.rows / cases:7.2f}"
            yield from (
                f"  {one.name:<46}{'':9}{one.bytes / cases:9.1f}{one.rows / cases:7.2f}"
                for one in parts[1:]
                if one.bytes / cases >= LEAST
            )
