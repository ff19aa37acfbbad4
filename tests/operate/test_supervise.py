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
    started = Platform(port)
    yield started
    started.process.terminate()
    started.process.communicate(timeout=SECONDS)


def left_behind(handles: list[int]) -> list[int]:
    """Those of these pidfds whose process does not end."""
    found = [handle for handle in handles if not select.select([handle], [], [], SECONDS)[0]]
    for handle in handles:
        os.close(handle)
    return found


def test_it_prints_an_address_that_answers(platform: Platform, port: int) -> None:
    address = platform.read_until(r"open (http://\S+)")[1]
    assert address == f"http://localhost:{port}/"
    assert urlopen(address).status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_process_stops_with_it(platform: Platform, number: signal.Signals) -> None:
    started = [os.pidfd_open(pid) for pid in platform.worker_pids()]
    platform.process.send_signal(number)
    assert platform.process.wait(SECONDS) == 0
    assert left_behind(started) == []


def test_nothing_is_left_when_it_is_killed(platform: Platform) -> None:
    started = [os.pidfd_open(pid) for pid in platform.worker_pids()]
    platform.process.kill()
    assert left_behind(started) == []


def test_a_fallen_process_is_started_again_without_its_old_children(platform: Platform) -> None:
    parent, child = platform.worker_pids()
    orphan = os.pidfd_open(child)
    os.kill(parent, signal.SIGKILL)
    platform.read_until(r"worker \| ended with -9; starting again")
    assert platform.worker_pids()[0] != parent
    assert left_behind([orphan]) == []


def test_a_taken_port_is_said_and_the_next_one_used(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        platform = Platform(port)
        assert platform.read_until(rf"Port {port} is taken, using (\d+)")[1] != str(port)
        platform.process.terminate()
        platform.process.communicate(timeout=SECONDS)


def test_the_live_port_never_collides_with_the_web_port(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_PORT", str(port))
    monkeypatch.setenv("HEJIE_LIVE_PORT", str(port))
    ports = Ports.free()
    assert ports.web != ports.live
    assert is_free(ports.live)
