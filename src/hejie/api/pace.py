"""How often one token may ask: counted in each process by itself, without a statement, for one minute at a time.

With several workers a token gets as many times the limit (`HEJIE_API_PER_MINUTE`) as there are processes at most: it
keeps a runaway program from slowing everybody else, it is no bill.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from threading import Lock

from django.conf import settings

MINUTE = 60
_lock = Lock()
_counted: dict[int, Counter[bytes]] = {}  # of the minute that runs, and of no other


class TooFast(Exception):
    """More than the limit within this minute. `seconds` until the next one."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


def count(subject: bytes, now: datetime) -> None:
    """Count one request of `subject`. Raises TooFast beyond the limit; a limit of 0 is none."""
    minute, second = divmod(int(now.timestamp()), MINUTE)
    with _lock:
        if minute not in _counted:
            _counted.clear()
        counted = _counted.setdefault(minute, Counter())
        counted[subject] += 1
        is_over = counted[subject] > settings.API_PER_MINUTE > 0
    if is_over:
        raise TooFast(MINUTE - second)
