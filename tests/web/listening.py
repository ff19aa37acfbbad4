"""A live process of one's own, and an open page that listens to it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hejie.base.doors import free_port
from tests.eventually import eventually

SOON = 10.0  # seconds


class Page:
    """An open page: one connection to the live process, read event by event."""

    def __init__(self, port: int, text: str, last_id: int | None = None, origin: str = "http://localhost:8000") -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
        headers = {"Origin": origin} | ({"Last-Event-ID": str(last_id)} if last_id is not None else {})
        self.link.request("GET", f"/live?ticket={text}", headers=headers)
        self.answer = self.link.getresponse()

    def next_event(self) -> dict[str, str]:
        """The next event with a name; comments and `retry` are passed over."""
        event: dict[str, str] = {}
        while line := self.answer.fp.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if line.strip() == "" and "event" in event:
                return event
            if name in {"event", "id", "data"}:
                event[name] = value
        raise EOFError

    def hears_nothing_for(self, seconds: float) -> bool:
        self.link.sock.settimeout(seconds)
        try:
            event = self.next_event()
        except TimeoutError:
            return True
        raise AssertionError(f"heard {event}")

    def close(self) -> None:
        self.answer.close()
        self.link.close()


@contextmanager
def live_process() -> Iterator[int]:
    """A live process of its own on a free port, ready to serve; yields the port."""
    port = free_port(None)
    command = [sys.executable, "-m", "hejie.web.live", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ.copy())
    try:
        eventually(lambda: health(port) == 200)
        yield port
    finally:
        asked_at = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(SOON)
    assert time.monotonic() - asked_at < 4
    assert process.returncode in (0, -signal.SIGTERM)


def health(port: int) -> int:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as link:
            link.request("GET", "/healthz")
            return link.getresponse().status
    except OSError:
        return 0
