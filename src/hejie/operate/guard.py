"""A small process that cleans up after a supervisor that was killed.

It reads lines `+pid` and `-pid` from its standard input: process groups that were started and that ended. When the
other end closes, for whatever reason, it ends the groups that are left and stops the embedded database if nobody else
uses it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from hejie.base import embedded

GRACE_SECONDS = 8
LOOK_SECONDS = 0.05


class Guard:
    """The supervisor's end of the pipe."""

    def __init__(self, var: Path | None) -> None:
        command = [sys.executable, "-m", "hejie.operate.guard", *([str(var)] if var else [])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def left_over(lines: Iterable[str]) -> set[int]:
    """Groups told of and not ended, once the lines are at an end."""
    groups: set[int] = set()
    for line in lines:
        (groups.add if line.startswith("+") else groups.discard)(int(line[1:]))
    return groups


def end_groups(groups: set[int], grace: float = GRACE_SECONDS, reap: Callable[[], None] = lambda: None) -> None:
    """Ask every group to end, and kill what is left after `grace` seconds.

    A parent gives `reap`, which collects its ended children: one that was not collected still counts as there.
    """
    until = time.monotonic() + grace
    alive = {group for group in groups if send(group, signal.SIGTERM)}
    while alive and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
        reap()
        alive = {group for group in alive if send(group, 0)}
    for group in alive:
        send(group, signal.SIGKILL)


def send(group: int, number: int) -> bool:
    """False when the group is gone."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    end_groups(left_over(sys.stdin))
    if len(sys.argv) > 1:
        embedded.stop_if_unused(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
