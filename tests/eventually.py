"""What another process or thread is soon to bring about."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

SOON = 30.0  # seconds, on a machine that has other work too
PAUSE = 0.05


def eventually(holds: Callable[[], Any]) -> None:
    """Ask again until it holds; fails where it never does."""
    until, pause = time.monotonic() + SOON, threading.Event()
    while not holds():
        assert time.monotonic() < until, "never happened"
        pause.wait(PAUSE)
