"""A court beside the running platform: takes what is sent to it, and says what it has to say as soon as it can."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hejie.exchange.simulator import CourtServer, SimulatedCourt, post_to

SECRET = "shared-with-the-court"
PAUSE = 0.3  # seconds between two things it says


@dataclass
class CourtBeside:
    """`settings` are what the platform has to know; `answer_to` starts the court talking."""

    server: CourtServer
    court: SimulatedCourt
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> Mapping[str, str]:
        return {"HEJIE_COURT_URL": self.server.url, "HEJIE_SECRET_COURT": SECRET}

    def answer_to(self, platform: str) -> None:
        threading.Thread(target=self._speak, args=(f"{platform}/exchange/court/",), daemon=True).start()

    def _speak(self, door: str) -> None:
        post = post_to(door)
        while not self.over.wait(PAUSE):
            self.court.say_next(post, datetime.now(UTC))


@contextmanager
def court_beside() -> Iterator[CourtBeside]:
    court = SimulatedCourt(SECRET)
    server = CourtServer(court)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    beside = CourtBeside(server, court)
    try:
        yield beside
    finally:
        beside.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
