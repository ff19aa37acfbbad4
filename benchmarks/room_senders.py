"""Those who speak in `bench_rooms.py`: the real action, so many acts a second, each repeated with its key until it is
done. Talks JSON lines; `quiet`, `rough` and `stop` say what time it is."""

# ruff: noqa: E402 - Django is set up before anything of ours is imported
from __future__ import annotations

import itertools
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import Error, connection
from django.utils import timezone
from psycopg_pool import PoolTimeout

from hejie.people.access import ANONYMOUS
from hejie.rooms.access import Seat
from hejie.rooms.actions import act
from hejie.rooms.models import Session
from hejie.rules.room import Side

THREADS = 4


class Speakers:
    """Takes turns: one room after the other, and in a room one guest after the other."""

    def __init__(self, guests: list[dict[str, Any]], per_second: float) -> None:
        sessions = {str(one.pk): one for one in Session.objects.select_related("case")}
        speaking = [one for one in guests if one["side"] != "observer"]
        by_room = itertools.zip_longest(
            *(list(group) for _, group in itertools.groupby(speaking, lambda g: g["session"]))
        )
        self.turns = itertools.cycle([(one, _seat(one, sessions)) for round_ in by_room for one in round_ if one])
        self.pause = THREADS / per_second
        self.phase, self.count, self.lock = "before", 0, threading.Lock()

    def run(self) -> None:
        while self.phase != "stop":
            began = time.monotonic()
            if self.phase != "before":
                with self.lock:
                    guest, seat = next(self.turns)
                self._say(guest, seat)
            time.sleep(max(0.0, self.pause - (time.monotonic() - began)))

    def _say(self, guest: dict[str, Any], seat: Seat) -> None:
        key, inputs = uuid4().hex, {"text": f"{self.phase} {time.time():.6f}", "to": _audience(guest)}
        while True:
            try:
                act(seat=seat, act="say", inputs=inputs, key=key, now=timezone.now())
            except (Error, PoolTimeout):
                connection.close()
                time.sleep(0.2)
            else:
                self.count += 1
                return


def _session(guest: dict[str, Any]) -> str:
    return str(guest["session"])


def _audience(guest: dict[str, Any]) -> str:
    if guest["side"] == "support":
        return "staff"
    return "complainant" if guest["caucus"] and guest["side"] != "respondent" else "all"


def _seat(guest: dict[str, Any], sessions: dict[str, Session]) -> Seat:
    session, side = sessions[guest["session"]], Side(guest["side"])
    return Seat(session.case, session, side, f"bench:{side}", ANONYMOUS, frozenset())


def main(plan: Path, per_second: float) -> None:
    speakers = Speakers(json.loads(plan.read_text()), per_second)
    threads = [threading.Thread(target=speakers.run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    print(json.dumps({"is": "ready"}), flush=True)
    while speakers.phase != "stop":
        speakers.phase = sys.stdin.readline().strip() or "stop"
    for thread in threads:
        thread.join()
    print(json.dumps({"is": "sent", "count": speakers.count}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
