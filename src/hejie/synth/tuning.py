"""Indexes and constraints of the case tables: taken away while many rows come in, built again afterwards.

What was taken is kept in a table until it stands again, so a run that was killed is mended by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from django.db import connection, connections, transaction

from hejie.synth.scripts import tables

KEPT = "synth_taken_away"
INDEXES, CHECKED, VALIDATED = 1, 2, 3  # the order in which they come back
BUILDERS = 2


@contextmanager
def without_indexes(step: Callable[[str], AbstractContextManager[None]]) -> Iterator[None]:
    """Within the block the case tables have no index at all."""
    restore()
    _take_away()
    try:
        with step("rows"):
            yield
    finally:
        with step("indexes"):
            restore()


def case_tables() -> list[str]:
    return [model._meta.db_table for model in tables()]


@transaction.atomic
def _take_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {KEPT} (place int, tab text, back text)")
        cursor.execute(CONSTRAINTS, [case_tables()])
        for table, name, definition, kind in cursor.fetchall():
            if kind == "f":
                valid = f'ALTER TABLE "{table}" VALIDATE CONSTRAINT "{name}"'
                _keep(CHECKED, table, f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition} NOT VALID')
                _keep(VALIDATED, table, valid)
            else:
                _keep(INDEXES, table, f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        cursor.execute(PLAIN_INDEXES, [case_tables()])
        for table, name, definition in cursor.fetchall():
            _keep(INDEXES, table, definition)
            cursor.execute(f'DROP INDEX "{name}"')


CONSTRAINTS = """
    SELECT r.relname, c.conname, pg_get_constraintdef(c.oid), c.contype FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    WHERE r.relnamespace = 'public'::regnamespace AND r.relname = ANY(%s) AND c.contype IN ('f', 'u', 'p')
    ORDER BY c.contype = 'f' DESC
"""
PLAIN_INDEXES = """
    SELECT t.relname, i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x
    JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY(%s) """


def _keep(place: int, table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {KEPT} VALUES (%s, %s, %s)", [place, table, statement])  # noqa: S608


def restore() -> None:
    """Build again what was taken away, step after step, by two connections; harmless when nothing was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [KEPT])
        if cursor.fetchone()[0] is None:
            return
    for place in (INDEXES, CHECKED, VALIDATED):
        _side_by_side([partial(_build, one) for one in _taken(place)], BUILDERS if place != CHECKED else 1)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {KEPT}")


def _taken(place: int) -> list[list[str]]:
    """Statements of one table each, so that no builder waits for another's lock; large tables first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT array_agg(back) FROM {KEPT} WHERE place = %s GROUP BY tab"  # noqa: S608
            " ORDER BY pg_relation_size(quote_ident(tab)::regclass) DESC",
            [place],
        )
        return [statements for (statements,) in cursor.fetchall()]


def _build(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute("SET max_parallel_maintenance_workers = 0")  # the builders are as many as the processors
        for statement in statements:
            with transaction.atomic():
                cursor.execute(statement)
                cursor.execute(f"DELETE FROM {KEPT} WHERE back = %s", [statement])  # noqa: S608
        cursor.execute("RESET maintenance_work_mem; RESET max_parallel_maintenance_workers")


def _side_by_side(jobs: Iterable[Callable[[], None]], workers: int) -> None:
    """Each worker takes the next job when it has done one, on a connection of its own."""
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(_on_own_connection, job) for job in jobs]:
            done.result()


def _on_own_connection(job: Callable[[], None]) -> None:
    try:
        job()
    finally:
        connections.close_all()


def analyse() -> None:
    """Fresh statistics, and the map of pages that need no look at the rows."""
    with connection.cursor() as cursor:
        cursor.execute(BY_SIZE)
        found = [table for (table,) in cursor.fetchall()]
    _side_by_side([partial(_vacuum, table) for table in found], BUILDERS)


BY_SIZE = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
    ORDER BY pg_relation_size(oid) DESC
"""


def _vacuum(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'VACUUM (ANALYZE) "{table}"')
