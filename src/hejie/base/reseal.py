"""Moving sealed values to the current key, while the application runs.

Old keys stay on the ring until nothing uses them. Work goes in short transactions of a few hundred rows, each row once:
a run that was stopped is simply started again, and a second run finds nothing to do.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from psycopg import sql

from hejie.base import keys
from hejie.base.crypto import head, seal, unseal
from hejie.base.fields import Seal, SealedField, sealed_fields
from hejie.base.registry import Registry

BATCH = 500


class Store(Protocol):
    """A place outside sealed fields where an app keeps sealed values."""

    def count(self) -> Counter[str]:
        """Values by key id."""

    def reseal(self) -> int:
        """Move every value to the current key; returns how many moved."""


stores: Registry[Store] = Registry("store of sealed values")


def columns() -> list[SealedField[Any, Any]]:
    """Every sealed field of every model."""
    return [field for model in apps.get_models() for field in sealed_fields(model)]


def counts() -> dict[str, Counter[str]]:
    """Sealed values by place (`table.column` or the name of a store) and key id."""
    return _in_columns() | {name: stores[name].count() for name in stores}


def reseal_all() -> dict[str, int]:
    """Move everything to the current key; returns how many values moved, by place."""
    found, current = _in_columns(), {keys.ring().current}
    moved = {_place(field): _reseal(field) if found[_place(field)].keys() - current else 0 for field in columns()}
    return moved | {name: stores[name].reseal() for name in stores}


def unused_keys() -> set[str]:
    """Ids of keys other than the current one that no stored value needs."""
    used = {key_id for place in counts().values() for key_id in place}
    return set(keys.ring().data) - used - {keys.ring().current}


def wait_for_writers(since: datetime, *, patience: timedelta = timedelta(seconds=30)) -> bool:
    """Wait until every transaction begun before `since` is over: it may still write with the former key.

    False when one is still open after `patience`.
    """
    until = time.monotonic() + patience.total_seconds()
    while _older_transactions(since):
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _older_transactions(since: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND xact_start < %s",
            [since],
        )
        return int(cursor.fetchone()[0])


def _place(field: SealedField[Any, Any]) -> str:
    return f"{field.model._meta.db_table}.{field.column}"


def _in_columns() -> dict[str, Counter[str]]:
    """Sealed values by column and key id. One query."""
    found: dict[str, Counter[str]] = {_place(field): Counter() for field in columns()}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join([_counting(field) for field in columns()]))
        for place, key_id, number in cursor.fetchall():
            found[place][key_id] = number
    return found


def _counting(field: SealedField[Any, Any]) -> sql.Composed:
    return sql.SQL(
        "SELECT {place}, convert_from(substr({column}, 3, get_byte({column}, 1)), 'UTF8'), count(*) FROM {table}"
        " WHERE {column} IS NOT NULL GROUP BY 2"
    ).format(
        place=sql.Literal(_place(field)),
        column=sql.Identifier(str(field.column)),
        table=sql.Identifier(field.model._meta.db_table),
    )


def _reseal(field: SealedField[Any, Any]) -> int:
    """Batch after batch in the order of row ids; rows written meanwhile come last and are met too."""
    moved, last = 0, UUID(int=0)
    while batch := _reseal_batch(field, last):
        moved, last = moved + len(batch), batch[-1]
    return moved


@transaction.atomic
def _reseal_batch(field: SealedField[Any, Any], after: UUID) -> list[UUID]:
    """One short transaction. Rows are locked, so that a value written meanwhile is not overwritten."""
    rows = list(_stale(field, after).values_list("pk", field.name)[:BATCH])
    for pk, sealed in rows:
        place = field.place(pk)
        field.model._base_manager.filter(pk=pk).update(**{field.name: Seal(seal(unseal(sealed, place), place))})
    return [pk for pk, _ in rows]


def _stale(field: SealedField[Any, Any], after: UUID) -> models.QuerySet[Any]:
    """Rows whose value another key than the current one has sealed, locked."""
    current = head(keys.ring().current)
    rows = field.model._base_manager.select_for_update(no_key=True).order_by("pk").filter(pk__gt=after)
    where = f'substr("{field.model._meta.db_table}"."{field.column}", 1, %s) <> %s'
    return rows.extra(where=[where], params=[len(current), current])  # noqa: S610 - names come from our own models


@dataclass(frozen=True, slots=True)
class Rotation:
    """Values moved by place. `settled` is False when a transaction that may still use a former key stayed open."""

    moved: dict[str, int]
    settled: bool


def rotate(*, new_key: bool = True) -> Rotation:
    """Make a new current key and move everything to it. With keys from `HEJIE_KEYS` only the moving is done."""
    if new_key and not keys.from_environment():
        keys.replace(keys.ring().with_new_key())
    since = timezone.now()
    moved = Counter(reseal_all())
    settled = wait_for_writers(since)
    moved.update(reseal_all())
    return Rotation(dict(moved), settled)
