"""Django's backend for PostgreSQL, with a round trip less for every savepoint and for every connection taken."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """The end of a savepoint is told together with the beginning of the next.

    It need not be told at all before a rollback to an earlier one, or before the transaction ends: both end it as well.
    What follows meanwhile is inside a savepoint nobody goes back to.
    """

    @property
    def pool(self) -> Any:
        pool: Any = super().pool
        if pool and pool._check:  # with CONN_HEALTH_CHECKS; Django names the function itself
            pool._check = check_connection
        return pool

    _ended = ""  # the outermost savepoint whose end was not told; those inside end with it

    def _savepoint(self, sid: str) -> None:
        end = f"{self.ops.savepoint_commit_sql(self._ended)}; " if self._ended else ""
        self._tell(end + self.ops.savepoint_create_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            self._tell(self.ops.savepoint_commit_sql(sid))  # an error was passed over inside: Django is to hear of it
        self._ended = sid

    def _savepoint_rollback(self, sid: str) -> None:
        self._tell(self.ops.savepoint_rollback_sql(sid))

    def _tell(self, statement: str) -> None:
        self._ended = ""
        with self.cursor() as cursor:
            cursor.execute(statement)

    def commit(self) -> None:
        self._ended = ""
        super().commit()

    def rollback(self) -> None:
        self._ended = ""
        super().rollback()

    def close(self) -> None:
        self._ended = ""
        super().close()


def check_connection(taken: psycopg.Connection[Any]) -> None:
    """Raises an OperationalError when the server has gone.

    A server that ends closes its connections, so there is something to read where nothing was asked. Only then is it
    asked whether it still answers; to ask it each time is a round trip for every request.
    """
    said = select.poll()
    said.register(taken.fileno(), select.POLLIN)
    if said.poll(0):
        ConnectionPool.check_connection(taken)
