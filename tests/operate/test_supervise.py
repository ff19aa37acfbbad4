"""The supervisor: one command starts all, restarts what falls, stops all; even killed it leaves nothing behind."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from hejie.operate.services import Ports, is_free, next_free

pytestmark = pytest.mark.processes

SECONDS = 15


class Platform:
    """The small platform as a process, read line by line."""

    def __init__(self, port: int) -> None:
        environment = {**os.environ, "HEJIE_PORT": str(port)}
        environment.pop("HEJIE_LIVE_PORT", None)
        script = Path(__file__).with_name("small_platform.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True
        )
        self.lines: list[str] = []

    def read_until(self, pattern: str) -> re.Match[str]:
        """The first line to come that fits; the earlier ones are kept in `lines`."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{pattern} never came; there was: {self.lines}")

    def worker_pids(self) -> list[int]:
        return [int(pid) for pid in self.read_until(r"pids (\d+) (\d+)").groups()]


@pytest.fixture
def port() -> int:
    return next_free(21000 + os.getpid() % 5000)


@pytest.fixture
def platform(port: int) -> Iterator[Platform]:
    with running(port) as started:
        yield started


@contextmanager
def running(port: int) -> Iterator[Platform]:
    started = Platform(port)
    try:
        yield started
    finally:
        started.process.terminate()
        started.process.communicate(timeout=SECONDS)


def left_behind(handles: list[int]) -> list[int]:
    """Those of these pidfds whose process does not end."""
    found = [handle for handle in handles if not select.select([handle], [], [], SECONDS)[0]]
    for handle in handles:
        os.close(handle)
    return found


def test_every_process_stops_with_it(port: int) -> None:
    """Asked in any of three ways: three platforms, side by side."""
    ways = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    with ExitStack() as held:
        platforms = [held.enter_context(running(port + 10 * number)) for number in range(len(ways))]
        started = [[os.pidfd_open(pid) for pid in one.worker_pids()] for one in platforms]
        for one, way in zip(platforms, ways, strict=True):
            one.process.send_signal(way)
        assert [one.process.wait(SECONDS) for one in platforms] == [0, 0, 0]
        assert [left_behind(handles) for handles in started] == [[], [], []]


def test_a_fallen_process_is_started_again_and_nothing_is_left_when_all_is_killed(platform: Platform) -> None:
    """The old children of the one go with it; those of the other with the supervisor."""
    parent, child = platform.worker_pids()
    orphan = os.pidfd_open(child)
    os.kill(parent, signal.SIGKILL)
    platform.read_until(r"worker \| ended with -9; starting again")
    again = platform.worker_pids()
    assert again[0] != parent
    assert left_behind([orphan]) == []
    started = [os.pidfd_open(pid) for pid in again]
    platform.process.kill()
    assert left_behind(started) == []


def test_a_taken_port_is_said_and_the_address_of_the_next_one_answers(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), running(port) as platform:
        used = platform.read_until(rf"Port {port} is taken, using (\d+)")[1]
        assert used != str(port)
        address = platform.read_until(r"open (http://\S+)")[1]
        assert address == f"http://localhost:{used}/"
        assert urlopen(address).status == 200


def test_the_live_port_never_collides_with_the_web_port(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_PORT", str(port))
    monkeypatch.setenv("HEJIE_LIVE_PORT", str(port))
    ports = Ports.free()
    assert ports.web != ports.live
    assert is_free(ports.live)
