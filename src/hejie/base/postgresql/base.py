"""Django's backend for PostgreSQL, with a round trip less for every savepoint."""

from __future__ import annotations

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """The end of a savepoint is told together with the beginning of the next.

    It need not be told at all before a rollback to an earlier one, or before the transaction ends: both end it as well.
    What follows meanwhile is inside a savepoint nobody goes back to.
    """

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
