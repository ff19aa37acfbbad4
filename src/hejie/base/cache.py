"""Django's cache in the database, written in one statement. Rate limits and used codes are kept until their time is up.

Django's own throws some away beyond a number of entries, whosever they are, and asks for that number at each writing.
"""

from __future__ import annotations

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

PUT = """
INSERT INTO {table} AS c (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires
"""
PUT_IF_NEW = PUT + "WHERE c.expires < %s"
TOUCH = "UPDATE {table} SET expires = %s WHERE cache_key = %s"
SWEEP = "DELETE FROM {table} WHERE expires < %s"


class Cache(DatabaseCache):
    """Every process sees what another one wrote; `sweep` alone takes entries away."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self.table = connection.ops.quote_name(table)

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, UTC)
        if mode == "touch":
            return self._execute(TOUCH, expires, key) > 0
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()
        if mode == "add":
            return self._execute(PUT_IF_NEW, key, kept, expires, timezone.now()) > 0
        return self._execute(PUT, key, kept, expires) > 0

    def sweep(self, now: datetime) -> int:
        return self._execute(SWEEP, now)

    def _execute(self, statement: str, *values: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=self.table), values)
            return int(cursor.rowcount)


def sweep(*, now: datetime) -> int:
    """Delete what nobody can read any more; returns how much."""
    own = caches[DEFAULT_CACHE_ALIAS]
    return own.sweep(now) if isinstance(own, Cache) else 0
