"""A court beside the scene: the simulator behind a real socket, its clock the scene's."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pytest_django import Settings

from hejie.exchange.inbox import take
from hejie.exchange.outbox import send_due
from hejie.exchange.simulator import CourtServer, SimulatedCourt

SECRET = "shared-with-the-court"


@dataclass
class Beside:
    """The court, and the two directions of the wire."""

    court: SimulatedCourt
    now: datetime

    def carry(self, now: datetime) -> int:
        """What waits goes to the court, over HTTP."""
        self.now = now
        return send_due(now)

    def hear(self, now: datetime) -> list[int]:
        """Everything the court has to say comes in; what it was answered."""
        answers: list[int] = []

        def post(body: bytes, headers: Mapping[str, str]) -> int:
            answers.append(take(key="court", headers=headers, body=body, now=now).status)
            return answers[-1]

        while self.court.say_next(post, now):
            pass
        return answers


@contextmanager
def running_court(settings: Settings, now: datetime) -> Iterator[Beside]:
    beside = Beside(SimulatedCourt(SECRET), now)
    server = CourtServer(beside.court, clock=lambda: beside.now)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.COURT_URL, settings.COURT_SECRET = server.url, SECRET
    try:
        yield beside
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
