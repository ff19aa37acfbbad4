"""Counting attempts. One row per scope and subject; the subject is kept as a keyed hash only.

Call `hit` before opening a transaction, so that a refused attempt counts even when the caller then rolls back.
Inside a transaction (a case's, say) pass `apart=True`: the count then goes through a connection of its own.

Where only guesses are to count, `look` first, and `hit` once the guess has turned out wrong: guesses that race are then
all looked up, but each is counted. Whoever is over the limit is refused before anything is looked up.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from hejie.base.crypto import blind_index
from hejie.base.models import ThrottleWindow

# A window that lies in the future by more than its length stems from other clocks (imported history): it starts anew.
COUNT = """
INSERT INTO base_throttlewindow AS w (scope, subject, opened_at, hits) VALUES (%(scope)s, %(subject)s, %(now)s, 1)
ON CONFLICT (scope, subject) DO UPDATE SET
  hits = CASE WHEN w.opened_at > %(now)s - %(per)s AND w.opened_at <= %(now)s + %(per)s THEN w.hits + 1 ELSE 1 END,
  opened_at = CASE WHEN w.opened_at > %(now)s - %(per)s AND w.opened_at <= %(now)s + %(per)s
    THEN w.opened_at ELSE %(now)s END
RETURNING opened_at, hits
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the attempt may go on; if not, how long to wait."""

    allowed: bool
    retry_after: timedelta

    @property
    def seconds(self) -> int:
        return math.ceil(self.retry_after.total_seconds())

    @property
    def minutes(self) -> int:
        """For people: rounded up, so that whoever comes back then is let in."""
        return math.ceil(self.seconds / 60)


def look(scope: str, subject: str, limit: int, per: timedelta, now: datetime) -> Verdict:
    """Whether `hit` would let one more attempt through, without counting one."""
    windows = ThrottleWindow.objects.filter(scope=scope, subject=_hidden(scope, subject), hits__gte=limit)
    open_still = windows.filter(opened_at__gt=now - per, opened_at__lte=now + per)
    opened_at = open_still.values_list("opened_at", flat=True).first()
    return Verdict(opened_at is None, opened_at + per - now if opened_at else timedelta())


def hit(scope: str, subject: str, limit: int, per: timedelta, now: datetime, *, apart: bool = False) -> Verdict:
    """Count one attempt of `subject` in `scope`; refused beyond `limit` attempts in one window of length `per`."""
    values = {"scope": scope, "subject": _hidden(scope, subject), "now": now, "per": per}
    with _connection(apart) as used, used.cursor() as cursor:
        cursor.execute(COUNT, values)
        opened_at, hits = cursor.fetchone()
    allowed = hits <= limit
    return Verdict(allowed, timedelta() if allowed else opened_at + per - now)


def sweep(*, now: datetime, older_than: timedelta = timedelta(days=2)) -> int:
    """Delete windows nobody counts in any more; returns how many."""
    return ThrottleWindow.objects.filter(opened_at__lt=now - older_than).delete()[0]


def _hidden(scope: str, subject: str) -> bytes:
    return blind_index(f"throttle:{scope}", subject) or b""


@contextlib.contextmanager
def _connection(apart: bool) -> Iterator[Any]:
    if not apart:
        yield connection
        return
    own = connection.copy()
    try:
        yield own
    finally:
        own.close()
