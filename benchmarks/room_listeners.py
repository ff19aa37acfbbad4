"""The pages of `bench_rooms.py`: one stream a guest, resumed by its last id as a browser does it. Talks JSON lines."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

PAUSE = 0.3  # between two attempts to connect
PATIENCE = 60.0


class Page:
    """One guest's page: every number heard, and how long words of the quiet time took, in milliseconds."""

    def __init__(self, guest: dict[str, Any], port: int) -> None:
        self.name, self.port, self.ticket = guest["guest"], port, guest["ticket"]
        self.last = ""
        self.heard: list[int] = []
        self.took: list[float] = []
        self.is_open = asyncio.Event()

    async def run(self) -> None:
        while True:
            try:
                await self._read()
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(PAUSE * (0.5 + random.random()))  # noqa: S311 - spreads the load

    async def _read(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        resumed = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        writer.write(f"GET /live?ticket={self.ticket}&after=0 HTTP/1.1\r\nHost: x\r\n{resumed}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head, head
        self.is_open.set()
        try:
            number = ""
            while line := (await reader.readline()).decode():
                if line.startswith("id: "):
                    number = line[4:].strip()
                elif line.startswith('data: {"seq"'):
                    self._hear(json.loads(line[6:]))
                    self.last = number
        finally:
            writer.close()

    def _hear(self, event: dict[str, Any]) -> None:
        self.heard.append(event["seq"])
        phase, _, sent_at = event["body"]["text"].partition(" ")
        if phase == "quiet":
            self.took.append((time.time() - float(sent_at)) * 1000)


async def main(plan: Path, port: int) -> None:
    pages = [Page(guest, port) for guest in json.loads(plan.read_text())]
    tasks = [asyncio.create_task(page.run()) for page in pages]
    await asyncio.gather(*(page.is_open.wait() for page in pages))
    say("ready")
    await asyncio.to_thread(sys.stdin.readline)
    say("times", ms=[one for page in pages for one in page.took])
    wanted = json.loads(await asyncio.to_thread(sys.stdin.readline))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(len(page.heard) < wanted[page.name] for page in pages):
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)  # whatever comes twice has come by now
    say("heard", heard={page.name: page.heard for page in pages})
    for task in tasks:
        task.cancel()


def say(what: str, **more: Any) -> None:
    print(json.dumps({"is": what, **more}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
